"""What of a ticket cannot wait for the next shift, and who has it just now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.blocks.values import Recipient
from bot.domain.events.handover import HandedOver
from bot.domain.events.life import TicketAssigned
from bot.domain.handover import Holding
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.ticket import Status
from bot.domain.why import TakenByHand
from bot.steps.deadlines import evidence, take_up
from bot.steps.people import reach, roster
from bot.steps.work import Work
from models.escalation import Escalation
from models.response_clock import ResponseClock
from models.ticket import Ticket
from models.ticket_event import TicketEvent


@dataclass(frozen=True, slots=True)
class Burning:
    """Since when something cannot wait; `evidence_ends` where that is nothing but the examples."""

    since: datetime
    evidence_ends: datetime | None = None


def burning(work: Work, ticket: Ticket) -> Burning | None:
    """Return what cannot wait: the answer to a P1, an escalation, or examples whose records end."""
    if ticket.status is Status.SOLVED:
        return None
    clock = ResponseClock.running(work.session, ticket.id)
    since = [one.raised_at for one in Escalation.open_of_ticket(work.session, ticket.id)]
    if clock is not None and ticket.priority is Priority.P1:
        since.append(clock.started_at)
    if since:
        return Burning(min(since))
    ends = evidence.ends(work, ticket)
    return Burning(ticket.opened_at, ends) if ends and evidence.pinged(work, ticket, ends) else None


def held(work: Work, ticket: Ticket) -> Holding:
    """Return who has the ticket, since when, and the role to which it goes back."""
    given = TicketEvent.latest(work.session, ticket.id, TicketAssigned)
    since = given.at if given else ticket.opened_at
    return Holding(ticket.assignee_role, ticket.assignee_name, ticket.assignee_slack, since, ticket.home_role)


def briefed_next(work: Work, ticket: Ticket, evidence_ends: datetime | None) -> tuple[Recipient, ...]:
    """Return who is to know that they have it: those above where nobody who has it is reached."""
    if evidence_ends is None:
        people = roster.assignee_recipients(work, ticket)
    else:
        people = evidence.pinged(work, ticket, evidence_ends)
    found = reach.reached(work, people)
    return found or (take_up.next_asked(work, ticket, ()) or (None, ()))[1]


def knows(work: Work, ticket: Ticket, fire: Burning, people: Sequence[Recipient]) -> bool:
    """Tell whether those people have had it all along, or were briefed last."""
    told = TicketEvent.latest(work.session, ticket.id, HandedOver)
    given = TicketEvent.latest(work.session, ticket.id, TicketAssigned)
    ids = tuple(person.slack for person in people)
    if told is not None and isinstance(told.what, HandedOver) and (given is None or told.id > given.id):
        return told.what.slack == ids
    return _had(work, ticket, max(fire.since, given.at if given else fire.since)) == ids


def is_unconfirmed(work: Work, ticket: Ticket, since: datetime) -> bool:
    """Tell whether something cannot wait still and nobody has taken it since an instant."""
    given = TicketEvent.latest(work.session, ticket.id, TicketAssigned)
    taken = given is not None and given.at >= since and isinstance(ticket.why, TakenByHand)
    return not taken and burning(work, ticket) is not None


def _had(work: Work, ticket: Ticket, at: datetime) -> tuple[str | None, ...]:
    """Return who had the ticket at an instant since which nobody else was given it."""
    if ticket.assignee_slack is not None or ticket.assignee_role is not Role.PSE:
        return (ticket.assignee_slack,)
    turn = roster.pse_turn(work, at)
    if turn is not None and turn.person is not None and turn.person.slack:
        return (turn.person.slack,)
    return tuple(person.slack for person in reach.reached(work, roster.pse(work)))
