"""Calendar feeds of who is on call: who may read them is known by a secret, of which only a hash is kept."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base


class OncallFeed(Base):
    """One feed: of a person's shifts, or of the 24x7 team's final schedule."""

    __tablename__ = "oncall_feeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[str | None]
    """Whose shifts; None for the team's."""
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    @classmethod
    def of_hash(cls, session: Session, token_hash: str) -> "OncallFeed | None":
        """Return the feed that a token's hash opens, unless it was revoked."""
        mine = select(cls).where(cls.token_hash == token_hash, cls.revoked_at.is_(None))
        return session.scalar(mine)

    @classmethod
    def revoke(cls, session: Session, token_hash: str, now: datetime) -> None:
        """Note that a feed can be read no more."""
        session.execute(
            update(cls).where(cls.token_hash == token_hash, cls.revoked_at.is_(None)).values(revoked_at=now)
        )
