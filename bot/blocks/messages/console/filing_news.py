"""What triage is told of a ticket that should stand in the console and does not."""

from bot.blocks.kit import ids
from bot.blocks.kit.rich import Bold, Code, told
from bot.blocks.kit.text import in_sentence
from bot.blocks.values import Post, TicketLine


def not_filed(ticket: TicketLine, refused: str | None, *, by_console: bool) -> Post:
    """Say that the console does not have a ticket: it refused it for a reason, or (None) is out of reach.

    `by_console` says that the contract counts from there.
    """
    counts = "The contract's time counts from there, so it has not begun. " if by_console else ""
    by_hand = Code(f"{ids.MENTION} console {ticket.number} 1234567")
    if refused is None:
        return told(
            [Bold(ticket.key), " isn't in the console yet: the console can't be reached. It is tried again."],
            [f"{counts}Nothing is to be done, unless it must stand there now: then call."],
        )
    return told(
        [
            Bold(ticket.key),
            f" was refused by the console: {in_sentence(refused, 200).rstrip('.') or 'no reason given'}.",
        ],
        [f"{counts}File it by hand: ", Bold("Console text"), " has the words. Then write ", by_hand, "."],
    )
