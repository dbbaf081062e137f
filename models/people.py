"""People as Slack names them, and who belongs to the user groups that the runbook names."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base, Json
from models.store.plain import Columns, Query, execute


class SlackUser(Base):
    """One person, keyed by workspace and user id: names change and are shared, ids are not."""

    __tablename__ = "slack_users"

    user_id: Mapped[str] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    is_bot: Mapped[bool]
    is_outsider: Mapped[bool] = mapped_column(default=False)
    """In the workspace without belonging to its company: a guest there, a workflow, or deactivated."""
    gone_since: Mapped[datetime | None]
    """When it was first known that the account is deactivated, or that Slack has none."""
    teams: Mapped[list[str]] = mapped_column(Json, default=list)
    """Other ids of the same company: on Enterprise Grid the organisation's and its workspaces'."""
    seen_at: Mapped[datetime]

    @classmethod
    def known(cls, session: Session, user_id: str) -> "SlackUser | None":
        """Return what is known of the user, the latest sight first."""
        return session.scalar(_latest_sight(), {"user": user_id})

    @classmethod
    def met(cls, session: Session, user_ids: Collection[str]) -> "dict[str, Sight]":
        """Return those of some users who were met, each as `known` finds them, to be read only."""
        if not user_ids:
            return {}
        found = execute(session, _sights(), {"users": list(user_ids)})
        return {row.user_id: _as_seen(row) for row in found}

    @classmethod
    def found(cls, session: Session, user_id: str) -> None:
        """Take down that the user is there (again), whatever was known of them."""
        session.execute(update(cls).where(cls.user_id == user_id).values(gone_since=None))

    @classmethod
    def gone(cls, session: Session, users: Collection[str]) -> dict[str, datetime]:
        """Return those of some users who are gone, each with since when."""
        found = select(cls.user_id, cls.gone_since).where(cls.user_id.in_(users), cls.gone_since.is_not(None))
        return {user: since for user, since in session.execute(found) if since is not None}


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known of a user, as far as it says who speaks."""

    user_id: str
    team_id: str
    name: str
    is_bot: bool
    is_outsider: bool
    teams: Sequence[str]


def _as_seen(row: Columns) -> Sight:
    return Sight(row.user_id, row.team_id, row.name, row.is_bot, row.is_outsider, row.teams)


# Statements asked on every message are built once: building one costs more than running it.
@cache
def _latest_sight() -> Select[SlackUser]:
    named = SlackUser.user_id == bindparam("user")
    return select(SlackUser).where(named).order_by(SlackUser.seen_at.desc()).limit(1)


@cache
def _sights() -> Query:
    columns = SlackUser.__table__.c
    named = columns.user_id.in_(bindparam("users", expanding=True))
    told = (columns[name] for name in Sight.__slots__)
    return select(*told).where(named).order_by(columns.seen_at)


class GroupMember(Base):
    """One membership of a Slack user group, as last read from Slack."""

    __tablename__ = "group_members"

    group_id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(primary_key=True)

    @classmethod
    def replace(cls, session: Session, group_id: str, users: Collection[str]) -> None:
        """Make `users` the group's members."""
        session.execute(delete(cls).where(cls.group_id == group_id))
        session.add_all(cls(group_id=group_id, user_id=user) for user in sorted(set(users)))

    @classmethod
    def members(cls, session: Session, group_id: str) -> frozenset[str]:
        """Return the users that belong to the group."""
        return frozenset(session.scalars(select(cls.user_id).where(cls.group_id == group_id)))

    @classmethod
    def groups_of(cls, session: Session, user_id: str) -> frozenset[str]:
        """Return the groups that the user belongs to."""
        return frozenset(session.scalars(select(cls.group_id).where(cls.user_id == user_id)))
