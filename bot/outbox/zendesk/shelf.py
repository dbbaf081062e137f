"""Where the processes of one bot keep the console's token: in their database, a short transaction a step."""

from datetime import datetime

from models.console.token import ConsoleToken
from models.store.database import Database


class SharedShelf:
    """Keeps the sealed token of one client."""

    def __init__(self, database: Database, client: str) -> None:
        self._database, self._client = database, client

    def read(self) -> str | None:
        """Return what is kept; None for nothing."""
        with self._database.read() as session:
            return ConsoleToken.kept(session, self._client)

    def swap(self, was: str | None, sealed: str, expires_at: datetime) -> bool:
        """Keep this instead of what was read; False if somebody else was quicker."""
        with self._database.begin() as session:
            return ConsoleToken.swap(session, self._client, was, sealed, expires_at)
