"""File a ticket in the console, by the runbook's rule or on demand, once; and see that it stands there."""

from datetime import timedelta
from typing import Final

from bot.blocks.messages.console import comments, filing_news
from bot.blocks.messages.console.pasting import console_body
from bot.domain.console.counterparts import priority_there
from bot.domain.events.life import FiledInConsole, FilingAsked
from bot.domain.keys import said, slots
from bot.domain.permission import Actor
from bot.domain.sla import Priority
from bot.domain.ticket import TicketType
from bot.errors import AlreadySo, Conflict
from bot.outbox.console import ConsoleTicket, file_ticket, withdraw_filing
from bot.runbook.integrations.console import AccountBridgeRow, FiledWhen
from bot.steps import cards, history, ticket_lines
from bot.steps.console import authors, told_standing, told_words
from bot.steps.console.counterpart import bridge, counterpart
from bot.steps.deadlines import evidence
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.work import TAM_BOT, Work
from models.console.link import ConsoleLink
from models.console.poke import ConsolePoke
from models.escalation import Escalation
from models.queues import due
from models.queues.outbox import MessageSlot, OutboxRow, OutboxState, OutboxUrgency
from models.ticket import Ticket

_SHOULD_STAND_WITHIN: Final = timedelta(minutes=3)
"""After that staff are told: the contract's time counts from the console."""
_LONGEST_NUMBER: Final = 18
TAG: Final = "slack"
"""The tag of what the bot files."""


def file_if_wanted(work: Work, ticket: Ticket, *, escalated: bool = False) -> bool:
    """File a ticket where the runbook says so of such a one; tell whether that was done now."""
    terms = bridge(work, ticket)
    if terms is None or not _wanted(terms, ticket, escalated=escalated) or is_filed(work, ticket):
        return False
    file(work, ticket, terms, TAM_BOT)
    return True


def file_on_demand(work: Work, ticket: Ticket, actor: Actor) -> None:
    """File a ticket since somebody asks for it; raise AlreadySo or Conflict where there is nothing to do."""
    terms, key = bridge(work, ticket), work.key(ticket)
    if terms is None:
        raise Conflict(
            f"The bot files no tickets of {work.account(ticket.account).name} in the console. "
            f"“Console text” has the words to file {key} by hand."
        )
    ended = _ended(work, ticket)
    if ended is not None:
        _file_again(work, ticket, terms, ended, actor)
        cards.refresh(work, ticket)
        return
    if ticket.console_number:
        raise AlreadySo(f"{key} is filed in the console already, as {ticket.console_number}.")
    if is_filed(work, ticket):
        raise AlreadySo(f"{key} is being filed already. Its card shows the number soon.")
    file(work, ticket, terms, actor)
    cards.refresh(work, ticket)


def file_again_if_ended(work: Work, ticket: Ticket) -> None:
    """File a reopened ticket as a new one where nothing can be changed about its old counterpart any more."""
    terms = bridge(work, ticket)
    ended = _ended(work, ticket) if terms is not None else None
    if terms is None or ended is None or ended.ended is None:
        return
    before, how = ended.console_id, ended.ended
    _file_again(work, ticket, terms, ended, TAM_BOT)
    told_words.note(work, ticket, said.goes_on_from(before), comments.goes_on_from(before, how))


def _ended(work: Work, ticket: Ticket) -> ConsoleLink | None:
    """Return what was the counterpart, if it was deleted, merged or closed for good."""
    link = ConsoleLink.of_ticket(work.session, ticket.id)
    return link if link is not None and link.ended is not None else None


def _file_again(
    work: Work, ticket: Ticket, terms: AccountBridgeRow, ended: ConsoleLink, actor: Actor
) -> None:
    posted = MessageSlot.at(work.session, slots.console_ticket(ticket.id))
    for gone in (ended, posted):
        if gone is not None:
            work.session.delete(gone)
    ticket.console_number = None
    work.session.flush()
    file(work, ticket, terms, actor)


def is_filed(work: Work, ticket: Ticket) -> bool:
    """Tell whether a ticket is filed or being filed, by us or by hand."""
    return bool(ticket.console_number) or counterpart(work, ticket) is not None


def _wanted(terms: AccountBridgeRow, ticket: Ticket, *, escalated: bool) -> bool:
    if terms.file is None:
        return escalated or ticket.priority is Priority.P1
    return terms.file is FiledWhen.AT_ONCE


def file(work: Work, ticket: Ticket, terms: AccountBridgeRow, actor: Actor) -> None:
    """Have a ticket filed that is not yet, with all that was said about it; no card is edited."""
    history.record(work, ticket, FilingAsked(), actor)
    alarmed = bool(Escalation.open_of_ticket(work.session, ticket.id))
    key = said.filing(ticket.id, work.now)
    urgent = alarmed or ticket.priority is Priority.P1
    urgency = OutboxUrgency.ALARM if urgent else OutboxUrgency.ANSWER
    filed = _as_filed(work, ticket, terms, alarmed=alarmed)
    file_ticket(work.session, key, ticket.id, filed, urgency, work.now)
    told_standing.assigned_from_the_start(work, ticket)
    told_words.said_before(work, ticket)
    _look_after(work, ticket, {"key": key})


def _as_filed(work: Work, ticket: Ticket, terms: AccountBridgeRow, *, alarmed: bool) -> ConsoleTicket:
    asks = authors.asker(work, ticket.account, ticket.requester_user, ticket.requester_name)
    kind = () if ticket.type is TicketType.ISSUE else (ticket.type.value,)
    return ConsoleTicket(
        external_id=work.key(ticket),
        subject=ticket.subject,
        body=console_body(cards.card(work, ticket), work.runbook.provider.name),
        priority=priority_there(ticket.priority),
        requester=asks.person,
        tags=(TAG, ticket.account, *kind, *((told_standing.ESCALATED,) if alarmed else ())),
        product_field=terms.product_field,
        product=ticket.product,
    )


def _look_after(work: Work, ticket: Ticket, payload: dict[str, object]) -> None:
    at = work.now + _SHOULD_STAND_WITHIN
    due.schedule_all(work.session, [due.Falling(DueKind.FILING, at, ticket.account, ticket.id, payload)])


def see_that_it_stands(work: Work, ticket: Ticket, payload: dict[str, object]) -> None:
    """Tell staff, once, that a ticket does not stand in the console yet, and why as far as that is known."""
    if ConsoleLink.of_ticket(work.session, ticket.id) is not None or ticket.console_number:
        return
    row = OutboxRow.enqueued_as(work.session, str(payload["key"]))
    if row is None or row.state is OutboxState.SENT:
        return
    refused = row.error or "" if row.state is OutboxState.FAILED else None
    told = filing_news.not_filed(
        ticket_lines.line(work, ticket), refused, by_console=work.account(ticket.account).sla.by_console
    )
    cards.tell_triage(work, ticket, said.not_filed(row.id), told, urgency=OutboxUrgency.ALARM)
    cards.refresh(work, ticket)


def filed_by_hand(work: Work, ticket: Ticket, number: str | None) -> None:
    """Take a filing back that still waits, as somebody was quicker; the console's ticket is read soon."""
    if bridge(work, ticket) is None:
        return
    withdraw_filing(work.session, ticket.id)
    due.cancel(work.session, ticket.id, (DueKind.FILING,), work.now)
    if number is not None and number.isdecimal() and len(number) <= _LONGEST_NUMBER:
        ConsolePoke.add(work.session, int(number), work.now)


def stands_there(work: Work, ticket: Ticket, link: ConsoleLink, actor: Actor = TAM_BOT) -> None:
    """Take in that a ticket stands in the console: both cards say where, and its examples are handed on."""
    work.session.add(link)
    ticket.console_number = str(link.console_id)
    history.record(work, ticket, FiledInConsole(ticket.console_number), actor)
    due.cancel(work.session, ticket.id, (DueKind.FILING,), work.now)
    evidence.keep_up(work, ticket)
    cards.refresh(work, ticket)
