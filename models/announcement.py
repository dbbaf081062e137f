"""What is announced of who works when: what is said in one act is undone together, and never deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.roster_change import RosterChange, RosterChangeKind

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
    def undo(cls, session: Session, act: str, user: str, now: datetime) -> None:
        """Note that what was announced together is undone; what is so already stays as it is."""
        standing = update(cls).where(cls.act == act, cls.undone_at.is_(None))
        session.execute(standing.values(undone_by=user, undone_at=now))
        RosterChange.note(session, RosterChangeKind.UNDONE, act, now)
