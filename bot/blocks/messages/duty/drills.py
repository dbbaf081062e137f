"""What is said about a drill: that it is one, and how it ended."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Bold, Line, flat, lines, rich, told
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Post, Recipient, TicketLine
from bot.domain.calendar.durations import in_words

SUBJECT: Final = "This is a drill, nothing is wrong. Take it as you would a real P1"
"""What a drill is about, wherever a ticket's subject is said."""
_UNTIL = "It ends as soon as somebody takes it. No customer sees it, and it counts nowhere."


def card(ticket: TicketLine, told_to: Sequence[Recipient] = ()) -> Post:
    """Show a drill that waits for somebody to take it."""
    first: Line = [*ticket_wording.pings(told_to), Bold(ticket.key), f" · {ticket.priority} · {SUBJECT}."]
    text = (first, [_UNTIL])
    take = parts.button("Take", ids.TAKE, str(ticket.id), style="primary")
    return parts.post(flat(*text), rich(lines(*text)), parts.actions(take))


def over(ticket: TicketLine, by: str | None, after: timedelta) -> Post:
    """Show a drill that is over, and how it went."""
    return told([Bold(ticket.key), f" · {_ended(by, after)}"])


def _ended(by: str | None, after: timedelta) -> str:
    if by is None:
        return f"The drill is over: nobody took it within {in_words(after)}."
    late = f"after {in_words(after)}" if after else "at once"
    return f"The drill is over: {ticket_wording.person(by)} took it {late}. Thank you, nothing is left to do."
