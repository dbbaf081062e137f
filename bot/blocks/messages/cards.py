"""The two cards of a ticket: the customer's in the shared channel, staff's in triage.

What each shows, in how many lines, and why: docs/explanation/cards.md.
"""

from collections.abc import Sequence
from typing import Final

from bot.blocks.kit import ids, parts
from bot.blocks.kit.columns import CELL, LINE, TITLE, columns, fit, labelled
from bot.blocks.kit.rich import Bold, Line, Ping, flat, lines, quoted, rich
from bot.blocks.kit.text import CUT_MARK, escape, in_sentence, one_line
from bot.blocks.messages import evidence, intake_card, standing_words, ticket_wording
from bot.blocks.messages.console import filed
from bot.blocks.values import Answerer, Block, Post, Recipient, TicketCard
from bot.domain.sla import Priority
from bot.domain.ticket import Status, TicketOrigin, TicketType

STAFF_LINES: Final = 8
"""So many lines a staff card has at most, its row of buttons among them."""
_DESCRIPTION_LINES: Final = 2
_QUOTE: Final = LINE - 4
_BESIDE: Final = 14
"""So many columns of a line a button or menu at its end takes."""
_PRIVATE: Final = "Private, not in the channel. This thread stays inside: answer in the console."
STATUS_MARKS: Final = {Status.OPEN: "🔵", Status.PENDING: "🟡", Status.SOLVED: "⚪"}
PRIORITY_MARKS: Final = {Priority.P1: "🔴", Priority.P2: "🟠", Priority.P3: "🟢"}


def title(card: TicketCard) -> str:
    """Name a ticket: its key and its subject."""
    return f"{card.line.key} · {in_sentence(card.line.subject)}"


def customer_card(card: TicketCard) -> Post:
    """Return the card that stands in the customer's thread and is edited in place."""
    head = f"{STATUS_MARKS[card.line.status]} {card.line.key} · "
    stands: list[Line] = [standing_words.state(card), [standing_words.who_by_when(card)]]
    if card.line.status is Status.SOLVED:
        reopen = parts.button("Reopen", ids.REOPEN, str(card.line.id))
        return parts.post(
            flat([title(card)], *stands),
            rich(lines([Bold(labelled(head, card.line.subject, LINE))])),
            parts.own_words(standing_words.solved(card)) | {"accessory": reopen},
        )
    helpful = standing_words.what_would_help(card)
    shown = [*stands, *([helpful] if helpful else [])]
    description = "" if helpful else _own_text(card)
    return parts.post(
        flat([title(card)], *shown),
        parts.header(labelled(head, card.line.subject, TITLE)),
        rich(lines(*shown)),
        rich(quoted(description, parts.SECTION_LIMIT)) if description else None,
        _customer_actions(card),
        parts.small_print(_without_a_click(card)),
    )


def _own_text(card: TicketCard) -> str:
    """Return the description in a line; nothing where the message that says it stands right above."""
    from_form = card.report.originated in (TicketOrigin.FORM, TicketOrigin.SHORTCUT)
    return fit(card.report.description, _QUOTE) if from_form else ""


def _customer_actions(card: TicketCard) -> Block:
    """Return one row of buttons; what is left out where questions are offered is said right above anyway."""
    value, questions = str(card.line.id), intake_card.answer_button(card)
    return parts.actions(
        *questions,
        parts.button("Escalate", ids.ESCALATE, value),
        parts.button("Add details", ids.ADD_DETAILS, value),
        *filed.customer_buttons(card),
        parts.button("Mark solved", ids.MARK_SOLVED, value),
        *([] if questions else [parts.button("Show all", ids.SHOW_ALL, value)]),
    )


def _without_a_click(card: TicketCard) -> str:
    """Say how to do the same where buttons don't work (our own words: mrkdwn)."""
    words = (
        f"No buttons? React :{ids.BLOCKER_EMOJI}: blocker · :{ids.RESPONSE_EMOJI}: no real answer · "
        f":{ids.SOLVE_EMOJI}: solved"
    )
    if card.urgent is None or card.line.priority is card.urgent.priority:
        return words
    return f"{words} · urgent: `{ids.MENTION} priority {card.line.number} {card.urgent.priority}`"


def staff_card(card: TicketCard, *, told_to: Sequence[Answerer | Recipient] = ()) -> Post:
    """Return the card that begins the ticket's thread in triage; `told_to` are pinged as its assignee."""
    line = card.line
    if line.status is Status.SOLVED:
        return _solved_for_staff(card)
    alarm, cells = standing_words.alarm(card), _cells(card, told_to)
    private = _PRIVATE if line.private else ""
    around = 3 + -(-len(cells) // 2) + bool(alarm) + bool(private)  # heading, clock, buttons; fields; alarm
    head = f"{PRIORITY_MARKS[line.priority]} {line.priority} · {line.key} · "
    description = _rest_of_description(card, min(_DESCRIPTION_LINES, STAFF_LINES - around))
    assignee = ticket_wording.pings(told_to) or [f"{ticket_wording.person(line.assignee.name)} "]
    return parts.post(
        flat(
            [f"{line.priority} · {title(card)}"],
            [f"{standing_words.clock(card)} · {standing_words.kind_and_status(card)}"],
            ["Assignee: ", *assignee, f"({line.assignee.role.label})"],
            alarm or [],
            [private] if private else [],
        ),
        parts.header(labelled(head, card.line.subject, TITLE)),
        _clock_row(card),
        {"type": "section", "fields": cells},
        rich(lines(alarm)) if alarm else None,
        rich(lines([private])) if private else None,
        rich(quoted(description, parts.SECTION_LIMIT)) if description else None,
        _staff_actions(card),
    )


def _clock_row(card: TicketCard) -> Block:
    """Return the line that says by when, with the menu at its end: there it never stands alone."""
    mark = ":alarm_clock: " if card.line.breached else ":hourglass_flowing_sand: " if card.line.due_at else ""
    clock, kind = standing_words.clock(card), f"{card.line.priority} {card.clock.promised.meaning}"
    words = f"{mark}*{clock}* · {escape(fit(kind, LINE - _BESIDE - columns(clock) - len('ww  · ')))}"
    return parts.own_words(words) | {"accessory": parts.overflow(ids.MORE, _more(card))}


def _cells(card: TicketCard, told_to: Sequence[Answerer | Recipient]) -> list[Block]:
    """Return the fields that stand in two columns; a name is literal, only a ping of ours is not."""
    report, intake = card.report, card.intake
    kind = f" · {report.type.label}" if report.type is not TicketType.ISSUE else ""
    cells = [
        _assignee(card, told_to),
        parts.cell("Customer: ", f"{ticket_wording.person(report.requester_name)}, {card.account_name}"),
        parts.cell("Product: ", f"{report.product_name}{kind}"),
        *filed.cells(card),
    ]
    if intake.total:
        cells.append(parts.cell("Intake: ", f"{intake.known} of {intake.total}"))
    if intake.kept_until:
        cells.append(parts.cell("", ticket_wording.sentence(intake_card.records(card))))
    return cells


def _assignee(card: TicketCard, told_to: Sequence[Answerer | Recipient]) -> Block:
    assignee, role = card.line.assignee, card.line.assignee.role
    pinged = " ".join(flat([Ping(one.slack)]) for one in told_to if one.slack)
    if pinged:
        return {"type": "mrkdwn", "text": f"Assignee: {pinged} ({role.label})"}
    if role in ticket_wording.TEAMS and not (assignee.slack or "").startswith(("U", "W")):
        return parts.cell(f"Assignee: {role.label}", "")
    title = f" ({role.label})"
    return parts.plain(
        labelled("Assignee: ", assignee.name or "somebody", CELL - len(title)) + title, parts.CELL_LIMIT
    )


def _rest_of_description(card: TicketCard, room: int) -> str:
    """Return what the description says beyond the heading, in so many lines; the whole is a click away."""
    told = one_line(card.report.description)
    subject = one_line(card.line.subject).removesuffix(CUT_MARK)
    if room < 1 or told == subject:
        return ""
    heading = fit(subject, TITLE - len(f"🔴 P1 · {card.line.key} · ") - 1).rstrip("…")
    if heading and told.startswith(heading):
        told = f"…{told.removeprefix(heading)}"
    return fit(told, room * _QUOTE)


def _solved_for_staff(card: TicketCard) -> Post:
    line = card.line
    head = f"{STATUS_MARKS[line.status]} {line.priority} · {line.key} · "
    facts = (
        ticket_wording.sentence(standing_words.clock(card)),
        ticket_wording.person(line.assignee.name),
        ticket_wording.person(card.report.requester_name),
    )
    words = fit(" · ".join(facts), LINE - _BESIDE)
    return parts.post(
        flat([f"{line.priority} · {title(card)}"], [words]),
        rich(lines([Bold(labelled(head, card.line.subject, LINE))])),
        parts.literal(words) | {"accessory": parts.overflow(ids.MORE, _more(card))},
    )


def _staff_actions(card: TicketCard) -> Block:
    """Return one row of buttons, what burns first; what fits in no more is in the menu."""
    value, alarm, intake = str(card.line.id), card.line.escalated, card.intake
    to_hand_on = intake.kept_until and not intake.handed_on_at and not card.console.number
    buttons: list[Block | None] = []
    if alarm:
        buttons.append(parts.button("Acknowledge", ids.ACKNOWLEDGE, value, style="primary"))
    elif not to_hand_on or card.console.can_be_filed:
        buttons += filed.staff_buttons(card)
    answer = "Answer in the console" if card.line.private else "Answer"
    buttons.append(parts.link_button(answer, card.line.permalink))
    buttons.append(parts.button("Take", ids.TAKE, value))
    if card.line.status is Status.OPEN:
        buttons.append(parts.button("Pending", ids.PENDING, value))
    if to_hand_on:
        buttons.append(evidence.button(card.line.id))
    buttons.append(parts.button("Solve", ids.SOLVE, value))
    buttons.append(parts.button("Show all", ids.SHOW_ALL, value))
    return parts.actions(*(button for button in buttons if button))


def _more(card: TicketCard) -> list[Block]:
    choices = [
        (ids.MORE_PRIORITY, "Priority"),
        (ids.MORE_REASSIGN, "Reassign"),
        (ids.MORE_ESCALATE, "Escalate"),
        (ids.MORE_WHY, "Why me?"),
        (ids.MORE_CONSOLE, "Console text"),
    ]
    if card.line.status is Status.SOLVED:
        choices = [(ids.MORE_REOPEN, "Reopen"), (ids.MORE_ALL, "Show all"), *choices[3:]]
    return [parts.option(ids.more_value(choice, card.line.id), label) for choice, label in choices]
