"""What triage is told of a shared channel's life, with the primary TAM pinged."""

from collections.abc import Mapping

from bot.blocks.answers.lists import note_to
from bot.blocks.values import Post
from bot.domain.channel import Closure

_WHY: Mapping[Closure, str] = {
    Closure.ARCHIVED: "it was archived",
    Closure.REMOVED: "I was removed from it",
    Closure.DISCONNECTED: "the two companies were disconnected",
}


def moved(to: str | None, channel: str, old: str, new: str, *, in_runbook: bool) -> Post:
    """Say that a channel has another id; `in_runbook` if the runbook names the new one already."""
    advice = "" if in_runbook else " Write the new id into the account's file of the runbook."
    return note_to(to, f"#{channel} has a new id, {new} (it was {old}). Its tickets moved with it.{advice}")


def renamed(to: str | None, channel: str) -> Post:
    """Say what a channel is called now."""
    return note_to(to, f"The shared channel is called #{channel} now. Nothing else changes.")


def closed(to: str | None, channel: str, why: Closure, unsolved: int) -> Post:
    """Say that the customer can't be answered there, and what becomes of the unsolved tickets."""
    match unsolved:
        case 0:
            tickets = "No ticket is unsolved"
        case 1:
            tickets = "1 unsolved ticket stays as it is"
        case _:
            tickets = f"{unsolved} unsolved tickets stay as they are"
    return note_to(to, f"#{channel}: {_WHY[why]}. The customer can't be answered there. {tickets}.")


def opened(to: str | None, channel: str, *, back: bool) -> Post:
    """Say that tickets are taken there: for the first time, or again."""
    return note_to(to, f"I am {'back ' if back else ''}in #{channel} and take tickets there.")


def strangers_came(to: str | None, channel: str, team: str, account: str) -> Post:
    """Warn that a company the runbook does not name was connected to the channel."""
    return note_to(
        to,
        f"Another company ({team}) was connected to #{channel}. Its people read what is said there; "
        f"I take no tickets from them and show them nothing. If they belong to "
        f"{account}, add {team} to the account's workspaces in the runbook.",
    )
