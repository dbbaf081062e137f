"""What is told of tickets that have to do with each other: linked, or split off from one another."""

from collections.abc import Sequence

from bot.blocks.kit.columns import LINE, columns, fit
from bot.blocks.kit.rich import Bold, Hyperlink, Line, bullets, flat, lines, rich, told
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Post, TicketLine

_SUBJECT_LIMIT = 100
_CLOSING = 44


def linked(ticket: TicketLine, other: TicketLine, by: str) -> Post:
    """Say in a ticket's triage thread which other one it has to do with."""
    return told(
        [
            Bold(ticket.key),
            " · linked to ",
            *_named(other),
            f" · by {ticket_wording.person(by)}",
        ]
    )


def split_off(new: TicketLine) -> Post:
    """Tell the customer in the old thread that what they said is a ticket of its own."""
    due = f" now. {ticket_wording.promise(new)}".rstrip()
    return told(["That is a matter of its own: it is ", Hyperlink(new.key, new.permalink), due])


def split_from(new: TicketLine, old: TicketLine, where: str) -> Post:
    """Say in the new thread where it was said."""
    return told([Bold(new.key), " began as ", Hyperlink("a reply", where), f" on {old.key}."])


def split_in_triage(old: TicketLine, new: TicketLine, by: str) -> Post:
    """Say in the old ticket's triage thread that a reply went, and where."""
    by_whom = f" · by {ticket_wording.person(by)}"
    return told([Bold(old.key), " · a reply was split off as ", Hyperlink(new.key, new.permalink), by_whom])


def links(others: Sequence[TicketLine]) -> list[Line]:
    """Return a line for each ticket that this one is linked to."""
    return [[Bold("Linked: "), *_named(other)] for other in others]


def similar(alike: Sequence[tuple[TicketLine, str]]) -> Post:
    """Say which solved tickets a new one resembles, a line each, with what closed them."""
    head: Line = [Bold("Solved before:")]
    found: list[Line] = [_closed(ticket, closing) for ticket, closing in alike]
    return Post(flat(head, *found), [rich(lines(head), bullets(*found))])


def _closed(ticket: TicketLine, closing: str) -> Line:
    words = f" → “{fit(in_sentence(closing), _CLOSING)}”" if closing.strip() else ""
    room = LINE - 4 - columns(ticket.key + " · " + words)
    return [Hyperlink(ticket.key, ticket.permalink), f" · {fit(ticket.subject, room)}{words}"]


def _named(other: TicketLine) -> Line:
    status = ticket_wording.STATUS_WORDS[other.status].lower()
    subject = in_sentence(other.subject, _SUBJECT_LIMIT)
    return [Hyperlink(other.key, other.permalink), f" ({status}): {subject}"]
