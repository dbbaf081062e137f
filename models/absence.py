"""Absences that people announce with `/oncall off`; the runbook's own stand in the runbook."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import ForeignKey, Select, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.tams.announcements import Announcement
from models.announcement import AnnouncedTime, KnownActs
from models.store.base import Base


class AnnouncedAbsence(AnnouncedTime, Base):
    """A time in which somebody is away, or in which an announced absence of theirs does not hold after all.

    Rows are never changed but to note that they were undone.
    """

    __tablename__ = "absences"

    user_id: Mapped[str] = mapped_column(index=True)
    takes_back: Mapped[int | None] = mapped_column(ForeignKey("absences.id"))
    """The absence that does not hold from `starts` until before `ends`; None of an absence itself."""

    def announcement(self, known: KnownActs | None = None) -> Announcement:
        """Return it as a plain value, as it was known; None: by now."""
        undone_at = self.undone_as_known(known)
        return Announcement(self.id, self.starts, self.ends, self.takes_back, undone_at)

    @classmethod
    def of_users(cls, session: Session, users: Sequence[str]) -> "Sequence[AnnouncedAbsence]":
        """List what was announced for the users, the earliest absence first."""
        return session.scalars(_of_users(), {"users": list(users)}).all()


@cache
def _of_users() -> Select[AnnouncedAbsence]:
    named = AnnouncedAbsence.user_id.in_(bindparam("users", expanding=True))
    return select(AnnouncedAbsence).where(named).order_by(AnnouncedAbsence.starts, AnnouncedAbsence.id)
