"""The console's token for us, encrypted: several processes share one, and a new one ends the old."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base


class ConsoleToken(Base):
    """The token of one OAuth client."""

    __tablename__ = "console_tokens"

    client: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[str]
    """The token and what renews it, as only whoever has the client's secret can read it."""
    expires_at: Mapped[datetime]

    @classmethod
    def held(cls, session: Session, client: str) -> "ConsoleToken | None":
        """Return a client's token and hold its row until the transaction ends: one renews it, others wait."""
        mine = select(cls).where(cls.client == client).with_for_update()
        return session.scalar(mine.execution_options(populate_existing=True))
