"""All that is known of a ticket, as a click or a command shows it to those who want more than its card."""

from bot.blocks.kit.rich import Bold, Code, Line, lines, quoted, rich
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import cards, intake_card, related, standing_words, ticket_wording, why_words
from bot.blocks.messages.console import filed
from bot.blocks.values import Block, Post, TicketCard
from bot.domain.wording import moment

DESCRIPTION_LIMIT = 3000
_EXAMPLES_SHOWN = 10


def whole(card: TicketCard, *, for_staff: bool) -> list[Block]:
    """Return all of a ticket; only staff see what the checks doubt, and why it went where it is."""
    description = card.report.description
    why = why_words.in_short(card.why, card.line.wall_clock) if for_staff else ""
    intake = intake_card.for_staff(card) if for_staff else intake_card.for_customer(card)
    found = [
        rich(quoted(description, DESCRIPTION_LIMIT)) if description else None,
        rich(lines(*_facts(card, for_staff=for_staff), *intake)),
        intake_card.answers(card),
        rich(lines([Bold("Why: "), why])) if why else None,
        intake_card.asking(card) if for_staff and not card.line.private else None,
    ]
    return [block for block in found if block is not None]


def card_and_all(card: TicketCard, *, for_staff: bool) -> Post:
    """Return a ticket's card with all the rest above the buttons, as an answer."""
    post = cards.staff_card(card) if for_staff else cards.customer_card(card)
    last = next((place for place, block in enumerate(post.blocks) if block["type"] == "actions"), None)
    at = len(post.blocks) if last is None else last
    rest = whole(card, for_staff=for_staff)
    return Post(post.text, [*_without_quote(post.blocks[:at]), *rest, *post.blocks[at:]])


def _without_quote(blocks: list[Block]) -> list[Block]:
    """Leave out the card's excerpt of the description: the whole of it follows."""
    return [block for block in blocks if not _is_quote(block)]


def _is_quote(block: Block) -> bool:
    elements = block.get("elements", [])
    return block["type"] == "rich_text" and [each["type"] for each in elements] == ["rich_text_quote"]


def _facts(card: TicketCard, *, for_staff: bool) -> list[Line]:
    """Say what was reported beside subject and description, and how its clock runs."""
    report = card.report
    requester = ticket_wording.person(report.requester_name)
    facts: list[Line] = [
        [f"{report.type.label} · {report.product_name} · from {requester}"],
        [Bold("Opened: "), f"{moment(report.opened_at, card.line.wall_clock)}, by {report.originated}"],
        [Bold("Clock: "), standing_words.clock(card), _starts(card)],
    ]
    if report.happened_at:
        facts.append([Bold("Happened: "), ticket_wording.at(card, report.happened_at)])
    if report.example_ids:
        facts.append(_examples(report.example_ids))
    facts += filed.facts(card, for_staff=for_staff)
    return [*facts, *related.links(card.linked)] if for_staff else facts


def _starts(card: TicketCard) -> str:
    if card.line.due_at is None:
        return ""
    opens_at = card.clock.opens_at
    starts = f"; its clock starts {ticket_wording.at(card, opens_at)}" if opens_at else ""
    return f" ({card.clock.promised.respond_within_text}){starts}"


def _examples(example_ids: tuple[str, ...]) -> Line:
    told: list[str | Bold | Code] = [Bold("Example IDs: ")]
    for number, example in enumerate(example_ids[:_EXAMPLES_SHOWN]):
        told += [" " if number else "", Code(in_sentence(example, 80) or " ")]
    left_out = len(example_ids) - _EXAMPLES_SHOWN
    return [*told, f" and {left_out} more"] if left_out > 0 else told
