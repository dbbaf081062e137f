"""What the cards of a ticket show of the console: where it is filed, and the contract's own time."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from bot.blocks.values import CardConsole
from bot.domain.sla import due_at
from bot.domain.ticket import Status
from bot.steps.console.counterpart import Counterpart, bridge, counterpart
from bot.steps.people import roster
from bot.steps.work import Work
from models.console.link import ConsoleLink
from models.ticket import Ticket


def console(work: Work, ticket: Ticket) -> CardConsole:
    """Return what a ticket's cards show of the console."""
    sla, url = work.account(ticket.account).sla, work.runbook.provider.link("console")
    shown = CardConsole(sla.by_console, url, ticket.console_number)
    if bridge(work, ticket) is None:
        return shown
    return _bridged(work, ticket, replace(shown, is_bridged=True), counterpart(work, ticket))


def _bridged(work: Work, ticket: Ticket, shown: CardConsole, there: Counterpart | None) -> CardConsole:
    if there is None:
        return shown
    if there.link is None:
        return replace(shown, is_being_filed=not ticket.console_number)
    link = there.link
    return replace(
        shown,
        number=str(link.console_id),
        filed_at=link.created_at,
        contract_due_at=_contract_due(work, ticket, link) if shown.required else None,
        staff_url=staff_address(link),
        customer_url=customers_address(link),
    )


def staff_address(link: ConsoleLink) -> str:
    """Return where staff see a ticket in the console."""
    return f"{_site(link)}/agent/tickets/{link.console_id}"


def customers_address(link: ConsoleLink) -> str:
    """Return where its customer sees it there."""
    return f"{_site(link)}/hc/requests/{link.console_id}"


def _site(link: ConsoleLink) -> str:
    found = urlsplit(link.url)
    return f"{found.scheme}://{found.netloc}"


def _contract_due(work: Work, ticket: Ticket, link: ConsoleLink) -> datetime | None:
    """Return by when the first answer is due that the contract wants; None once there is one."""
    answered = ticket.last_staff_at is not None and ticket.last_staff_at >= link.created_at
    if answered or ticket.status is Status.SOLVED:
        return None
    target = work.account(ticket.account).sla.targets[ticket.priority]
    return due_at(roster.clock_hours(work, ticket.account, target), link.created_at, target)
