"""The console's token for us, encrypted: several processes share one, and a new one ends the old."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base
from models.store.conflict import insert_or_leave


class ConsoleToken(Base):
    """The token of one OAuth client."""

    __tablename__ = "console_tokens"

    client: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[str]
    """The token and what renews it, as only whoever has the client's secret can read it."""
    expires_at: Mapped[datetime]

    @classmethod
    def kept(cls, session: Session, client: str) -> str | None:
        """Return what is kept of a client's token; None for nothing."""
        return session.scalar(select(cls.sealed).where(cls.client == client))

    @classmethod
    def swap(cls, session: Session, client: str, was: str | None, sealed: str, expires_at: datetime) -> bool:
        """Keep a token in place of what was read; False if another process was quicker."""
        values = {"sealed": sealed, "expires_at": expires_at}
        if was is None:
            return insert_or_leave(session, cls, {"client": client, **values}, unique="client")
        read = update(cls).where(cls.client == client, cls.sealed == was)
        return session.scalar(read.values(values).returning(cls.client)) is not None
