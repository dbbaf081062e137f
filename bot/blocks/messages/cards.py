"""The two cards of a ticket: the customer's in the shared channel, staff's in triage."""

from collections.abc import Sequence

from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Bold, Code, Hyperlink, Line, flat, lines, quoted, rich
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import evidence, intake_card, ticket_wording, why_words
from bot.blocks.values import Answerer, Block, Post, Recipient, TicketCard
from bot.domain.ticket import Status, TicketOrigin

CUSTOMER_DESCRIPTION_LIMIT = 600
STAFF_DESCRIPTION_LIMIT = 3000
_EXAMPLES_SHOWN = 10


def title(card: TicketCard) -> str:
    """Name a ticket: its key and its subject."""
    return f"{card.line.key} · {in_sentence(card.line.subject)}"


def customer_card(card: TicketCard) -> Post:
    """Return the card that stands in the customer's thread and is edited in place."""
    stands = ticket_wording.for_customer(card)
    # A ticket that grew from a message stands right under it: its text need not be said again.
    own_text = card.report.originated in (TicketOrigin.FORM, TicketOrigin.SHORTCUT)
    description = card.report.description if own_text else ""
    return parts.post(
        flat([title(card)], *stands),
        parts.header(title(card)),
        rich(lines(*stands)),
        rich(quoted(description, CUSTOMER_DESCRIPTION_LIMIT)) if description else None,
        rich(lines(*_facts(card), *intake_card.for_customer(card))),
        _customer_actions(card),
        None if card.line.status is Status.SOLVED else parts.small_print(_without_a_click(card)),
    )


def _facts(card: TicketCard) -> list[Line]:
    """Say what was reported, beside subject and description."""
    report = card.report
    requester = ticket_wording.person(report.requester_name)
    facts: list[Line] = [[f"{report.type.label} · {report.product_name} · from {requester}"]]
    if report.happened_at:
        facts.append(["Happened: ", ticket_wording.at(card, report.happened_at)])
    if report.example_ids:
        facts.append(_examples(report.example_ids))
    return facts


def _examples(example_ids: tuple[str, ...]) -> Line:
    shown: list[str | Code] = ["Example IDs: "]
    for number, example in enumerate(example_ids[:_EXAMPLES_SHOWN]):
        shown += [" " if number else "", Code(in_sentence(example, 80) or " ")]
    left_out = len(example_ids) - _EXAMPLES_SHOWN
    return [*shown, f" and {left_out} more"] if left_out > 0 else shown


def _customer_actions(card: TicketCard) -> Block:
    value = str(card.line.id)
    if card.line.status is Status.SOLVED:
        return parts.actions(parts.button("Reopen", ids.REOPEN, value))
    return parts.actions(
        *intake_card.answer_button(card),
        parts.button("Escalate", ids.ESCALATE, value),
        parts.button("Add details", ids.ADD_DETAILS, value),
        *_console_button(card),
        parts.button("Mark solved", ids.MARK_SOLVED, value),
    )


def _console_button(card: TicketCard) -> list[Block]:
    """Return the button to the text that the customer files in the console, until it is filed."""
    if not card.console.is_awaited:
        return []
    return [parts.button("Console text", ids.CUSTOMER_CONSOLE_TEXT, str(card.line.id))]


def _without_a_click(card: TicketCard) -> str:
    """Say how to do the same where buttons don't work (our own words: mrkdwn)."""
    words = (
        f"Without buttons, react here: :{ids.BLOCKER_EMOJI}: critical blocker, "
        f":{ids.RESPONSE_EMOJI}: no meaningful answer, :{ids.SOLVE_EMOJI}: solved"
    )
    if card.urgent is None or card.line.priority is card.urgent.priority:
        return words
    return f"{words} · to raise it, write `{ids.MENTION} priority {card.line.number} {card.urgent.priority}`"


def staff_card(card: TicketCard, *, told_to: Sequence[Answerer | Recipient] = ()) -> Post:
    """Return the card that begins the ticket's thread in triage; `told_to` are pinged as its assignee."""
    report, stands = card.report, ticket_wording.for_staff(card, told_to)
    why = why_words.in_short(card.why, card.line.wall_clock)
    origin: Line = [
        Bold("From: "),
        f"{ticket_wording.person(report.requester_name)}, {card.account_name}, "
        f"{ticket_wording.at(card, report.opened_at)}, "
        f"by {report.originated} · ",
        Hyperlink("customer's thread", card.line.permalink),
    ]
    return parts.post(
        flat([title(card)], *stands),
        parts.header(title(card)),
        rich(lines(*stands, origin, *_facts(card)[1:], *intake_card.for_staff(card))),
        rich(quoted(report.description, STAFF_DESCRIPTION_LIMIT)) if report.description else None,
        intake_card.answers(card),
        rich(lines([Bold("Why: "), why])) if why else None,
        _staff_actions(card),
    )


def _staff_actions(card: TicketCard) -> Block:
    value = str(card.line.id)
    alarm = card.line.escalated and card.line.status is not Status.SOLVED
    buttons: list[Block] = []
    if alarm:
        buttons.append(parts.button("Acknowledge", ids.ACKNOWLEDGE, value, style="danger"))
    if card.console.is_awaited:
        buttons.append(parts.button("Console text", ids.CONSOLE_TEXT, value, style="primary"))
    if card.line.status is Status.SOLVED:
        buttons.append(parts.button("Reopen", ids.STAFF_REOPEN, value))
    else:
        buttons.append(parts.button("Take", ids.TAKE, value))
        if card.line.status is Status.OPEN:
            buttons.append(parts.button("Pending", ids.PENDING, value))
        if card.intake.kept_until and not card.intake.handed_on_at and not card.console.number:
            buttons.append(evidence.button(card.line.id))
        buttons.append(parts.button("Solve", ids.SOLVE, value))
    return parts.actions(*buttons, *intake_card.ask_menu(card), parts.overflow(ids.MORE, _more(card)))


def _more(card: TicketCard) -> list[Block]:
    choices = [
        (ids.MORE_PRIORITY, "Priority"),
        (ids.MORE_REASSIGN, "Reassign"),
        (ids.MORE_ESCALATE, "Escalate"),
        (ids.MORE_WHY, "Why me?"),
        (ids.MORE_CONSOLE, "Console text"),
    ]
    if card.line.status is Status.SOLVED:
        choices = choices[3:]
    return [parts.option(ids.more_value(choice, card.line.id), label) for choice, label in choices]
