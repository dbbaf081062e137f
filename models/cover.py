"""Who takes whose turns for a time, as people announce it; the runbook's overrides stand in the runbook."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.tams.announcements import Announcement, Stretch
from models.announcement import AnnouncedTime
from models.store.base import Base


class AnnouncedCover(AnnouncedTime, Base):
    """A time in which somebody is on call, perhaps only in another's place; once accepted, where it must be.

    Rows are never changed but to note that they were accepted, or undone.
    """

    __tablename__ = "covers"

    duty: Mapped[str] = mapped_column(index=True)
    """Names the schedule or the account's role in which it holds."""
    instead_of: Mapped[str | None]
    asked: Mapped[str | None]
    """Who has to accept it before it holds."""
    accepted_at: Mapped[datetime | None]
    """When all of its act was accepted."""

    @property
    def stretch(self) -> Stretch | None:
        """Return the time in which it holds: not before it was announced, accepted, nor once undone."""
        since = self.accepted_at if self.asked else self.announced_at
        if since is None:
            return None
        start = max(self.starts, since)
        return Announcement(self.id, start, self.ends, undone_at=self.undone_at).stretch

    @classmethod
    def of_duties(cls, session: Session, duties: Sequence[str]) -> "Sequence[AnnouncedCover]":
        """List what was announced for some duties, in the order of its writing."""
        return session.scalars(_of_duties(), {"duties": list(duties)}).all()

    @classmethod
    def accept(cls, session: Session, act: str, now: datetime) -> None:
        """Note that what was asked for together is accepted."""
        standing = update(cls).where(cls.act == act, cls.accepted_at.is_(None), cls.undone_at.is_(None))
        session.execute(standing.values(accepted_at=now))


@cache
def _of_duties() -> Select[AnnouncedCover]:
    named = AnnouncedCover.duty.in_(bindparam("duties", expanding=True))
    return select(AnnouncedCover).where(named).order_by(AnnouncedCover.id)
