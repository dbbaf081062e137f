"""Know a ticket of the console's as the counterpart of one here; open one here for what was filed there."""

from bot.domain.console.counterparts import priority_here, priority_there, status_there
from bot.domain.console.there import CommentThere, TicketThere
from bot.domain.keys import done, slots
from bot.domain.permission import Actor
from bot.domain.ticket import TicketOrigin
from bot.outbox.console import TICKETS
from bot.steps.console import console_people, filing
from bot.steps.new_ticket import DEFAULT_PRIORITY, LONGEST_SUBJECT, NewTicket, open_ticket
from bot.steps.work import TAM_BOT, Work
from models.console.link import ConsoleLink
from models.queues import restored
from models.queues.outbox import MessageSlot
from models.search import ticket_search
from models.ticket import Ticket

NO_SUBJECT = "Filed in the console"


def filed_by_us(work: Work, read: TicketThere) -> int | None:
    """Return the ticket that was filed there under that number: by us, or by somebody who told us so.

    Of what we filed the answer may be lost: it bears our key.
    """
    posted = MessageSlot.name_at(work.session, TICKETS, str(read.id))
    if posted is not None:
        return slots.ticket_in_console(posted)
    account = console_people.account_of(work, read.requester, read.organization)
    if account is None:
        return None
    key = read.external_id if filing.TAG in read.tags else None  # else it is no key of ours
    by_hand = ticket_search.filed_as(work.session, str(read.id), account)
    found = _of_key(work, account, key) or (by_hand[-1] if by_hand else None)
    return found.id if found is not None and not _is_filed_otherwise(work, found) else None


def is_left_behind(work: Work, read: TicketThere) -> bool:
    """Tell whether we filed it for a ticket that was filed again since, and goes on there."""
    account = console_people.account_of(work, read.requester, read.organization)
    if account is None or filing.TAG not in read.tags:
        return False
    found = _of_key(work, account, read.external_id)
    return found is not None and _is_filed_otherwise(work, found)


def _is_filed_otherwise(work: Work, ticket: Ticket) -> bool:
    """Tell whether another ticket of the console's is its counterpart, even if we have not read that yet.

    One that was filed again bears the same key as the one that it goes on from.
    """
    posted = MessageSlot.at(work.session, slots.console_ticket(ticket.id))
    return posted is not None or ConsoleLink.of_ticket(work.session, ticket.id) is not None


def _of_key(work: Work, account: str, key: str | None) -> Ticket | None:
    prefix, _, number = (key or "").rpartition("-")
    if prefix != work.account(account).prefix or not (number.isascii() and number.isdigit()):
        return None
    return Ticket.numbered(work.session, account, int(number))


def link(work: Work, ticket: Ticket, read: TicketThere) -> ConsoleLink:
    """Know the counterpart of a ticket from now on; both cards say where it stands.

    What we have filed stands there as it was agreed on; of what others have filed the console's word counts.
    """
    slot = slots.console_ticket(ticket.id)
    by_us = MessageSlot.at(work.session, slot) is not None
    if not by_us:  # as if we had filed it: what we say of it finds its number there
        restored.record_standing(work.session, slot, TICKETS, str(read.id))
    status, priority = status_there(ticket.status), priority_there(ticket.priority)
    made = ConsoleLink(
        ticket_id=ticket.id,
        console_id=read.id,
        url=read.url,
        created_at=read.created_at,
        status=read.status if by_us else status,
        priority=read.priority if by_us else priority,
        assignee=read.assignee.email if by_us and read.assignee else None,
        updated_at=read.updated_at,
        known_at=read.updated_at,
        private=ticket.private,
    )
    filing.stands_there(work, ticket, made)
    return made


def grow(
    work: Work, account: str, read: TicketThere, first: CommentThere | None, *, private: bool = False
) -> Ticket:
    """Open a ticket for one that was filed in the console; its clock starts when that was.

    A private one stands in triage alone.
    """
    who = console_people.speaker(work, account, read.requester or console_people.SOMEBODY_ELSE)
    new = NewTicket(
        account=account,
        origin=TicketOrigin.CONSOLE,
        origin_key=done.filed_in_console(read.id),
        requester=who,
        opened_by=_opener(work, account, who),
        subject=" ".join(read.subject.split())[:LONGEST_SUBJECT] or NO_SUBJECT,
        description=first.body if first and first.public else "",
        channel=work.triage_channel(account) if private else work.channel(account),
        private_at=read.url if private else None,
        priority=priority_here(read.priority) if read.priority else DEFAULT_PRIORITY,
        asked_at=read.created_at,
        console_number=str(read.id),
    )
    return work.ticket(open_ticket(work, new).ticket_id)


def _opener(work: Work, account: str, who: Actor) -> Actor:
    """Return who opens it: where only some may open tickets here, the console has let the others do it."""
    listed = work.account(account).requesters
    return TAM_BOT if listed and who.user not in listed else who
