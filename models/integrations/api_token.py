"""Tokens of the API: only a hash of each is kept, with what it allows."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base, Json


class ApiToken(Base):
    """One token: of an account, or of the provider."""

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    account: Mapped[str | None]
    """Whose tickets it shows; None: everybody's."""
    scopes: Mapped[list[str]] = mapped_column(Json)
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    @classmethod
    def in_force(cls, session: Session, token_hash: str) -> "ApiToken | None":
        """Return the token of that hash, unless it was revoked."""
        mine = select(cls).where(cls.token_hash == token_hash, cls.revoked_at.is_(None))
        return session.scalar(mine)

    @classmethod
    def all_of_them(cls, session: Session) -> "Sequence[ApiToken]":
        """List all tokens, the oldest first."""
        return session.scalars(select(cls).order_by(cls.id)).all()
