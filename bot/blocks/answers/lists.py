"""Tickets as a list, and short answers to whoever asked."""

from itertools import groupby
from typing import Final

from bot.blocks.kit import ids, parts
from bot.blocks.kit.columns import LINE, columns, fit
from bot.blocks.kit.rich import Bold, Hyperlink, Line, Ping, bullets, flat, lines, rich
from bot.blocks.kit.text import escape_within, in_sentence
from bot.blocks.messages import ticket_wording, why_words
from bot.blocks.values import Post, TicketCard, TicketLine, TicketListing
from bot.domain.ticket import Status

SHOWN: Final = 15
"""So many tickets stand on a page."""
TEXT_LIMIT = 3000
_BULLET: Final = 4
_LEAST_SUBJECT: Final = 24
"""So many columns of a subject tell which ticket it is; with more before it, the line wraps."""


def ticket_list(listing: TicketListing, *, page: int = 1, again: str = "") -> Post:
    """List a page of tickets, a line each, under what is to be done about them.

    `again` is what the button to the next page carries besides that page's number.
    """
    title, total = title_of(listing), len(listing.tickets)
    if not total:
        return plain_answer(f"{title}: none.")
    last = -(-total // SHOWN)
    page = min(max(page, 1), last)
    shown = listing.tickets[(page - 1) * SHOWN : page * SHOWN]
    heading: Line = [Bold(f"{title}: {total}"), f", page {page} of {last}" if last > 1 else ""]
    texts: list[Line] = [heading]
    elements = [lines(heading)]
    for group, tickets in groupby(shown, key=_group):
        rows = [_row(ticket) for ticket in tickets]
        texts += [[Bold(group)], *rows]
        elements += [lines([Bold(group)]), bullets(*rows)]
    blocks = [rich(*elements)]
    if page < last:
        more = f"Next {min(SHOWN, total - page * SHOWN)}"
        blocks.append(parts.actions(parts.button(more, ids.NEXT_PAGE, f"{page + 1}:{again}")))
    return Post(flat(*texts), blocks)


def title_of(listing: TicketListing) -> str:
    """Say which tickets a list is of: "Open tickets, P1, overdue, with Kirk McCalla"."""
    wanted = listing.wanted
    asked = (
        str(wanted.priority or ""),
        "overdue" if wanted.overdue else "",
        "escalated" if wanted.escalated else "",
        f"with {listing.assignee_name}" if wanted.assignee else "",
        listing.product_name,
        f"about “{in_sentence(wanted.words, 60)}”" if wanted.words else "",
        f"with {wanted.example_id}" if wanted.example_id else "",
    )
    return ", ".join([_which(listing), *filter(None, asked)])


def _which(listing: TicketListing) -> str:
    wanted = listing.wanted
    if wanted.console_number is not None:
        return f"Filed in the console as {in_sentence(wanted.console_number, 40)}"
    if wanted.solved_since is not None:
        return f"{'Yours' if wanted.mine else 'Tickets'} solved since {listing.since_day}"
    if wanted.status is not None:
        status = ticket_wording.STATUS_WORDS[wanted.status]
        return f"Your {status.lower()} tickets" if wanted.mine else f"{status} tickets"
    return "Your tickets" if wanted.mine else "Open tickets"


def _group(ticket: TicketLine) -> str:
    """Say what is to be done about a ticket: the heading that it stands under."""
    if ticket.status is Status.SOLVED:
        return "Solved"
    if ticket.escalated:
        return "Escalated"
    if ticket.breached:
        return "Overdue"
    if ticket.due_at is not None:
        return "Answer due"
    return "Waiting for the customer" if ticket.status is Status.PENDING else "Answered"


def _row(ticket: TicketLine) -> Line:
    """Say a ticket in one line: key, priority, status, due, who has it, subject."""
    facts = [str(ticket.priority), ticket_wording.STATUS_WORDS[ticket.status]]
    if ticket.escalated:
        facts.append("escalated")
    if ticket.due_at:
        late = "was due" if ticket.breached else "due"
        facts.append(f"{late} {ticket_wording.when(ticket, ticket.due_at)}")
    facts.append(ticket_wording.person(ticket.assignee.name))
    told = f" · {' · '.join(facts)} · "
    room = max(_LEAST_SUBJECT, LINE - _BULLET - columns(ticket.key + told))
    return [Hyperlink(ticket.key, ticket.permalink), told + fit(ticket.subject, room)]


def plain_answer(text: str) -> Post:
    """Say something to whoever asked, e.g. a refusal; the text is literal, whatever is quoted in it."""
    return Post(escape_within(text, TEXT_LIMIT), [parts.literal(text)])


def note_to(slack: str | None, text: str) -> Post:
    """Say something to one person in a channel they share with others; `slack` None pings nobody."""
    words: Line = [Ping(slack), " ", text] if slack else [text]
    return Post(flat(words), [rich(lines(words))])


def opened(ticket: TicketLine) -> Post:
    """Confirm to whoever opened a ticket out of sight of its card that it stands, and where."""
    words: Line = [
        Hyperlink(ticket.key, ticket.permalink),
        f" is open. {ticket_wording.sentence(ticket_wording.who_for_customer(ticket.assignee))} has it.",
    ]
    return Post(flat(words), [rich(lines(words))])


def assigned(card: TicketCard) -> Post:
    """Confirm to whoever gave a ticket to somebody who has it now, and why."""
    why = " ".join(why_words.sentences(card.why, card.line.wall_clock))
    return plain_answer(f"{card.line.key} is with {card.line.assignee.name} now. {why}")
