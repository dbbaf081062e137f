"""The outbox as a queue: which rows may go, claiming them, and recording how they fared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    Update,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from models.queues.outbox import Destination, MessageSlot, Method, OutboxRow, OutboxState
from models.store.base import UtcDateTime
from models.store.conflict import insert_or_replace
from models.store.plain import Columns, Query, execute

assert isinstance(OutboxRow.__table__, Table)
_OUTBOX = OutboxRow.__table__


@dataclass(frozen=True, slots=True)
class Held:
    """What must not be claimed now: paced channels, methods told to wait, rows already in hand."""

    channels: frozenset[str] = frozenset()
    methods: frozenset[Method] = frozenset()
    rows: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a relay takes rows: under its name, for how long, and how slow Slack may be."""

    by: str
    lease: timedelta
    unsure: timedelta


@dataclass(frozen=True, slots=True)
class Claim:
    """One row in the hands of one relay, with all it takes to make the call."""

    id: int
    key: str
    method: Method
    channel: str | None
    slot: str | None
    target_slot: str | None
    target_ts: str | None
    target_gone: bool
    payload: dict[str, object]
    pin_of: str | None
    attempts: int
    refusals: int
    claimed_at: datetime
    created_at: datetime
    resumed: bool
    """An earlier attempt ended without an answer: Slack may have the message."""
    unsure_until: datetime
    """Until then a search that finds nothing proves nothing."""
    by: str
    lease_ends: datetime


def anything_ready(connection: Connection, now: datetime, held: Held) -> bool:
    """Tell whether a claim would find something."""
    return connection.execute(_ready_query(), _asked(now, held, 1)).first() is not None


def claim(
    session: Session,
    now: datetime,
    *,
    terms: Terms,
    limit: int,
    held: Held,
    paced: bool,
) -> list[Claim]:
    """Take up to `limit` rows that may go now; `paced` takes no two at once of what has a pace."""
    rows = execute(session, _claim_query(), _asked(now, held, limit)).all()
    chosen = _one_at_a_time(rows) if paced else rows
    if not chosen:
        return []
    ends = {"lease_ends": now + terms.lease, "unsure_ends": now + terms.unsure}
    taken = {"taken": [row.id for row in chosen], "by": terms.by, "now": now}
    execute(session, _claim_update(), taken | ends)
    targets = _targets(session, chosen)
    return [_claimed(row, targets.get(row.target_slot), now, terms) for row in chosen]


def record_sent(session: Session, claim: Claim, channel: str, ts: str | None, now: datetime) -> None:
    """Settle a row that Slack has, and remember where its message stands."""
    sent = {"sent_id": claim.id, "now": now, "at_channel": channel, "at_ts": ts}
    execute(session, _sent_update(), sent)
    if claim.slot is not None and ts is not None:
        values = {"slot": claim.slot, "channel": channel, "ts": ts, "gone_at": None}
        insert_or_replace(session, MessageSlot, values, unique="slot")


def note(session: Session, claim: Claim, payload: Mapping[str, object]) -> bool:
    """Keep what is known of a row half-way through its call; False where another relay has it by now."""
    mine = _still_ours(claim), OutboxRow.settled_at.is_(None)
    noted = update(OutboxRow).where(*mine).values(payload=payload).returning(OutboxRow.id)
    return session.execute(noted).first() is not None


def record_failed(session: Session, claim: Claim, error: str, now: datetime) -> None:
    """Give a row up; the next in its lane may go."""
    failed = {"state": OutboxState.FAILED, "settled_at": now, "claimed_by": None, "error": error}
    mine = _still_ours(claim), OutboxRow.settled_at.is_(None)
    session.execute(update(OutboxRow).where(*mine).values(failed))


def record_retry(
    session: Session, claim: Claim, error: str, *, at: datetime, unknown: bool, refused: bool, sure: bool
) -> None:
    """Have a row tried again at `at`; `unknown` if Slack may have it, `refused` if Slack said no.

    `sure` if Slack has done by now whatever it may have done.
    """
    values: dict[str, object] = {"not_before": at, "error": error, "claimed_by": None}
    if not unknown:
        values |= {"state": OutboxState.WAITING, "claimed_at": None}
    if sure:
        values["unsure_until"] = None
    if refused:
        values["refusals"] = OutboxRow.refusals + 1
    session.execute(update(OutboxRow).where(_still_ours(claim)).values(values))


def record_gone(session: Session, slot: str, now: datetime) -> None:
    """Remember that somebody deleted the message of that slot."""
    session.execute(
        update(MessageSlot).where(MessageSlot.slot == slot, MessageSlot.gone_at.is_(None)).values(gone_at=now)
    )


def end_leases(session: Session, now: datetime) -> None:
    """Free the rows of relays that are known to be gone; each is looked for before it is sent again."""
    leased = OutboxRow.settled_at.is_(None), OutboxRow.state == OutboxState.SENDING
    session.execute(update(OutboxRow).where(*leased, OutboxRow.not_before > now).values(not_before=now))


def prune(session: Session, before: datetime) -> None:
    """Forget rows settled before `before`; their dedupe keys go with them."""
    session.execute(delete(OutboxRow).where(OutboxRow.settled_at < before))


@cache
def _ready_query() -> Query:
    """Put the query together once: building it costs more than running it."""
    earlier, root = aliased(OutboxRow), aliased(OutboxRow)
    first_in_lane = ~exists().where(
        earlier.lane == OutboxRow.lane, earlier.id < OutboxRow.id, earlier.settled_at.is_(None)
    )
    target_settled = ~exists().where(root.slot == OutboxRow.target_slot, root.settled_at.is_(None))
    free = or_(OutboxRow.method != Method.POST, OutboxRow.channel.not_in(_several("channels")))
    return (
        select(OutboxRow.__table__)
        .where(OutboxRow.settled_at.is_(None), OutboxRow.not_before <= bindparam("now", type_=UtcDateTime()))
        .where(first_in_lane, or_(OutboxRow.target_slot.is_(None), target_settled))
        .where(free, OutboxRow.method.not_in(_several("methods")), OutboxRow.id.not_in(_several("rows")))
        .order_by(OutboxRow.urgency, OutboxRow.turn, OutboxRow.not_before, OutboxRow.id)
        .limit(bindparam("most", type_=Integer()))
    )


@cache
def _claim_query() -> Query:
    return _ready_query().with_for_update(skip_locked=True)


@cache
def _claim_update() -> Update:
    claimed_at = func.coalesce(_OUTBOX.c.claimed_at, bindparam("now", type_=UtcDateTime()))
    afresh = _OUTBOX.c.state == OutboxState.WAITING
    unsure_until = case((afresh, bindparam("unsure_ends", type_=UtcDateTime())), else_=_OUTBOX.c.unsure_until)
    return (
        update(_OUTBOX)
        .where(_OUTBOX.c.id.in_(_several("taken")))
        .values(
            state=OutboxState.SENDING,
            attempts=_OUTBOX.c.attempts + 1,
            claimed_by=bindparam("by"),
            claimed_at=claimed_at,
            unsure_until=unsure_until,
            not_before=bindparam("lease_ends", type_=UtcDateTime()),
        )
    )


@cache
def _sent_update() -> Update:
    return (
        update(_OUTBOX)
        .where(_OUTBOX.c.id == bindparam("sent_id"), _OUTBOX.c.settled_at.is_(None))
        .values(
            state=OutboxState.SENT,
            settled_at=bindparam("now", type_=UtcDateTime()),
            claimed_by=None,
            error=None,
            sent_channel=bindparam("at_channel"),
            sent_ts=bindparam("at_ts"),
        )
    )


@cache
def _posts_in() -> Select[MessageSlot]:
    return select(MessageSlot).where(MessageSlot.slot.in_(_several("slots")))


def _several(name: str) -> BindParameter[Sequence[object]]:
    return bindparam(name, expanding=True)


def _asked(now: datetime, held: Held, limit: int) -> dict[str, object]:
    held_back = {"channels": list(held.channels), "methods": list(held.methods), "rows": list(held.rows)}
    return {"now": now, "most": limit} | held_back


def _one_at_a_time(rows: Sequence[Columns]) -> list[Columns]:
    """Leave out the second post to a channel, and the second call of what has a pace of its own elsewhere."""
    chosen, seen = [], set()
    for row in rows:
        elsewhere = Method(row.method).destination is not Destination.SLACK
        paced = row.method if elsewhere else row.channel if row.method == Method.POST else None
        if paced is None or paced not in seen:
            chosen.append(row)
        seen.add(paced)
    return chosen


def _targets(session: Session, rows: Sequence[Columns]) -> dict[str | None, MessageSlot]:
    slots = {row.target_slot for row in rows if row.target_slot is not None}
    if not slots:
        return {}
    return {post.slot: post for post in session.scalars(_posts_in(), {"slots": list(slots)})}


def _claimed(row: Columns, target: MessageSlot | None, now: datetime, terms: Terms) -> Claim:
    posts, resumed = row.method == Method.POST, row.state == OutboxState.SENDING
    return Claim(
        id=row.id,
        key=row.key,
        method=row.method,
        channel=row.channel if posts or target is None else target.channel,
        slot=row.slot,
        target_slot=row.target_slot,
        target_ts=target.ts if target is not None else row.target_ts,
        target_gone=target is not None and target.gone_at is not None,
        payload=row.payload,
        pin_of=row.pin_of,
        attempts=row.attempts + 1,
        refusals=row.refusals,
        claimed_at=row.claimed_at or now,
        created_at=row.created_at,
        resumed=resumed,
        unsure_until=(row.unsure_until or now) if resumed else now + terms.unsure,
        by=terms.by,
        lease_ends=now + terms.lease,
    )


def _still_ours(claim: Claim) -> ColumnElement[bool]:
    return (
        (OutboxRow.id == claim.id)
        & (OutboxRow.claimed_by == claim.by)
        & (OutboxRow.attempts == claim.attempts)
    )
