"""What changes who answers, in the order in which it became known: announcements, and people in Slack."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Final

from sqlalchemy import ColumnElement, Function, Label, Select, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base, Json
from models.store.plain import execute

_CHECKED: Final = 20
_SEEN, _CHANGED = "roster version", "roster changed"
"""What a session remembers of the roster."""


class RosterChangeKind(StrEnum):
    """What happened."""

    ANNOUNCED = "announced"
    ACCEPTED = "accepted"
    UNDONE = "undone"
    REACHED = "reached"
    """A ping of a user or a user group reaches other people from now on."""


@dataclass(frozen=True)
class RosterVersion:
    """How the roster stands: what was read by one version is so while that is the same."""

    number: int
    checksum: int


class RosterChange(Base):
    """One change; its id is the version of the roster that begins with it. Rows are never changed."""

    __tablename__ = "roster_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[RosterChangeKind]
    subject: Mapped[str] = mapped_column(index=True)
    """The act that was announced, accepted or undone; or the id of a user or user group."""
    people: Mapped[list[str]] = mapped_column(Json, default=list)
    """Who a ping reaches: the group's members; of a user the user, or nobody once they are gone."""

    @classmethod
    def newest(cls) -> Function[int]:
        """Return the version of the roster as it stands, 0 before the first, as a part of a statement."""
        return func.coalesce(select(func.max(cls.id)).scalar_subquery(), 0)

    @classmethod
    def version_columns(cls) -> tuple[Label[int], Label[int]]:
        """Return the columns of what `remember_version` takes, as a part of a statement."""
        # Two replicas may commit in another order than they took their ids in: each new row adds to the sum.
        checksum = select(func.sum(cls.id)).where(cls.id > cls.newest() - _CHECKED).scalar_subquery()
        return cls.newest().label("version"), func.coalesce(checksum, 0).label("checksum")

    @classmethod
    def remember_version(cls, session: Session, version: int, checksum: int) -> None:
        """Keep for the session's transaction which version of the roster it has seen first."""
        session.info.setdefault(_SEEN, RosterVersion(version, int(checksum)))

    @classmethod
    def version(cls, session: Session) -> "RosterVersion | None":
        """Return the version of the roster that the transaction works by; None once it changed it itself."""
        if session.info.get(_CHANGED):
            return None
        if _SEEN not in session.info:
            found = execute(session, _version(), {}).one()
            cls.remember_version(session, found.version, found.checksum)
        seen: RosterVersion = session.info[_SEEN]
        return seen

    @classmethod
    def is_new_in(cls, session: Session) -> bool:
        """Tell whether the transaction itself has changed the roster."""
        return bool(session.info.get(_CHANGED))

    @classmethod
    def number_in_force(cls, session: Session) -> int:
        """Return the number of the version that the transaction works by, its own changes included."""
        seen = cls.version(session)
        return seen.number if seen is not None else session.execute(_version()).one().version

    @classmethod
    def version_at(cls, session: Session, at: datetime) -> int:
        """Return the version of the roster as it stood at an instant, 0 before the first."""
        return session.scalar(select(func.max(cls.id)).where(cls.at <= at)) or 0

    @classmethod
    def note(cls, session: Session, kind: RosterChangeKind, act: str, now: datetime) -> None:
        """Note what became of an announcement."""
        cls._add(session, cls(at=now, kind=kind, subject=act, people=[]))

    @classmethod
    def reached(cls, session: Session, slack: str, people: Collection[str], now: datetime) -> None:
        """Note who is reached from now on, unless that is known already."""
        listed, latest = sorted(set(people)), cls._latest(session, cls.subject == slack)
        if not latest or latest[0].people != listed:
            cls._add(session, cls(at=now, kind=RosterChangeKind.REACHED, subject=slack, people=listed))

    @classmethod
    def _add(cls, session: Session, change: "RosterChange") -> None:
        session.info[_CHANGED] = True
        session.add(change)
        session.flush()

    @classmethod
    def acts(cls, session: Session, kind: RosterChangeKind, version: int) -> frozenset[str]:
        """Return the announcements of which something was known in a version."""
        return frozenset(session.scalars(select(cls.subject).where(cls.kind == kind, cls.id <= version)))

    @classmethod
    def gone(cls, session: Session, users: Collection[str], version: int) -> dict[str, datetime]:
        """Return those of some users who were gone in a version, each with since when."""
        rows = cls._latest(session, cls.subject.in_(users), cls.id <= version)
        return {row.subject: row.at for row in rows if not row.people}

    @classmethod
    def members(cls, session: Session, group: str, version: int) -> frozenset[str]:
        """Return who belonged to a user group in a version."""
        rows = cls._latest(session, cls.subject == group, cls.id <= version)
        return frozenset(*(row.people for row in rows))

    @classmethod
    def groups_of(cls, session: Session, user: str, version: int) -> frozenset[str]:
        """Return the user groups that a user belonged to in a version."""
        rows = cls._latest(session, cls.subject != user, cls.id <= version)
        return frozenset(row.subject for row in rows if user in row.people)

    @classmethod
    def _latest(cls, session: Session, *which: ColumnElement[bool]) -> "list[RosterChange]":
        """Return the newest of each of some users and groups."""
        of_kind = cls.kind == RosterChangeKind.REACHED
        newest = select(func.max(cls.id)).where(of_kind, *which).group_by(cls.subject)
        return list(session.scalars(select(cls).where(cls.id.in_(newest))))


@cache
def _version() -> Select[int, int]:
    return select(*RosterChange.version_columns())
