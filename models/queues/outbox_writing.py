"""The outbox as it is written to: adding rows, hastening what waits, rewording it or taking it back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Table,
    Text,
    Update,
    bindparam,
    delete,
    func,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningDelete

from models.queues.outbox import Method, OutboxRow, OutboxState, OutboxUrgency, UrgencyRank
from models.store.conflict import insert_all_or_leave, insert_or_leave
from models.store.plain import Columns, Query, execute

assert isinstance(OutboxRow.__table__, Table)
_OUTBOX = OutboxRow.__table__


def add(session: Session, values: Mapping[str, object]) -> bool:
    """Insert a row unless one with its dedupe key stands already; tell whether it was inserted."""
    return insert_or_leave(session, OutboxRow, _asking_its_turn(values), unique="dedupe_key", computed=_turn)


def add_together(session: Session, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows with one statement; of one account's in a channel all have the same turn."""
    names = dict.fromkeys(name for row in rows for name in row)
    whole = [_asking_its_turn({name: row.get(name) for name in names}) for row in rows]
    insert_all_or_leave(session, OutboxRow, whole, unique="dedupe_key", computed=_turn)


def _asking_its_turn(row: Mapping[str, object]) -> Mapping[str, object]:
    return {**row, **{f"of_{name}": row.get(name) for name in ("channel", "urgency", "account")}}


def hasten(session: Session, lane: str, urgency: OutboxUrgency) -> None:
    """Have all that still waits in a lane leave with this urgency, if its own is less."""
    execute(session, _hastening(), {"in_lane": lane, "rank": urgency})


def add_all(session: Session, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows about messages that stand already, which wait for no turn, with one statement."""
    insert_all_or_leave(session, OutboxRow, [{**row, "turn": 0} for row in rows], unique="dedupe_key")


def last_edits(session: Session, slots: Sequence[str]) -> dict[str, Columns]:
    """Return id, state and payload of the newest edit of each slot's message that was ever edited."""
    found = execute(session, _last_edits(), {"of_slots": list(slots)})
    return {row.target_slot: row for row in found}


def last_post(session: Session, lane: str) -> Columns | None:
    """Return id, slot and payload of a lane's newest post that is yet to be sent, if that still waits."""
    last = execute(session, _last_post(), {"in_lane": lane}).first()
    return last if last is not None and last.state == OutboxState.WAITING else None


def last_waiting(session: Session, lane: str) -> int | None:
    """Return the id of a lane's newest row that no relay has taken."""
    waiting = execute(session, _waiting_in(), {"in_lane": lane}).all()
    return waiting[-1].id if waiting else None


def reword_waiting(session: Session, row_id: int, payload: Mapping[str, object]) -> bool:
    """Let a row say this instead; False when a relay has taken it, or sent it, already."""
    return bool(execute(session, _rewording(), {"row": row_id, "instead": payload}).all())


def withdraw(session: Session, lane: str, method: Method, payload: dict[str, object]) -> bool:
    """Take back a row that still waits in a lane; False if there is none, or a relay has taken it."""
    waiting = execute(session, _waiting_in(), {"in_lane": lane}).all()
    alike = [row.id for row in waiting if row.method == method and row.payload == payload]
    return bool(alike) and bool(execute(session, _withdrawing(), {"row": alike[-1]}).all())


def waiting_of(session: Session, lane: str, method: Method) -> Sequence[Columns]:
    """List id and payload of a lane's rows of a method that no relay has taken, the oldest first."""
    waiting = execute(session, _waiting_in(), {"in_lane": lane}).all()
    return [row for row in waiting if row.method == method]


def unsettled_posts(session: Session, channel: str, slots: str) -> Sequence[Columns]:
    """List slot and payload of what is yet to be posted to a channel in slots that begin like that."""
    posts = select(_OUTBOX.c.slot, _OUTBOX.c.payload).where(_OUTBOX.c.settled_at.is_(None))
    here = (_OUTBOX.c.method == Method.POST) & (_OUTBOX.c.channel == channel)
    named = _OUTBOX.c.slot.startswith(slots, autoescape=True)
    return session.execute(posts.where(here, named).order_by(_OUTBOX.c.id)).all()


def withdraw_row(session: Session, row_id: int) -> bool:
    """Take back a row that still waits; False if a relay has taken it."""
    return bool(execute(session, _withdrawing(), {"row": row_id}).all())


def wait_no_longer(session: Session, lane: str, now: datetime) -> None:
    """Have what was to wait a while in a lane leave now."""
    held = (OutboxRow.lane == lane) & (OutboxRow.attempts == 0) & (OutboxRow.not_before > now)
    waiting = OutboxRow.settled_at.is_(None), OutboxRow.state == OutboxState.WAITING
    session.execute(update(OutboxRow).where(held, *waiting).values(not_before=now))


@cache
def _waiting_in() -> Query:
    waiting = select(_OUTBOX.c.id, _OUTBOX.c.method, _OUTBOX.c.payload)
    unsettled = _OUTBOX.c.settled_at.is_(None) & (_OUTBOX.c.state == OutboxState.WAITING)
    return waiting.where(unsettled, _OUTBOX.c.lane == bindparam("in_lane")).order_by(_OUTBOX.c.id)


@cache
def _withdrawing() -> ReturningDelete[tuple[int]]:
    waiting = (_OUTBOX.c.id == bindparam("row")) & (_OUTBOX.c.state == OutboxState.WAITING)
    return delete(_OUTBOX).where(waiting).returning(_OUTBOX.c.id)


def withdraw_lanes(session: Session, lanes: str, now: datetime) -> None:
    """Take back all that still waits in lanes which begin like that: nobody wants it any more."""
    waiting = OutboxRow.settled_at.is_(None), OutboxRow.state == OutboxState.WAITING
    named = OutboxRow.lane.startswith(lanes, autoescape=True)
    taken_back = {"state": OutboxState.WITHDRAWN, "settled_at": now}
    session.execute(update(OutboxRow).where(named, *waiting).values(taken_back))


@cache
def _turn() -> dict[str, ColumnElement[int]]:
    """Give the row's turn: after its account's last; an account with nothing waiting joins at the head."""
    waits = _OUTBOX.alias("waits")
    here = (
        waits.c.settled_at.is_(None)
        & (waits.c.channel == bindparam("of_channel", type_=Text()))
        & (waits.c.urgency == bindparam("of_urgency", type_=UrgencyRank()))
    )
    own = waits.c.account == bindparam("of_account", type_=Text())
    after_own = select(func.max(waits.c.turn) + 1).where(here, own).scalar_subquery()
    head = select(func.min(waits.c.turn)).where(here).scalar_subquery()
    return {"turn": func.coalesce(after_own, head, 0)}


@cache
def _hastening() -> Update:
    rank = bindparam("rank", type_=UrgencyRank())
    slower = (_OUTBOX.c.lane == bindparam("in_lane")) & (_OUTBOX.c.urgency > rank)
    return update(_OUTBOX).where(_OUTBOX.c.settled_at.is_(None), slower).values(urgency=rank)


@cache
def _last_edits() -> Query:
    edits = _OUTBOX.alias("edits")
    of_slots = edits.c.target_slot.in_(bindparam("of_slots", expanding=True))
    newest = select(func.max(edits.c.id)).where(of_slots, text("edits.method = 'chat.update'"))
    found = select(_OUTBOX.c.id, _OUTBOX.c.target_slot, _OUTBOX.c.state, _OUTBOX.c.payload)
    return found.where(_OUTBOX.c.id.in_(newest.group_by(edits.c.target_slot)))


@cache
def _last_post() -> Query:
    rows = select(_OUTBOX.c.id, _OUTBOX.c.slot, _OUTBOX.c.state, _OUTBOX.c.payload)
    posts = rows.where(_OUTBOX.c.lane == bindparam("in_lane"), _OUTBOX.c.method == Method.POST)
    return posts.where(_OUTBOX.c.settled_at.is_(None)).order_by(_OUTBOX.c.id.desc()).limit(1)


@cache
def _rewording() -> Update:
    waiting = (_OUTBOX.c.id == bindparam("row")) & (_OUTBOX.c.state == OutboxState.WAITING)
    return update(_OUTBOX).where(waiting).values(payload=bindparam("instead")).returning(_OUTBOX.c.id)
