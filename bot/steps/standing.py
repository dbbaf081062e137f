"""Say how a ticket stands to whoever was slower: who did what they wanted to do, and when."""

from datetime import datetime

from bot.domain.events.life import TicketSolved
from bot.domain.ticket import Status
from bot.domain.wording import clock_time
from bot.errors import AlreadySo
from bot.steps.work import TAM_BOT, Work
from models.escalation import Escalation
from models.ticket import Ticket
from models.ticket_event import TicketEvent


def refuse_if_solved(work: Work, ticket: Ticket) -> None:
    """Raise AlreadySo, with who solved it and when, where the ticket is solved."""
    if ticket.status is not Status.SOLVED:
        return
    event = TicketEvent.latest(work.session, ticket.id, TicketSolved)
    by = event.actor_name if event and event.actor_name != TAM_BOT.name else None
    how = _by_and_when(work, ticket, by, ticket.solved_at)
    raise AlreadySo(f"{work.key(ticket)} is solved already{how}.", ticket.solved_at)


def refuse_if_pending(work: Work, ticket: Ticket) -> None:
    """Raise AlreadySo, with since when, where the ticket is Pending."""
    if ticket.status is not Status.PENDING:
        return
    since = _by_and_when(work, ticket, None, ticket.pending_since)
    raise AlreadySo(f"{work.key(ticket)} is pending already{since}.", ticket.pending_since)


def refuse_if_open(work: Work, ticket: Ticket) -> None:
    """Raise AlreadySo where the ticket is not solved, so that there is nothing to reopen."""
    if ticket.status is not Status.SOLVED:
        raise AlreadySo(f"{work.key(ticket)} isn't solved: it is {ticket.status}.")


def refuse_if_acknowledged(work: Work, ticket: Ticket) -> None:
    """Raise AlreadySo, with who acknowledged the ticket's last escalation and when, if it has had one."""
    last = Escalation.shown_of_ticket(work.session, ticket.id)
    if last is None or last.acknowledged_at is None:
        return
    how = _by_and_when(work, ticket, last.acknowledged_by_name, last.acknowledged_at)
    raise AlreadySo(
        f"The escalation of {work.key(ticket)} is acknowledged already{how}.", last.acknowledged_at
    )


def _by_and_when(work: Work, ticket: Ticket, by: str | None, at: datetime | None) -> str:
    """Say it in brackets, as far as it is known: " (by Maya Chen, 10:00 AM ET)"."""
    when = clock_time(at, work.wall_clock(ticket.account), work.now) if at else None
    known = [words for words in (f"by {by}" if by else None, when) if words]
    return f" ({', '.join(known)})" if known else ""
