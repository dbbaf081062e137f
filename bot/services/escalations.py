"""Raise and answer the alarm: an escalation with one of the contract's two reasons."""

from bot.domain.escalation import Reason
from bot.domain.keys.done import DoneKey
from bot.domain.permission import Action, Actor, require
from bot.domain.sla import Priority
from bot.domain.ticket import Status
from bot.errors import Conflict
from bot.services.service import ForPeople
from bot.steps import standing, ticket_lines
from bot.steps.deadlines import alarms_raised, escalation_ladder
from bot.steps.deadlines.alarms_raised import Alarm
from bot.steps.new_ticket import NewTicket, Opened, open_ticket
from bot.steps.work import Work
from models.escalation import Escalation
from models.ticket import Ticket


def priority_for(reason: Reason) -> Priority:
    """Return the priority of a ticket made by escalating plain chat (docs/explanation/clocks.md)."""
    return Priority.P1 if reason is Reason.BLOCKER else Priority.P2


class Escalations(ForPeople):
    """Use cases about alarms."""

    def raise_on(self, ticket_id: int, alarm: Alarm, once: DoneKey | None = None) -> bool:
        """Escalate a ticket; False when the same reason was open already and this was added to it.

        Raises NotAllowed, Conflict for a solved ticket, DoneBefore when `once` was done.
        """
        with self.work(once) as work:
            require(alarm.actor, Action.ESCALATE)
            return alarms_raised.escalate(work, work.ticket(ticket_id), alarm)

    def raise_on_chat(self, new: NewTicket, alarm: Alarm) -> Opened:
        """Make chat a ticket and escalate it, in one step; a ticket that stands is escalated as it is."""
        return self.contested(lambda work: _escalate_chat(work, new, alarm))

    def acknowledge(self, ticket_id: int, actor: Actor) -> None:
        """Say that somebody is on it: the ladder stops and the customer is told who.

        Raises Conflict where no escalation is open.
        """
        with self.work() as work:
            require(actor, Action.ACKNOWLEDGE)
            ticket = work.ticket(ticket_id)
            if not escalation_ladder.acknowledge(work, ticket, actor):
                standing.refuse_if_acknowledged(work, ticket)
                raise Conflict(f"{work.key(ticket)} has no open escalation.")


def _escalate_chat(work: Work, new: NewTicket, alarm: Alarm) -> Opened:
    live = Ticket.in_thread(work.session, new.channel, new.thread_ts) if new.thread_ts else None
    if live is not None and live.status is not Status.SOLVED:
        return _escalate_live(work, live, new, alarm)
    opened = open_ticket(work, new)
    ticket = work.ticket(opened.ticket_id)
    if not opened.already:
        alarms_raised.escalate(work, ticket, alarm)
    elif ticket.status is not Status.SOLVED:  # somebody else was quicker by a moment: this one is heard, too
        return _escalate_live(work, ticket, new, alarm)
    return opened


def _escalate_live(work: Work, live: Ticket, new: NewTicket, alarm: Alarm) -> Opened:
    again = live.origin_key == new.origin_key and Escalation.raised_by(
        work.session, live.id, alarm.reason, alarm.actor.user
    )
    if not again:  # else it is the same form, or the same emoji, delivered twice
        alarms_raised.escalate(work, work.ticket(live.id), alarm)
    return Opened(live.id, work.key(live), already=True, permalink=ticket_lines.permalink(work, live))
