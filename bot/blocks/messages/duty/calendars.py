"""What staff are told of calendars that shifts and absences come from: what cannot be used, and why."""

from collections.abc import Sequence

from bot.blocks.kit.rich import Code, Line, bullets, flat, lines, rich, told
from bot.blocks.kit.text import in_sentence
from bot.blocks.values import Post

_SHOWN = 10


def failing(name: str, why: str) -> Post:
    """Tell that a calendar cannot be used, and that what it said before stands."""
    first: Line = ["The calendar ", Code(name), f" cannot be used: {in_sentence(why, 300)}"]
    return told(first, ["What it said before stands. It is tried again; this is told once."])


def works_again(name: str) -> Post:
    """Tell that it can be used again."""
    return told(["The calendar ", Code(name), " can be used again."])


def unmatched(name: str, events: Sequence[str]) -> Post:
    """Show the events that name nobody the runbook knows: none of them is guessed at."""
    first: Line = ["The calendar ", Code(name), " has events that are about nobody I know, or about several:"]
    return _listed(first, events, ["Say in the runbook who they are: calendars, names; or people, email."])


def left_out(name: str, events: Sequence[str]) -> Post:
    """Show what of a calendar cannot be used, each with why."""
    return _listed(["Of the calendar ", Code(name), " this is left out:"], events)


def _listed(first: Line, events: Sequence[str], *after: Line) -> Post:
    shown: list[Line] = [[in_sentence(event, 200)] for event in events[:_SHOWN]]
    if len(events) > _SHOWN:
        shown.append([f"and {len(events) - _SHOWN} more"])
    return Post(flat(first, *shown, *after), [rich(lines(first), bullets(*shown), lines(*after))])
