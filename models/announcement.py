"""What is announced of who works when: what is said in one act is undone together, and never deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.tams.announcements import IMPORTED, imported_act
from models.roster_change import RosterChange, RosterChangeKind

AGAIN: Final = "~"
"""Stands before the number of an act that a calendar tells again after it took it back."""
_OF_ACTS = (RosterChangeKind.ANNOUNCED, RosterChangeKind.ACCEPTED, RosterChangeKind.UNDONE)


@dataclass(frozen=True)
class KnownActs:
    """What was known of announcements at a time, by the names of their acts."""

    announced: frozenset[str]
    accepted: frozenset[str]
    undone: frozenset[str]

    @classmethod
    def of_version(cls, session: Session, version: int) -> Self:
        """Return what was known in a version of the roster."""
        return cls(*(RosterChange.acts(session, kind, version) for kind in _OF_ACTS))


@dataclass(frozen=True)
class ToldBefore:
    """How often a calendar told the same, and whether that stands, or somebody undid it."""

    times: int
    is_settled: bool


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

    @property
    def is_imported(self) -> bool:
        """Tell whether a calendar told it, nobody in Slack."""
        return self.act.startswith(IMPORTED)

    def was_announced(self, known: KnownActs | None) -> bool:
        """Tell whether it was announced by when that was known; None: by now."""
        return known is None or self.act in known.announced

    def undone_as_known(self, known: KnownActs | None) -> datetime | None:
        """Return when it was undone, as far as that was known; None: by now."""
        return self.undone_at if known is None or self.act in known.undone else None

    @classmethod
    def of_act(cls, session: Session, act: str) -> Sequence[Self]:
        """List what was announced together."""
        return session.scalars(select(cls).where(cls.act == act).order_by(cls.id)).all()

    @classmethod
    def imported(cls, session: Session, calendar: str, now: datetime) -> Sequence[Self]:
        """List what a calendar told that stands and is not over."""
        theirs = cls.act.startswith(imported_act(calendar, ""), autoescape=True)
        standing = (theirs, cls.undone_at.is_(None), cls.ends > now)
        return session.scalars(select(cls).where(*standing).order_by(cls.starts, cls.id)).all()

    @classmethod
    def told_before(cls, session: Session, calendar: str, now: datetime) -> dict[str, ToldBefore]:
        """Return what a calendar told before and is not over, by the name of its act without its number."""
        theirs = cls.act.startswith(imported_act(calendar, ""), autoescape=True)
        found: dict[str, ToldBefore] = {}
        for row in session.scalars(select(cls).where(theirs, cls.ends > now).order_by(cls.id)):
            act = row.act.partition(AGAIN)[0]
            times = found[act].times if act in found else 0
            found[act] = ToldBefore(times + 1, is_settled=row.undone_at is None or bool(row.undone_by))
        return found

    @classmethod
    def undo(cls, session: Session, act: str, user: str, now: datetime) -> None:
        """Note that what was announced together is undone; what is so already stays as it is."""
        standing = update(cls).where(cls.act == act, cls.undone_at.is_(None))
        session.execute(standing.values(undone_by=user, undone_at=now))
        RosterChange.note(session, RosterChangeKind.UNDONE, act, now)
