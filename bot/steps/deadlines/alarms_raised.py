"""Raise an alarm on a ticket: who is told at once, and what is told again."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.blocks.messages import alarms, thread
from bot.blocks.messages.console import comments
from bot.domain.escalation import Reason
from bot.domain.events.alarm import EscalationAdded, EscalationRaised
from bot.domain.events.life import TicketSolved
from bot.domain.keys import said
from bot.domain.keys.said import News, TicketKey
from bot.domain.permission import Actor, Side
from bot.domain.ticket import Change, Status
from bot.errors import Conflict
from bot.steps import cards, history, ticket_lines, transitions
from bot.steps.console import filing, told_standing, told_words
from bot.steps.console.counterpart import counterpart
from bot.steps.deadlines import escalation_ladder
from bot.steps.people import identities
from bot.steps.work import Work
from models.escalation import Escalation
from models.queues.outbox import OutboxUrgency
from models.ticket import Ticket
from models.ticket_event import TicketEvent

_TAKEN_BACK_WITHIN: Final = timedelta(hours=1)
"""Whoever marks their alarm's ticket solved and reopens it so soon was wrong that it is over."""


@dataclass(frozen=True)
class Alarm:
    """What somebody raises: one of two reasons, and what they add to it."""

    reason: Reason
    actor: Actor
    comment: str = ""
    reach: str = ""
    """How the person can be reached now; asked for a blocker."""


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


def raise_again(work: Work, ticket: Ticket) -> None:
    """Raise again what ended only because the customer marked the ticket solved, and took that back soon.

    For a ticket that is open again: nobody of ours has said that they are on it.
    """
    solved = TicketEvent.latest(work.session, ticket.id, TicketSolved)
    if solved is None or work.now - solved.at > _TAKEN_BACK_WITHIN:
        return
    by = identities.actor_of(
        work, ticket.account, solved.actor_user or "", solved.actor_team, solved.actor_name
    )
    if by.side is not Side.CUSTOMER:
        return
    for ended in Escalation.ended_at(work.session, ticket.id, solved.at):
        who = identities.actor_of(
            work, ticket.account, ended.raised_by_user, ended.raised_by_team, ended.raised_by_name
        )
        escalate(work, ticket, Alarm(ended.reason, who, ended.comment or "", ended.reach or ""))
