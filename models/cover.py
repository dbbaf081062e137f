"""Who takes whose turns for a time, as people announce it; the runbook's overrides stand in the runbook."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.tams.announcements import Announcement, Stretch
from models.announcement import AnnouncedTime, KnownActs
from models.roster_change import RosterChange, RosterChangeKind
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

    def stretch(self, known: KnownActs | None = None) -> Stretch | None:
        """Return the time in which it holds: not before it was announced, accepted, nor once undone.

        `known` leaves out what was not known yet.
        """
        since = self._since(known)
        if since is None:
            return None
        start, undone_at = max(self.starts, since), self.undone_as_known(known)
        return Announcement(self.id, start, self.ends, undone_at=undone_at).stretch

    def _since(self, known: KnownActs | None) -> datetime | None:
        if not self.was_announced(known):
            return None
        if not self.asked:
            return self.announced_at
        return self.accepted_at if known is None or self.act in known.accepted else None

    @classmethod
    def of_duties(cls, session: Session, duties: Sequence[str]) -> "Sequence[AnnouncedCover]":
        """List what was announced for some duties, in the order of its writing."""
        return session.scalars(_of_duties(), {"duties": list(duties)}).all()

    @classmethod
    def accept(cls, session: Session, act: str, now: datetime) -> None:
        """Note that what was asked for together is accepted."""
        standing = update(cls).where(cls.act == act, cls.accepted_at.is_(None), cls.undone_at.is_(None))
        session.execute(standing.values(accepted_at=now))
        RosterChange.note(session, RosterChangeKind.ACCEPTED, act, now)


@cache
def _of_duties() -> Select[AnnouncedCover]:
    named = AnnouncedCover.duty.in_(bindparam("duties", expanding=True))
    return select(AnnouncedCover).where(named).order_by(AnnouncedCover.id)
