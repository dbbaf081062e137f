"""How a ticket stands, in the customer's words and in staff's: who has it, by when, what it waits for."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks.kit.rich import Piece, Ping
from bot.blocks.kit.text import in_sentence
from bot.blocks.values import Answerer, PriorityChoice, Recipient, TicketCard, TicketLine
from bot.domain.escalation import Reason
from bot.domain.routing import Role
from bot.domain.ticket import Status
from bot.domain.wording import clock_time, moment

NAME_LIMIT = 80
REASON_LABELS = {Reason.RESPONSE: "Response", Reason.BLOCKER: "Critical blocker"}
STATUS_WORDS = {Status.OPEN: "Open", Status.PENDING: "Pending", Status.SOLVED: "Solved"}
TEAMS = {Role.PSE: "the 24x7 PSE team", Role.SUPPORT_MANAGEMENT: "24x7 support management"}


def person(name: str) -> str:
    """Return somebody's name as a part of our sentence."""
    return in_sentence(name, NAME_LIMIT) or "somebody"


def who_for_customer(answerer: Answerer) -> str:
    """Name an assignee to the customer: "Cierra Simms (your primary TAM)", "the 24x7 PSE team"."""
    if answerer.role in TEAMS:
        return TEAMS[answerer.role]
    return f"{person(answerer.name)} (your {answerer.role.label})"


def who_for_staff(answerer: Answerer) -> str:
    """Name an assignee to staff: "Cierra Simms (primary TAM)"."""
    return f"{person(answerer.name)} ({answerer.role.label})"


def pings(people: Sequence[Answerer | Recipient]) -> list[Piece]:
    """Mention people for real, or name those who cannot be mentioned; a space follows each."""
    pieces: list[Piece] = []
    for somebody in people:
        pieces += [Ping(somebody.slack) if somebody.slack else person(somebody.name), " "]
    return pieces


def named(somebody: Recipient) -> str:
    """Name somebody with their title: "Ralph Esposito (TAM manager)"."""
    return f"{person(somebody.name)} ({somebody.title})" if somebody.title else person(somebody.name)


def sentence(text: str) -> str:
    """Return the text with its first letter capital."""
    return text[:1].upper() + text[1:]


def when(ticket: TicketLine, instant: datetime | None) -> str:
    """Return an instant on the ticket's clock, with its date on another day."""
    return clock_time(instant, ticket.wall_clock, ticket.now) if instant else "an unknown time"


def promise(ticket: TicketLine) -> str:
    """Say by when the answer to a ticket is due, or was; nothing where none is awaited."""
    if ticket.due_at is None:
        return ""
    return f"The answer {'was' if ticket.breached else 'is'} due by {when(ticket, ticket.due_at)}."


def at(card: TicketCard, instant: datetime) -> str:
    """Say a time on a card; the day is left out only on the day the card was posted, as Slack dates it."""
    clock, opened_at, now = card.line.wall_clock, card.report.opened_at, card.line.now
    if clock.day(opened_at) == clock.day(now):
        return clock_time(instant, clock, opened_at)
    shown_today = clock.day(instant) == clock.day(now)
    return moment(instant, clock) if shown_today else clock_time(instant, clock, now)


def urgent_note(urgent: PriorityChoice) -> str:
    """Say which tickets are answered even now: "A P1 ticket (Business Critical) is answered within …"."""
    return f"A {urgent.priority} ticket ({urgent.meaning}) is answered {urgent.promise}."
