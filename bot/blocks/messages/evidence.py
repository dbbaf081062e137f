"""What triage is told of a ticket's examples: when the records end, and that they were handed on."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Bold, Hyperlink, Line, flat, lines, rich, told
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Answerer, Block, Post, Recipient, TicketLine

_SUBJECT_LIMIT = 100


def nudge(ticket: TicketLine, ends: datetime, told_to: Sequence[Answerer | Recipient]) -> Post:
    """Say when the records end and what is wanted before."""
    when = ticket_wording.when(ticket, ends)
    first: Line = [
        *ticket_wording.pings(told_to),
        Hyperlink(ticket.key, ticket.permalink),
        f" · records end {when} · {in_sentence(ticket.subject, _SUBJECT_LIMIT)}",
    ]
    wanted: Line = ["Hand the examples on before, then say so: the button, or :paperclip: on the card."]
    return parts.post(flat(first, wanted), rich(lines(first, wanted)), parts.actions(button(ticket.id)))


def handed_on(ticket: TicketLine, by: str) -> Post:
    """Say that the examples are where they are looked up."""
    return told([Bold(ticket.key), f" · examples handed on by {ticket_wording.person(by)}"])


def button(ticket_id: int) -> Block:
    """Return the button by which staff say so."""
    return parts.button("Handed on", ids.HANDED_ON, str(ticket_id))
