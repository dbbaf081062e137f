"""Absences that people announce with `/oncall off`; the runbook's own stand in the runbook."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import ForeignKey, Select, bindparam, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.tams.announcements import Announcement
from models.store.base import Base


class AnnouncedAbsence(Base):
    """A time in which somebody is away, or in which an announced absence of theirs does not hold after all.

    Rows are never changed but to note that they were undone.
    """

    __tablename__ = "absences"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(index=True)
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    takes_back: Mapped[int | None] = mapped_column(ForeignKey("absences.id"))
    """The absence that does not hold from `starts` until before `ends`; None of an absence itself."""
    act: Mapped[str] = mapped_column(index=True)
    """Names what was announced together and is undone together."""
    announced_by: Mapped[str]
    announced_at: Mapped[datetime]
    undone_by: Mapped[str | None]
    undone_at: Mapped[datetime | None]

    @property
    def announcement(self) -> Announcement:
        """Return it as a plain value."""
        return Announcement(self.id, self.starts, self.ends, self.takes_back, self.undone_at)

    @classmethod
    def of_users(cls, session: Session, users: Sequence[str]) -> "Sequence[AnnouncedAbsence]":
        """List what was announced for the users, the earliest absence first."""
        return session.scalars(_of_users(), {"users": list(users)}).all()

    @classmethod
    def of_act(cls, session: Session, act: str) -> "Sequence[AnnouncedAbsence]":
        """List what was announced together."""
        return session.scalars(select(cls).where(cls.act == act).order_by(cls.id)).all()

    @classmethod
    def undo(cls, session: Session, act: str, user: str, now: datetime) -> None:
        """Note that what was announced together is undone; what is so already stays as it is."""
        standing = update(cls).where(cls.act == act, cls.undone_at.is_(None))
        session.execute(standing.values(undone_by=user, undone_at=now))


@cache
def _of_users() -> Select[AnnouncedAbsence]:
    named = AnnouncedAbsence.user_id.in_(bindparam("users", expanding=True))
    return select(AnnouncedAbsence).where(named).order_by(AnnouncedAbsence.starts, AnnouncedAbsence.id)
