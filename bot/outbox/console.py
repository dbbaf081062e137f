"""Writing to the outbox what the console is told: a ticket, what is said about it, how it stands."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from bot.domain.console.counterparts import ConsolePriority, ConsoleStatus
from bot.domain.keys import slots
from bot.domain.keys.said import SaidKey
from bot.outbox import enqueue
from models.queues.outbox import Method, OutboxUrgency
from models.store.records import packed

TICKETS: Final = "console.ticket"
COMMENTS: Final = "console.comment"
"""The channels under which `posts` knows tickets and comments of the console's, by their numbers there."""


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
    """Have something said about a ticket in the console from `at` on, once, in the order it was enqueued."""
    values = _about(Method.CONSOLE_COMMENT, key, ticket_id, now) | {
        "slot": slots.console_comment(ticket_id, key),
        "not_before": at,
        "payload": packed(words),
    }
    enqueue.insert(session, values)


def change_counterpart(
    session: Session, key: SaidKey, ticket_id: int, wanted: ConsoleChange, now: datetime
) -> None:
    """Have a ticket stand in the console as it does here."""
    values = _about(Method.CONSOLE_CHANGE, key, ticket_id, now) | {"payload": packed(wanted)}
    enqueue.insert(session, values)


def _about(method: Method, key: SaidKey, ticket_id: int, now: datetime) -> dict[str, object]:
    slot = slots.console_ticket(ticket_id)
    return enqueue.row(method, key, slot, now) | {"urgency": OutboxUrgency.ANSWER, "target_slot": slot}
