"""Writing to the outbox: what is said to Slack is decided in the transaction that causes it."""

import logging
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from block_kit import problems
from bot.outbox import length
from models.queues import outbox_writing
from models.queues.outbox import Method, OutboxState, OutboxUrgency
from models.store.database import announce
from models.store.plain import Columns

log = logging.getLogger(__name__)

Blocks = list[dict[str, object]]
View = dict[str, object]
_TOGETHER: Final = "enqueued together"


def post(
    session: Session,
    *,
    key: str,
    channel: str,
    text: str,
    now: datetime,
    blocks: Blocks | None = None,
    slot: str | None = None,
    thread_slot: str | None = None,
    thread_ts: str | None = None,
    lane: str | None = None,
    pin_of: str | None = None,
    broadcast: bool = False,
    urgency: OutboxUrgency = OutboxUrgency.NEWS,
    account: str = "",
) -> None:
    """Have a message posted once; the same `key` again does nothing.

    `channel` may be a person, for a direct message. `slot` names the message for later edits and
    replies; `thread_slot` or `thread_ts` puts it in a thread. Only with `pin_of` (an account, and only
    to a person) is `{{pin:ACCOUNT}}` in the text or blocks replaced, as it leaves. Of equal `urgency`
    accounts take turns in a channel. What an alarm must not overtake in its thread is hastened with it.
    Raises ValueError for a PIN to a channel.
    """
    if pin_of is not None and channel[:1] not in ("U", "W"):
        raise ValueError("a PIN goes to one person only, never to a channel")
    payload = _message(Method.POST, key, text, blocks)
    if broadcast:
        payload["reply_broadcast"] = True
    thread = thread_slot or (f"{channel}/{thread_ts}" if thread_ts else None)
    lane = lane or thread or slot or channel
    values = row(Method.POST, key, lane, now) | {
        "urgency": urgency,
        "account": account,
        "channel": channel,
        "slot": slot,
        "target_slot": thread_slot,
        "target_ts": None if thread_slot else thread_ts,
        "payload": payload,
        "pin_of": pin_of,
    }
    insert(session, values)
    if urgency is OutboxUrgency.ALARM and lane != slot:
        outbox_writing.hasten(session, lane, urgency)


def update(session: Session, *, slot: str, text: str, now: datetime, blocks: Blocks | None = None) -> None:
    """Have the message of `slot` show this, as in `update_all`."""
    update_all(session, {slot: (text, blocks)}, now)


def update_all(session: Session, wanted: Mapping[str, tuple[str, Blocks | None]], now: datetime) -> None:
    """Have messages, by their slots, show this; what a last edit shows already is not sent again.

    An edit that still waits is replaced by the new one. Edits of a message that could not be posted,
    or that somebody deleted, come to nothing.
    """
    last, rows = outbox_writing.last_edits(session, list(wanted)), []
    for slot, (text, blocks) in wanted.items():
        key = f"{slot}/{uuid.uuid4()}"
        payload = _message(Method.UPDATE, key, text, blocks)
        if slot not in last or not _is_said_by(session, last[slot], payload):
            rows.append(row(Method.UPDATE, key, slot, now) | {"target_slot": slot, "payload": payload})
    if rows:
        outbox_writing.add_all(session, rows)
        announce(session)


def _is_said_by(session: Session, edit: Columns, payload: dict[str, object]) -> bool:
    """Tell whether an edit says this, or can be made to."""
    if edit.payload == payload and edit.state is not OutboxState.FAILED:
        return True
    waits = edit.state is OutboxState.WAITING
    return waits and outbox_writing.reword_waiting(session, edit.id, payload)


@dataclass(frozen=True, slots=True)
class WaitingPost:
    """A message that is yet to be posted, and what it says so far."""

    row: int
    slot: str | None
    text: str
    blocks: Blocks


def last_waiting(session: Session, lane: str) -> WaitingPost | None:
    """Return what a lane says last, while that waits and may still say more."""
    last = outbox_writing.last_post(session, lane)
    if last is None:
        return None
    return WaitingPost(last.id, last.slot, last.payload.get("text", ""), last.payload.get("blocks", []))


def say_more(session: Session, waiting: WaitingPost, *, text: str, blocks: Blocks) -> bool:
    """Have what waits say this instead; False when it is on its way already."""
    payload = _message(Method.POST, waiting.slot or "", text, blocks)
    return outbox_writing.reword_waiting(session, waiting.row, payload)


def delete(session: Session, *, key: str, slot: str, now: datetime) -> None:
    """Have the message of `slot` deleted."""
    _about_message(session, Method.DELETE, key, now, slot)


def pin(session: Session, *, key: str, slot: str, now: datetime) -> None:
    """Have the message of `slot` pinned in its channel."""
    _about_message(session, Method.PIN, key, now, slot)


def mark(
    session: Session, *, channel: str, ts: str, name: str, now: datetime, instead_of: str | None = None
) -> None:
    """Have a reaction of ours (named without colons) stand on anybody's message, in place of another.

    What still waits and would be taken back at once is not sent at all. Marks have a lane of their own:
    nothing that is said in the thread waits for them.
    """
    changes = [(Method.REACT, name)]
    if instead_of is not None:
        changes = [] if name == instead_of else [*changes, (Method.UNREACT, instead_of)]
    for method, mark_name in changes:
        if instead_of is None or not _took_back(session, method, channel, ts, mark_name):
            _change_mark(session, method, channel, ts, mark_name, now)


def publish(
    session: Session, *, user: str, view: View, now: datetime, urgency: OutboxUrgency = OutboxUrgency.TOUCH_UP
) -> None:
    """Have somebody's Home tab show this; a page of theirs that still waits gives way to it."""
    lane = f"home/{user}"
    for fault in problems("home", view):
        log.error("The page %s is not valid: %s", lane, fault)
    waiting = outbox_writing.last_waiting(session, lane)
    if waiting is not None and outbox_writing.reword_waiting(session, waiting, {"view": view}):
        outbox_writing.hasten(session, lane, urgency)
        return
    values = row(Method.HOME, f"{lane}/{uuid.uuid4()}", lane, now)
    insert(session, values | {"urgency": urgency, "channel": user, "payload": {"view": view}})


def _took_back(session: Session, method: Method, channel: str, ts: str, name: str) -> bool:
    """Take back what waits and would only be undone."""
    opposite = Method.UNREACT if method is Method.REACT else Method.REACT
    return outbox_writing.withdraw(session, f"mark/{channel}/{ts}", opposite, {"name": name})


def _change_mark(session: Session, method: Method, channel: str, ts: str, name: str, now: datetime) -> None:
    lane = f"mark/{channel}/{ts}"
    values = row(method, f"{lane}/{uuid.uuid4()}", lane, now)
    insert(session, values | {"channel": channel, "target_ts": ts, "payload": {"name": name}})


def _about_message(session: Session, method: Method, key: str, now: datetime, slot: str) -> None:
    insert(session, row(method, key, slot, now) | {"target_slot": slot, "payload": {}})


def insert(session: Session, values: dict[str, object]) -> None:
    """Add a row unless its dedupe key is known, and have the relay look."""
    waiting = session.info.get(_TOGETHER)
    if waiting is None:
        outbox_writing.add(session, values)
    else:
        waiting.append(values)
    announce(session)


@contextmanager
def together(session: Session) -> Iterator[None]:
    """Write with one statement, at the end, what the body enqueues; it must not change that again."""
    waiting: list[dict[str, object]] = []
    session.info[_TOGETHER] = waiting
    try:
        yield
    finally:
        del session.info[_TOGETHER]
    outbox_writing.add_together(session, waiting)


def row(method: Method, key: str, lane: str, now: datetime) -> dict[str, object]:
    """Return what every row has; `key` is the one under which it is enqueued once."""
    return {
        "key": str(uuid.uuid4()),
        "dedupe_key": key,
        "lane": lane,
        "urgency": OutboxUrgency.TOUCH_UP,
        "account": "",
        "method": method,
        "state": OutboxState.WAITING,
        "not_before": now,
        "created_at": now,
    }


def _message(method: Method, key: str, text: str, blocks: Blocks | None) -> dict[str, object]:
    faults = problems("message", {"blocks": blocks}) if blocks else []
    if faults:
        # A message without its buttons beats no message; the tests turn this line into a failure.
        log.error("The blocks of %s are not valid, only its text is sent: %s", key, "; ".join(faults))
    if not blocks or faults:
        limit = length.POSTED if method is Method.POST else length.EDITED
        return {"text": length.fitted(text, limit)}
    return {"text": length.fitted(text, length.EDITED), "blocks": blocks}
