"""Raise and answer the alarm: an escalation with one of the contract's two reasons."""

from dataclasses import dataclass

from bot.blocks.messages import alarms, thread
from bot.blocks.messages.console import comments
from bot.domain.escalation import Reason
from bot.domain.events.alarm import EscalationAdded, EscalationRaised
from bot.domain.keys import said
from bot.domain.keys.done import DoneKey
from bot.domain.keys.said import News, TicketKey
from bot.domain.permission import Action, Actor, require
from bot.domain.sla import Priority
from bot.domain.ticket import Change, Status
from bot.errors import Conflict
from bot.services.service import ForPeople
from bot.steps import cards, history, standing, ticket_lines, transitions
from bot.steps.console import filing, told_standing, told_words
from bot.steps.console.counterpart import counterpart
from bot.steps.deadlines import escalation_ladder
from bot.steps.new_ticket import NewTicket, Opened, open_ticket
from bot.steps.work import Work
from models.escalation import Escalation
from models.queues.outbox import OutboxUrgency
from models.ticket import Ticket


@dataclass(frozen=True)
class Alarm:
    """What somebody raises: one of two reasons, and what they add to it."""

    reason: Reason
    actor: Actor
    comment: str = ""
    reach: str = ""
    """How the person can be reached now; asked for a blocker."""


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
            return escalate(work, work.ticket(ticket_id), alarm)

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
        escalate(work, ticket, alarm)
    elif ticket.status is not Status.SOLVED:  # somebody else was quicker by a moment: this one is heard, too
        return _escalate_live(work, ticket, new, alarm)
    return opened


def _escalate_live(work: Work, live: Ticket, new: NewTicket, alarm: Alarm) -> Opened:
    again = live.origin_key == new.origin_key and Escalation.raised_by(
        work.session, live.id, alarm.reason, alarm.actor.user
    )
    if not again:  # else it is the same form, or the same emoji, delivered twice
        escalate(work, work.ticket(live.id), alarm)
    return Opened(live.id, work.key(live), already=True, permalink=ticket_lines.permalink(work, live))


def escalate(work: Work, ticket: Ticket, alarm: Alarm) -> bool:
    """Escalate an unsolved ticket within a transaction; False when it was added to an open alarm.

    Raises Conflict for a solved one.
    """
    if ticket.status is Status.SOLVED:
        raise Conflict(f"{work.key(ticket)} is solved. Reopen it first, then escalate.")
    unanswered = Escalation.open_of_ticket(work.session, ticket.id)
    same = next((escalation for escalation in unanswered if escalation.reason is alarm.reason), None)
    if same is not None:
        _add(work, ticket, same, alarm)
        return False
    if ticket.status is Status.PENDING:
        transitions.change(work, ticket, Change.ESCALATE)
        ticket.pending_since = None
    escalation = _insert(work, ticket, alarm)
    if not filing.file_if_wanted(work, ticket, escalated=True):
        told_standing.escalated(work, ticket)
    _tell(work, ticket, escalation, alarm)
    _note_in_console(work, ticket, said.news(News.ESCALATED, escalation.id), alarm)
    escalation_ladder.begin(work, ticket, escalation)
    told_standing.waited_for(work, ticket)
    cards.refresh(work, ticket)
    return True


def _insert(work: Work, ticket: Ticket, alarm: Alarm) -> Escalation:
    escalation = Escalation(
        ticket_id=ticket.id,
        reason=alarm.reason,
        comment=alarm.comment,
        reach=alarm.reach,
        raised_by_team=alarm.actor.team,
        raised_by_user=alarm.actor.user,
        raised_by_name=alarm.actor.name,
        raised_at=work.now,
        added=[],
    )
    work.session.add(escalation)
    work.session.flush()
    told = tuple(person.name for person in escalation_ladder.first_told(work, ticket))
    history.record(work, ticket, EscalationRaised(alarm.reason, escalation.id, told), alarm.actor)
    return escalation


def _add(work: Work, ticket: Ticket, escalation: Escalation, alarm: Alarm) -> None:
    escalation.added = [
        *escalation.added,
        {"by": alarm.actor.name, "at": work.now.isoformat(), "comment": alarm.comment, "reach": alarm.reach},
    ]
    event = history.record(work, ticket, EscalationAdded(escalation.id), alarm.actor)
    line = ticket_lines.line(work, ticket)
    by = alarm.actor.name
    told = alarms.added(line, alarm.reason, by, comment=alarm.comment, reach=alarm.reach)
    cards.tell_triage(
        work, ticket, said.news(News.ESCALATED_AGAIN, event.id), told, urgency=OutboxUrgency.ALARM
    )
    _note_in_console(work, ticket, said.news(News.ESCALATED_AGAIN, event.id), alarm)
    again = thread.escalated_again(line, alarm.reason, by)
    cards.tell_customer(
        work, ticket, said.news(News.ESCALATED_AGAIN, event.id), again, urgency=OutboxUrgency.ALARM
    )


def _note_in_console(work: Work, ticket: Ticket, key: TicketKey, alarm: Alarm) -> None:
    line, by = ticket_lines.line(work, ticket), alarm.actor.name
    told_words.note(work, ticket, key, comments.escalated(line, by, alarm.reason, alarm.comment, alarm.reach))


def _tell(work: Work, ticket: Ticket, escalation: Escalation, alarm: Alarm) -> None:
    line = ticket_lines.line(work, ticket)
    informed = escalation_ladder.first_told(work, ticket)
    following = escalation_ladder.next_step(work, ticket, escalation)
    told = alarms.escalated(
        line,
        alarm.reason,
        alarm.actor.name,
        informed,
        comment=alarm.comment,
        reach=alarm.reach,
        next_to=following.rung.label,
        next_at=following.at,
    )
    cards.tell_triage(
        work, ticket, said.news(News.ESCALATED, escalation.id), told, urgency=OutboxUrgency.ALARM
    )
    received = thread.escalation_received(
        line,
        alarm.reason,
        alarm.actor.name,
        informed,
        None if counterpart(work, ticket) else ticket.console_number,
    )
    cards.tell_customer(
        work, ticket, said.news(News.ESCALATED, escalation.id), received, urgency=OutboxUrgency.ALARM
    )
