"""Who says something in the console: people as themselves where they are known there, else by name."""

from dataclasses import dataclass

from bot.domain.permission import Actor
from bot.outbox.console import ConsolePerson
from bot.steps.work import Work
from models.message import TicketMessage


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody as the console knows them; `named` where the words must say who it was."""

    person: ConsolePerson
    named: str | None = None


def author(work: Work, account: str, actor: Actor) -> Author:
    """Return as whoever somebody speaks there: staff as agents, the account's people as its requesters."""
    if actor.is_provider:
        address = work.runbook.staff_addresses.get(actor.user)
        return Author(ConsolePerson(actor.name, address, is_agent=True), None if address else actor.name)
    return asker(work, account, actor.user, actor.name)


def of_message(work: Work, account: str, stored: TicketMessage) -> Author:
    """Return the same for whoever wrote a message."""
    wrote = Actor(stored.author_team, stored.author_user, stored.author_name, stored.side)
    return author(work, account, wrote)


def asker(work: Work, account: str, user: str, name: str) -> Author:
    """Return as whoever one of the account's people asks there; the account's address does for others."""
    known = work.account(account)
    own = known.console.requesters.get(user)
    if own:
        return Author(ConsolePerson(name, own))
    return Author(ConsolePerson(known.name, known.console.requester), name)
