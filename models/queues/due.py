"""Due rows: what is to happen at an instant, kept in the database instead of in timers in memory."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    literal_column,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.keys import falling_due
from bot.domain.keys.done import DoneKey
from bot.domain.keys.falling_due import OF_ALL_TICKETS, POSTPONED
from models.gap import UnheardTime, is_unread
from models.store.base import Base, JsonObject, UtcDateTime
from models.store.conflict import insert_all_or_leave, insert_or_leave
from models.store.plain import Query
from models.ticket import Ticket

FIRST_RETRY = timedelta(seconds=10)
LAST_RETRY = timedelta(minutes=10)


class DueState(StrEnum):
    """How a due row stands. Superseded: another took its place. Dropped: it came too late to be of use."""

    WAITING = "waiting"
    DONE = "done"
    SUPERSEDED = "superseded"
    DROPPED = "dropped"


# Conditions without parameters, so that both databases recognise their partial indexes in them.
_UNSETTLED, _SETTLED = text("settled_at IS NULL"), text("settled_at IS NOT NULL")


def _unsettled_index(name: str, *columns: str) -> Index:
    return Index(name, *columns, sqlite_where=_UNSETTLED, postgresql_where=_UNSETTLED)


class DueRow(Base):
    """One thing to do at `due_at`: for a ticket, or (without one) for an account."""

    __tablename__ = "due"
    __table_args__ = (
        _unsettled_index("ix_due_waiting", "try_at", "id"),
        _unsettled_index("ix_due_ticket", "ticket_id"),
        # Partial as well: SQLite would else walk every unsettled row through it, in no useful order.
        Index("ix_due_settled", "settled_at", sqlite_where=_SETTLED, postgresql_where=_SETTLED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    """Ticket, account, kind and instant in one: the same thing is never due twice at one instant."""
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    account: Mapped[str]
    kind: Mapped[str]
    due_at: Mapped[datetime]
    try_at: Mapped[datetime]
    """`due_at`, moved on by each failure."""
    state: Mapped[DueState] = mapped_column(default=DueState.WAITING)
    payload: Mapped[JsonObject]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    claimed_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]

    def settle(self, state: DueState, now: datetime) -> None:
        """Mark a claimed row as done, superseded or dropped."""
        self.state, self.settled_at = state, now

    def hasten(self, now: datetime) -> None:
        """Have a row that waits fall due now."""
        self.try_at = now


@dataclass(frozen=True, slots=True)
class Falling:
    """What is to fall due: for a ticket, or (without one) for an account."""

    kind: str
    due_at: datetime
    account: str
    ticket_id: int | None = None
    payload: JsonObject = field(default_factory=dict)
    once: str | None = None
    """The name of what happens once, whenever it falls due; without it the same may at another instant."""

    @property
    def key(self) -> str:
        """Return what the same thing has too: at the same instant, unless it has a name of its own."""
        return self.once or falling_due.at(self.ticket_id, self.account, self.kind, self.due_at)


def schedule(
    session: Session,
    *,
    kind: str,
    due_at: datetime,
    account: str,
    ticket_id: int | None = None,
    payload: JsonObject | None = None,
) -> None:
    """Have `kind` fall due at `due_at`. Again changes nothing, but revives what was superseded meanwhile."""
    schedule_all(session, [Falling(kind, due_at, account, ticket_id, payload or {})])


def schedule_all(session: Session, falling: Iterable[Falling]) -> None:
    """Do the same for several, with one statement."""
    rows = {one.key: _waiting(one) for one in falling}
    inserted = insert_all_or_leave(session, DueRow, list(rows.values()), unique="key")
    for key in rows.keys() - inserted:
        again = update(DueRow).where(DueRow.key == key, DueRow.state == DueState.SUPERSEDED)
        session.execute(again.values(rows[key]))


def _waiting(one: Falling) -> dict[str, object]:
    told = {"kind": one.kind, "due_at": one.due_at, "account": one.account, "ticket_id": one.ticket_id}
    begun = {"try_at": one.due_at, "state": DueState.WAITING, "attempts": 0, "settled_at": None}
    return {"key": one.key, "payload": one.payload, **told, **begun}


def postpone(
    session: Session, *, account: str, about: DoneKey, facts: Mapping[str, str], now: datetime
) -> None:
    """Keep something for whoever reads Slack to try again; no sweep takes it. `about` names it, once."""
    at = now + FIRST_RETRY
    values: dict[str, object] = {
        "key": falling_due.postponed(account, about),
        "account": account,
        "kind": POSTPONED,
        "due_at": at,
        "try_at": at,
        "state": DueState.WAITING,
        "payload": dict(facts),
        "attempts": 0,
    }
    insert_or_leave(session, DueRow, values, unique="key")


def postponed(session: Session, now: datetime) -> Sequence[DueRow]:
    """List what is to be tried again by now, the longest waiting first."""
    waits = (DueRow.settled_at.is_(None), DueRow.kind == POSTPONED, DueRow.try_at <= now)
    return session.scalars(select(DueRow).where(*waits).order_by(DueRow.try_at, DueRow.id)).all()


def settle_postponed(session: Session, due_id: int, now: datetime) -> None:
    """Mark what was postponed as done."""
    row = session.get(DueRow, due_id, with_for_update=True)
    if row is not None:
        row.settle(DueState.DONE, now)


def cancel(session: Session, ticket_id: int, kinds: Collection[str], now: datetime) -> None:
    """Supersede what waits for the ticket of these kinds.

    A row that a sweep holds at this moment is passed over: its handler waits for the ticket's row,
    then sees the ticket as this transaction leaves it.
    """
    session.execute(_superseding(), {"ticket": ticket_id, "kinds": list(kinds), "now": now})


def anything_due(connection: Connection, now: datetime, *, leaving: Collection[int] = ()) -> bool:
    """Tell whether a claim would find something."""
    return (
        connection.execute(_due_id(), {"now": now, "leaving": list(leaving), "most": 1}).first() is not None
    )


def next_at(connection: Connection) -> datetime | None:
    """Return the instant at which something falls due next that waits for nothing else."""
    at: datetime | None = connection.execute(_next_at()).scalar()
    return at


def claim_due(
    session: Session, now: datetime, limit: int = 1, *, leaving: Collection[int] = ()
) -> Sequence[DueRow]:
    """Take up to `limit` rows that are due, the longest due first; no other sweep gets them.

    They are held until the transaction ends: settle them in it, together with what they caused.
    """
    rows = session.scalars(_claimable(), {"now": now, "leaving": list(leaving), "most": limit}).all()
    for row in rows:
        row.claimed_at = now
    return rows


def waiting_of_ticket(session: Session, ticket_id: int, kinds: Collection[str] = ()) -> Sequence[DueRow]:
    """List what waits for the ticket (of these kinds, or all), the soonest first."""
    query = select(DueRow).where(DueRow.ticket_id == ticket_id, DueRow.settled_at.is_(None))
    if kinds:
        query = query.where(DueRow.kind.in_(kinds))
    return session.scalars(query.order_by(DueRow.due_at, DueRow.id)).all()


def about_the_same(session: Session, due_id: int) -> Sequence[int]:
    """List the ids of what waits for the ticket that a row is about; none for a row about no ticket."""
    ticket = select(DueRow.ticket_id).where(DueRow.id == due_id).scalar_subquery()
    return session.scalars(
        select(DueRow.id).where(DueRow.ticket_id == ticket, DueRow.settled_at.is_(None))
    ).all()


def put_off(session: Session, due_id: int, now: datetime, error: str) -> None:
    """Have a row that could not be handled tried again later: after 10 s, then twice as long each time."""
    row = session.get(DueRow, due_id, with_for_update=True)
    if row is None or row.settled_at is not None:
        return
    row.try_at = now + min(FIRST_RETRY * 2 ** min(row.attempts, 10), LAST_RETRY)
    row.attempts += 1
    row.error = error


def upcoming(session: Session, *, until: datetime | None = None, limit: int = 100) -> Sequence[DueRow]:
    """List what waits, the soonest first, up to `until`."""
    query = _upcoming().limit(limit)
    return session.scalars(query if until is None else query.where(DueRow.try_at <= until)).all()


def prune(session: Session, before: datetime) -> None:
    """Forget rows settled before `before`."""
    session.execute(delete(DueRow).where(DueRow.settled_at < before))


# Statements asked on every message are built once: building one costs more than running it.
@cache
def _due() -> Select[DueRow]:
    query = select(DueRow).where(
        DueRow.settled_at.is_(None),
        DueRow.kind != _literal(POSTPONED),
        DueRow.try_at <= bindparam("now", type_=UtcDateTime()),
        DueRow.id.not_in(bindparam("leaving", expanding=True)),
        ~_held_back(),
    )
    return query.order_by(DueRow.try_at, DueRow.id).limit(bindparam("most", type_=Integer()))


def _held_back() -> ColumnElement[bool]:
    """Hold for what may be overtaken by what was not heard: its ticket, or account, is not known yet."""
    # As scalars, not as EXISTS: PostgreSQL may answer that for all tickets of all years at once, hashed.
    gap: Query = select(literal_column("1")).where(UnheardTime.account == DueRow.account)
    gap = gap.correlate(DueRow).limit(1)
    of_account = gap.where(DueRow.kind.in_(map(_literal, OF_ALL_TICKETS))).scalar_subquery()
    of_ticket = gap.where(Ticket.id == DueRow.ticket_id, is_unread()).scalar_subquery()
    return or_(of_account.is_not(None), of_ticket.is_not(None))


def _literal(word: str) -> ColumnElement[str]:
    return literal_column(f"'{word}'")


@cache
def _due_id() -> Select[int]:
    return _due().with_only_columns(DueRow.id)


@cache
def _next_at() -> Select[datetime]:
    waits = (DueRow.settled_at.is_(None), ~_held_back())
    return select(DueRow.try_at).where(*waits).order_by(DueRow.try_at).limit(1)


@cache
def _upcoming() -> Select[DueRow]:
    waits = (DueRow.settled_at.is_(None), DueRow.kind != POSTPONED)
    return select(DueRow).where(*waits).order_by(DueRow.try_at, DueRow.id)


@cache
def _claimable() -> Select[DueRow]:
    return _due().with_for_update(skip_locked=True)


@cache
def _superseding() -> Update:
    assert isinstance(DueRow.__table__, Table)
    due = DueRow.__table__
    kinds = due.c.kind.in_(bindparam("kinds", expanding=True))
    waiting = (due.c.ticket_id == bindparam("ticket")) & due.c.settled_at.is_(None)
    free = select(due.c.id).where(waiting, kinds).with_for_update(skip_locked=True)
    settled = {"state": DueState.SUPERSEDED, "settled_at": bindparam("now", type_=UtcDateTime())}
    return update(due).where(due.c.id.in_(free)).values(settled)
