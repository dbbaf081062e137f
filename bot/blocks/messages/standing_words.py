"""How a ticket stands, each fact in one line: the lines that its two cards are made of."""

from collections.abc import Sequence

from bot.blocks.kit import ids
from bot.blocks.kit.columns import LINE, columns, fit, labelled, whole_labels
from bot.blocks.kit.rich import Bold, Code, Emoji, Hyperlink, Line, flat
from bot.blocks.messages import ticket_wording
from bot.blocks.messages.console import filed
from bot.blocks.messages.ticket_wording import REASON_LABELS, STATUS_WORDS
from bot.blocks.values import TicketCard
from bot.domain.sla import ClockKind
from bot.domain.ticket import REOPEN_WINDOW, Status, TicketType

_NAME = 26
"""So many columns a name may have beside what somebody does by when."""
_WOULD_HELP = "Still helpful: "


def state(card: TicketCard) -> Line:
    """Say where the ticket stands, and whose it is: "Open · P2 Degraded Service · Voice · from Maya Chen"."""
    line = card.line
    head = f"{STATUS_WORDS[line.status]} · {line.priority} {card.clock.promised.meaning}"
    told: list[str] = []
    if card.escalation and line.status is not Status.SOLVED:
        answered = card.escalation.acknowledged_by_name
        told.append("escalated, acknowledged" if answered else "escalated, not acknowledged yet")
    at_the_end = filed.in_state(card)
    if card.console.number and not at_the_end:
        told.append(f"Console ticket {card.console.number}")
    if card.report.type is not TicketType.ISSUE:
        told.append(card.report.type.label)
    told += [card.report.product_name, f"from {card.report.requester_name or 'somebody'}"]
    room = LINE - columns(head) - columns(flat(at_the_end))
    return [Bold(head), labelled(" · ", " · ".join(told), room), *at_the_end]


def who_by_when(card: TicketCard) -> str:
    """Say to the customer who has the ticket and by when they answer, or what it waits for."""
    line = card.line
    if line.status is Status.SOLVED:
        return solved(card)
    if line.status is Status.PENDING:
        return _with_who(card, "We are waiting for your answer in this thread. {} has it.")
    if line.due_at and line.breached:
        return _with_who(
            card, f"LATE: the answer was due by {ticket_wording.at(card, line.due_at)}. {{}} has it."
        )
    if line.due_at:
        return _with_who(card, f"{{}} answers by {ticket_wording.at(card, line.due_at)}.")
    if card.clock.answered_at:
        return _with_who(
            card, f"{{}} has it. Last answer from us: {ticket_wording.at(card, card.clock.answered_at)}."
        )
    return _with_who(card, "{} has it.")


def solved(card: TicketCard) -> str:
    """Say to the customer that the ticket is solved, and how it is opened again."""
    when = f"Solved {ticket_wording.at(card, card.solved_at)}" if card.solved_at else "Solved"
    return f"{when}. Reply within {REOPEN_WINDOW.days} days to reopen it."


def what_would_help(card: TicketCard) -> Line | None:
    """Say the one thing that the customer could do now; None where there is nothing."""
    line = card.line
    if line.status is Status.SOLVED:
        return None
    if line.status is Status.OPEN and line.breached:
        if not card.can_call:
            return ["Escalate it: write ", Code(f"{ids.MENTION} escalate"), " in the ticket's thread."]
        return ["Escalate it, or call: ", Code(f"{ids.MENTION} phone"), " sends you the numbers."]
    opens_at = card.clock.opens_at
    if line.status is Status.OPEN and line.due_at and opens_at and line.now < opens_at:
        urgent = f" A {card.urgent.priority} is answered now." if card.urgent else ""
        hours = f"{line.priority} counts business hours, from {ticket_wording.at(card, opens_at)}."
        return [f"{filed.contract_in_short(card).rstrip() or hours}{urgent}"]
    labels = [label for _, label in card.intake.missing] if card.intake.offered else []
    if card.console.is_awaited:
        return _filing(card, labels)
    return _missing(card, labels)


def _missing(card: TicketCard, labels: Sequence[str]) -> Line | None:
    """Ask for what is missing; by when the contract wants an answer comes first."""
    if not labels:
        contract = filed.contract(card)
        return [contract] if contract else None
    due = filed.contract_in_short(card)
    return [due, Bold(_WOULD_HELP), whole_labels(labels, LINE - columns(due + _WOULD_HELP))]


def _filing(card: TicketCard, labels: Sequence[str]) -> Line:
    """Ask for the console ticket, whose time the contract counts, and for what else is missing."""
    if card.console.can_be_filed:
        return _filing_by_click(card, labels)
    command = f"{ids.MENTION} console {card.line.number}"
    where = Hyperlink("the console", card.console.url)
    if not labels:
        reason = ", whose time the contract counts ("
        return [Bold("Helps: "), "file it in ", where, reason, Code(command), ")"]
    head = f"{_WOULD_HELP}file it in the console ({command}); "
    asked = whole_labels(labels, LINE - columns(head))
    return [Bold(_WOULD_HELP), "file it in ", where, " (", Code(command), "); ", asked]


def _filing_by_click(card: TicketCard, labels: Sequence[str]) -> Line:
    """Ask for the same where a click does it, or a word."""
    command = f"{ids.MENTION} file {card.line.number}"
    if not labels:
        return [
            Bold("Helps: "),
            "file it in the console, whose time the contract counts (",
            Code(command),
            ")",
        ]
    head = f"{_WOULD_HELP}file it in the console ({command}); "
    asked = whole_labels(labels, LINE - columns(head))
    return [Bold(_WOULD_HELP), "file it in the console (", Code(command), "); ", asked]


def clock(card: TicketCard) -> str:
    """Say to staff how the clock stands: "first answer due 12:00 PM ET"."""
    line = card.line
    if line.due_at:
        kind = "next answer" if card.clock.kind is ClockKind.NEXT else "first answer"
        if line.breached:
            return f"OVERDUE: {kind} was due {ticket_wording.at(card, line.due_at)}"
        return f"{kind} due {ticket_wording.at(card, line.due_at)}"
    if line.status is Status.PENDING and card.pending_since:
        return f"waiting for the customer since {ticket_wording.at(card, card.pending_since)}"
    if line.status is Status.SOLVED:
        return f"solved {ticket_wording.at(card, card.solved_at)}" if card.solved_at else "solved"
    answered_at = card.clock.answered_at
    return (
        f"answered {ticket_wording.at(card, answered_at)}, no answer due" if answered_at else "no answer due"
    )


def kind_and_status(card: TicketCard) -> str:
    """Say priority and status: "P2 Degraded Service · Open"."""
    return f"{card.line.priority} {card.clock.promised.meaning} · {STATUS_WORDS[card.line.status]}"


def alarm(card: TicketCard) -> Line | None:
    """Say in a line who escalated the ticket, when and why, and who acknowledged that."""
    escalation = card.escalation
    if escalation is None or card.line.status is Status.SOLVED:
        return None
    when, reason = ticket_wording.at(card, escalation.raised_at), REASON_LABELS[escalation.reason].lower()
    if escalation.acknowledged_by_name:
        before, name, after = f" {when}: {reason}. ", escalation.acknowledged_by_name, " acknowledged it."
        return [Bold("Escalated"), *_around(before, name, after)]
    before, after = f" {when} by ", f": {reason}, unacknowledged."
    return [Emoji("rotating_light"), Bold(" Escalated"), *_around(before, escalation.raised_by_name, after)]


def _around(before: str, name: str, after: str) -> tuple[str, str, str]:
    room = LINE - columns(f"xx Escalated{before}{after}")
    return before, fit(name, room) or "somebody", after


def _with_who(card: TicketCard, words: str) -> str:
    """Put whoever has the ticket into the words: with their role, where the line has room for it."""
    answerer = card.line.assignee
    if answerer.role in ticket_wording.TEAMS:
        return words.format(ticket_wording.sentence(ticket_wording.TEAMS[answerer.role]))
    whole = words.format(f"{fit(answerer.name, _NAME) or 'Somebody'} (your {answerer.role.label})")
    if columns(whole) <= LINE:
        return whole
    return words.format(fit(answerer.name, LINE - columns(words.format(""))) or "Somebody")
