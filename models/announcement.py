"""What is announced of who works when: what is said in one act is undone together, and never deleted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, Session, mapped_column


class AnnouncedTime:
    """The columns of a time that somebody announced, and how those of one act are found and undone."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[str]
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    act: Mapped[str] = mapped_column(index=True)
    """Names what was announced together, and is undone together."""
    announced_by: Mapped[str]
    announced_at: Mapped[datetime]
    undone_by: Mapped[str | None]
    undone_at: Mapped[datetime | None]

    @classmethod
    def of_act(cls, session: Session, act: str) -> Sequence[Self]:
        """List what was announced together."""
        return session.scalars(select(cls).where(cls.act == act).order_by(cls.id)).all()

    @classmethod
    def undo(cls, session: Session, act: str, user: str, now: datetime) -> None:
        """Note that what was announced together is undone; what is so already stays as it is."""
        standing = update(cls).where(cls.act == act, cls.undone_at.is_(None))
        session.execute(standing.values(undone_by=user, undone_at=now))
