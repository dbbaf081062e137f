"""Have a ticket's counterpart in the console stand as the ticket does; a change of theirs never goes back."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from bot.domain.console.counterparts import priority_here, priority_there, status_here, status_there
from bot.domain.sla import Priority
from bot.domain.ticket import Status
from bot.outbox import console
from bot.outbox.console import ConsoleChange
from bot.steps.console.counterpart import counterpart, open_to_words
from bot.steps.people import roster
from bot.steps.work import Work
from models.console.link import ConsoleLink
from models.ticket import Ticket

ESCALATED: Final = "escalated"
"""The tag of what is escalated."""
_STATUS: Final = "status"


def escalated(work: Work, ticket: Ticket) -> None:
    """Mark the counterpart as escalated."""
    there = open_to_words(work, ticket)
    if there is not None:
        console.change_counterpart(work.session, there.filed, ConsoleChange(tags=(ESCALATED,)), work.now)


def follow(work: Work, ticket: Ticket) -> None:
    """Have the counterpart stand as the ticket does, as far as it was not asked to before.

    Of a ticket that was merged into one without a counterpart, it stands for the whole.
    """
    there = counterpart(work, ticket)
    if there is None or there.filed in work.unheard or there.link is None or there.link.ended is not None:
        return
    ours = standing(work, speaks_for(work, ticket))
    news = {
        name: value for name, value in ours.items() if value and value != as_known_there(there.link)[name]
    }
    if news:
        there.link.told = {**(there.link.told or {}), **news}
        console.change_counterpart(work.session, there.filed, _change(news), work.now)


def assigned_from_the_start(work: Work, ticket: Ticket) -> None:
    """Have a ticket that is being filed given to whoever has it here, where they are known there."""
    address = _address_of_assignee(work, ticket)
    if address:
        console.change_counterpart(work.session, ticket.id, ConsoleChange(assignee=address), work.now)


def waited_for(work: Work, ticket: Ticket) -> None:
    """Have the counterpart be asked to stand as the ticket does, though it was left otherwise till now.

    The customer waits for us here: an agent who sees it pending or solved there would not look.
    """
    there = counterpart(work, ticket)
    if there is None or there.filed in work.unheard or there.link is None:
        return
    told = there.link.told or {}
    if left(_STATUS) in told:
        there.link.told = {
            name: asked for name, asked in told.items() if name not in (_STATUS, left(_STATUS))
        }


@contextmanager
def quietly(work: Work, ticket_id: int) -> Iterator[None]:
    """Tell nothing meanwhile of how a ticket stands: what the console says of it is being taken in."""
    work.unheard.add(ticket_id)
    try:
        yield
    finally:
        work.unheard.discard(ticket_id)


def drifted(work: Work, ticket: Ticket, link: ConsoleLink) -> tuple[str, ...]:
    """Return the facts in which the console stands otherwise, whatever was asked of it.

    Somebody's there who has no role here keeps it: that was said when they got it.
    """
    ours = standing(work, speaks_for(work, ticket))
    agreed = agreed_on(link)
    apart = (name for name, value in ours.items() if value and value != agreed[name])
    return tuple(name for name in apart if name != "assignee" or link.assignee is None)


def as_known_there(link: ConsoleLink) -> dict[str, str | None]:
    """Return how the ticket stands as far as the console knows, or was asked for, in our words."""
    return {**agreed_on(link), **(link.told or {})}


def agreed_on(link: ConsoleLink) -> dict[str, str | None]:
    """Return how the ticket stood when both sides last agreed, in our words."""
    priority = priority_here(link.priority).value if link.priority else None
    return {"status": status_here(link.status).value, "priority": priority, "assignee": link.assignee}


def left(name: str) -> str:
    """Name how a fact was left here against the console: while it is so, nothing was changed here."""
    return f"left/{name}"


def standing(work: Work, ticket: Ticket) -> dict[str, str | None]:
    """Return how a ticket stands, in our words."""
    assignee = _address_of_assignee(work, ticket)
    return {"status": ticket.status.value, "priority": ticket.priority.value, "assignee": assignee}


def _change(news: Mapping[str, str]) -> ConsoleChange:
    status, priority = news.get("status"), news.get("priority")
    return ConsoleChange(
        status=status_there(Status(status)) if status else None,
        priority=priority_there(Priority(priority)) if priority else None,
        assignee=news.get("assignee"),
    )


def speaks_for(work: Work, ticket: Ticket) -> Ticket:
    """Return the ticket that a counterpart stands for: the whole, unless that has one of its own."""
    whole = work.peek(ticket.id)
    own = counterpart(work, whole)
    return whole if own is None or own.filed == ticket.id else ticket


def _address_of_assignee(work: Work, ticket: Ticket) -> str | None:
    return work.runbook.staff_addresses.get(roster.assignee(work, ticket).slack or "")
