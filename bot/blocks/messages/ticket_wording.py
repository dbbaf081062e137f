"""How a ticket stands, in the customer's words and in staff's: who has it, by when, what it waits for."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks.kit import ids
from bot.blocks.kit.rich import Bold, Code, Hyperlink, Line, Piece, Ping
from bot.blocks.kit.text import in_sentence
from bot.blocks.values import Answerer, EscalationLine, PriorityChoice, Recipient, TicketCard
from bot.domain.escalation import Reason
from bot.domain.routing import Role
from bot.domain.sla import ClockKind
from bot.domain.ticket import REOPEN_WINDOW, Status
from bot.domain.wording import clock_time, moment

NAME_LIMIT = 80
REASON_LABELS = {Reason.RESPONSE: "Response", Reason.BLOCKER: "Critical blocker"}
STATUS_WORDS = {Status.OPEN: "Open", Status.PENDING: "Pending", Status.SOLVED: "Solved"}
_TEAMS = {Role.PSE: "the 24x7 PSE team", Role.SUPPORT_MANAGEMENT: "24x7 support management"}
_CONSOLE_CLOCK = (
    "The contract's response time counts from the console ticket, and none is recorded here yet. "
    "You file it: "
)


def person(name: str) -> str:
    """Return somebody's name as a part of our sentence."""
    return in_sentence(name, NAME_LIMIT) or "somebody"


def who_for_customer(answerer: Answerer) -> str:
    """Name an assignee to the customer: "Cierra Simms (your primary TAM)", "the 24x7 PSE team"."""
    if answerer.role in _TEAMS:
        return _TEAMS[answerer.role]
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


def at(card: TicketCard, instant: datetime) -> str:
    """Say a time on a card; the day is left out only on the day the card was posted, as Slack dates it."""
    clock, opened_at, now = card.line.wall_clock, card.report.opened_at, card.line.now
    if clock.day(opened_at) == clock.day(now):
        return clock_time(instant, clock, opened_at)
    shown_today = clock.day(instant) == clock.day(now)
    return moment(instant, clock) if shown_today else clock_time(instant, clock, now)


def for_customer(card: TicketCard) -> list[Line]:
    """Say how the ticket stands: status, priority, who has it, by when they answer, what that time means."""
    line, promised = card.line, card.clock.promised
    answered = f" · answered {promised.promise}" if line.status is Status.OPEN else ""
    lines: list[Line] = [
        [Bold(f"{STATUS_WORDS[line.status]} · {line.priority} {promised.meaning}"), answered],
        [_state_for_customer(card)],
    ]
    if card.line.status is Status.OPEN and card.line.due_at and card.clock.opens_at:
        lines.append([_clock_note(card, card.clock.opens_at)])
    if card.escalation:
        lines.append([Bold("Escalated"), _escalation(card, card.escalation)])
    return [*lines, *_console_for_customer(card)]


def _state_for_customer(card: TicketCard) -> str:
    who = sentence(who_for_customer(card.line.assignee))
    if card.line.status is Status.SOLVED:
        when = f"Solved {at(card, card.solved_at)}. " if card.solved_at else ""
        return f"{when}Reply in this thread within {REOPEN_WINDOW.days} days to reopen it."
    if card.line.status is Status.PENDING:
        return f"We are waiting for your answer in this thread. {who} has it."
    if card.line.due_at and card.line.breached:
        late = f"{who} has it. The answer was due by {at(card, card.line.due_at)}."
        return f"{late} Escalate it, or call: {ids.MENTION} phone sends you the numbers."
    if card.line.due_at:
        return f"{who} answers by {at(card, card.line.due_at)}."
    if card.clock.answered_at:
        return f"{who} has it. Last answer from us: {at(card, card.clock.answered_at)}."
    return f"{who} has it."


def _clock_note(card: TicketCard, opens_at: datetime) -> str:
    """Say that the promised time counts business hours, and what doesn't wait for them."""
    note = f"{card.line.priority} is answered in business hours: its clock starts {at(card, opens_at)}."
    return f"{note} {urgent_note(card.urgent)}" if card.urgent else note


def urgent_note(urgent: PriorityChoice) -> str:
    """Say which tickets are answered even now: "A P1 ticket (Business Critical) is answered within …"."""
    return f"A {urgent.priority} ticket ({urgent.meaning}) is answered {urgent.promise}."


def _console_for_customer(card: TicketCard) -> list[Line]:
    if card.console.number:
        return [["Console ticket ", Code(in_sentence(card.console.number, 40))]]
    if not card.console.required or card.line.status is Status.SOLVED:
        return []
    by_words = Code(f"{ids.MENTION} console {card.line.number}")
    words = ". The button Console text, or ", by_words, ", has the words to paste."
    return [[_CONSOLE_CLOCK, Hyperlink("open the console", card.console.url), *words]]


def _escalation(card: TicketCard, line: EscalationLine) -> str:
    reason = REASON_LABELS[line.reason].lower()
    words = f" {at(card, line.raised_at)} by {person(line.raised_by_name)}: {reason}. "
    if line.acknowledged_by_name:
        return f"{words}{person(line.acknowledged_by_name)} acknowledged it."
    return words if card.line.status is Status.SOLVED else f"{words}Not acknowledged yet."


def for_staff(card: TicketCard, told_to: Sequence[Answerer | Recipient]) -> list[Line]:
    """Say what staff need first: status, assignee, the running clock, escalation, console ticket."""
    assignee = pings(told_to) or [f"{person(card.line.assignee.name)} "]
    lines: list[Line] = [
        [
            Bold(f"{card.line.priority} {card.clock.promised.meaning} · {STATUS_WORDS[card.line.status]}"),
            f" · {card.report.type.label} · {card.report.product_name}",
        ],
        [Bold("Assignee: "), *assignee, f"({card.line.assignee.role.label})"],
        [Bold("Clock: "), _clock_for_staff(card)],
    ]
    if card.escalation:
        lines.append([Bold("Escalated"), _escalation(card, card.escalation)])
    return [*lines, *_console_for_staff(card)]


def _clock_for_staff(card: TicketCard) -> str:
    if card.line.due_at:
        kind = "next answer" if card.clock.kind is ClockKind.NEXT else "first answer"
        if card.line.breached:
            return f"overdue, the {kind} was due {at(card, card.line.due_at)}"
        opens = f"; its clock starts {at(card, card.clock.opens_at)}" if card.clock.opens_at else ""
        return f"{kind} due {at(card, card.line.due_at)} ({card.clock.promised.respond_within_text}){opens}"
    if card.line.status is Status.PENDING and card.pending_since:
        return f"waiting for the customer since {at(card, card.pending_since)}"
    if card.line.status is Status.SOLVED and card.solved_at:
        return f"solved {at(card, card.solved_at)}"
    answered_at = card.clock.answered_at
    return f"none runs, answered {at(card, answered_at)}" if answered_at else "none runs"


def _console_for_staff(card: TicketCard) -> list[Line]:
    if card.console.number:
        return [[Bold("Console ticket: "), Code(in_sentence(card.console.number, 40))]]
    if not card.console.required:
        return []
    whose = "none yet. The customer files it and has the text; the contract's clock starts then."
    return [[Bold("Console ticket: "), whose]]
