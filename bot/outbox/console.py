"""Writing to the outbox what the console is told: a ticket, what is said about it, how it stands."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from bot.blocks.kit.long_text import in_parts
from bot.domain.console.counterparts import ConsolePriority, ConsoleStatus
from bot.domain.keys import said, slots
from bot.domain.keys.said import SaidKey
from bot.outbox import enqueue
from models.queues import outbox_writing
from models.queues.outbox import Method, OutboxUrgency
from models.store.records import packed, unpacked

TICKETS: Final = "console.ticket"
COMMENTS: Final = "console.comment"
"""The channels under which `posts` knows tickets and comments of the console's, by their numbers there."""
LONGEST: Final = 15_000
"""How many characters one comment holds: the console takes 64 KB, and one of them may have four bytes."""


@dataclass(frozen=True, slots=True)
class ConsolePerson:
    """Somebody as the console is told of them; without an address the words alone name them."""

    name: str
    email: str | None = None
    is_agent: bool = False


@dataclass(frozen=True, slots=True)
class ConsoleTicket:
    """A ticket as it is filed; `external_id` is our key of it."""

    external_id: str
    subject: str
    body: str
    priority: ConsolePriority
    requester: ConsolePerson
    tags: tuple[str, ...] = ()
    product_field: int | None = None
    product: str = ""


@dataclass(frozen=True, slots=True)
class ConsoleWords:
    """What somebody said, for everybody there or for the provider's own; files by their ids in Slack."""

    author: ConsolePerson
    body: str
    public: bool = True
    files: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    """The messages in Slack that are told in it, by their ts."""
    is_before: bool = False
    """Whether they were said before the ticket was filed."""


@dataclass(frozen=True, slots=True)
class ConsoleChange:
    """How a ticket is to stand there; None leaves a thing as it is. `tags` are added to its own."""

    status: ConsoleStatus | None = None
    priority: ConsolePriority | None = None
    assignee: str | None = None
    """The address of whose it is."""
    tags: tuple[str, ...] = field(default=())


def file_ticket(
    session: Session,
    key: SaidKey,
    ticket_id: int,
    filed: ConsoleTicket,
    urgency: OutboxUrgency,
    now: datetime,
) -> None:
    """Have a ticket filed in the console, once; all that is said of it later waits until it stands there."""
    slot = slots.console_ticket(ticket_id)
    values = enqueue.row(Method.CONSOLE_TICKET, key, slot, now) | {
        "urgency": urgency,
        "slot": slot,
        "payload": packed(filed),
    }
    enqueue.insert(session, values)


def add_comment(
    session: Session, key: SaidKey, ticket_id: int, words: ConsoleWords, at: datetime, now: datetime
) -> None:
    """Have something said about a ticket in the console from `at` on, once, in the order it was enqueued.

    What is longer than a comment holds is said in several, and is not worded otherwise while it waits.
    """
    outbox_writing.wait_no_longer(session, slots.console_ticket(ticket_id), now)
    for number, body in enumerate(in_parts(words.body, LONGEST)):
        part = said.console_part(key, number)
        is_whole, files = body == words.body, () if number else words.files
        told = replace(words, body=body, files=files, messages=words.messages if is_whole else ())
        values = _about(Method.CONSOLE_COMMENT, part, ticket_id, now) | {
            "slot": slots.console_comment(ticket_id, part),
            "not_before": at,
            "payload": packed(told),
        }
        enqueue.insert(session, values)


def withdraw_filing(session: Session, ticket_id: int) -> None:
    """Take back a ticket that still waits to be filed, with all that waits for it."""
    lane = slots.console_ticket(ticket_id)
    for row in outbox_writing.waiting_of(session, lane, Method.CONSOLE_TICKET):
        if outbox_writing.withdraw_row(session, row.id):
            for method in (Method.CONSOLE_COMMENT, Method.CONSOLE_CHANGE):
                for later in outbox_writing.waiting_of(session, lane, method):
                    outbox_writing.withdraw_row(session, later.id)


@dataclass(frozen=True, slots=True)
class WaitingWords:
    """Words that are yet to be sent, and the row that does it."""

    row: int
    words: ConsoleWords


def waiting_words(session: Session, ticket_id: int) -> list[WaitingWords]:
    """List what waits to be said about a ticket in the console, and may still be worded otherwise."""
    lane = slots.console_ticket(ticket_id)
    rows = outbox_writing.waiting_of(session, lane, Method.CONSOLE_COMMENT)
    return [WaitingWords(row.id, unpacked(ConsoleWords, row.payload)) for row in rows]


def last_waiting_words(session: Session, ticket_id: int) -> WaitingWords | None:
    """Return the words that are last of all that goes there about a ticket, if they wait."""
    last = outbox_writing.last_waiting(session, slots.console_ticket(ticket_id))
    return next((each for each in waiting_words(session, ticket_id) if each.row == last), None)


def say_instead(session: Session, waiting: WaitingWords, words: ConsoleWords) -> bool:
    """Have what waits say this instead; False when it is on its way already."""
    return outbox_writing.reword_waiting(session, waiting.row, packed(words))


def take_back(session: Session, waiting: WaitingWords) -> bool:
    """Have what waits not said at all; False when it is on its way already."""
    return outbox_writing.withdraw_row(session, waiting.row)


def change_counterpart(session: Session, ticket_id: int, wanted: ConsoleChange, now: datetime) -> None:
    """Have a ticket stand in the console as it does here; a change that still waits takes this one in."""
    lane = slots.console_ticket(ticket_id)
    waiting = outbox_writing.waiting_of(session, lane, Method.CONSOLE_CHANGE)
    last = outbox_writing.last_waiting(session, lane)
    for row in waiting:
        if row.id == last:
            both = _together(unpacked(ConsoleChange, row.payload), wanted)
            if outbox_writing.reword_waiting(session, row.id, packed(both)):
                return
    outbox_writing.wait_no_longer(session, lane, now)
    key = said.console_change(ticket_id, str(uuid.uuid4()))
    values = _about(Method.CONSOLE_CHANGE, key, ticket_id, now) | {"payload": packed(wanted)}
    enqueue.insert(session, values)


def _together(first: ConsoleChange, then: ConsoleChange) -> ConsoleChange:
    """Return what two changes come to, the later one's word standing."""
    return ConsoleChange(
        then.status or first.status,
        then.priority or first.priority,
        then.assignee or first.assignee,
        tuple(dict.fromkeys((*first.tags, *then.tags))),
    )


def _about(method: Method, key: SaidKey, ticket_id: int, now: datetime) -> dict[str, object]:
    slot = slots.console_ticket(ticket_id)
    return enqueue.row(method, key, slot, now) | {"urgency": OutboxUrgency.ANSWER, "target_slot": slot}
