"""Let open escalations climb: who is told at each step, until somebody acknowledges."""

from dataclasses import dataclass
from datetime import datetime

from bot.blocks.messages import alarms, thread
from bot.blocks.messages.console import comments
from bot.blocks.values import Recipient
from bot.domain.escalation import Rung, next_step_at, rung
from bot.domain.events.alarm import EscalationAcknowledged, EscalationClimbed
from bot.domain.keys import said
from bot.domain.keys.said import News
from bot.domain.permission import Actor
from bot.domain.routing import Role, role_on_duty, route
from bot.steps import cards, history, ticket_lines
from bot.steps.console import told_words
from bot.steps.deadlines import paging, replaced_ping
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.deadlines.replaced_ping import ABOUT_AN_ESCALATION
from bot.steps.people import reach, roster
from bot.steps.work import TAM_BOT, Work
from models.escalation import Escalation
from models.queues import due
from models.ticket import Ticket


@dataclass(frozen=True)
class NextStep:
    """What happens if nobody acknowledges: who is told then, and when."""

    rung: Rung
    at: datetime


def begin(work: Work, ticket: Ticket, escalation: Escalation) -> None:
    """Have those reached who are told first, and the next step taken when nobody acknowledges in time."""
    paging.about_escalation(work, ticket, first_told(work, ticket), escalation.id)
    _remember(work, ticket, escalation)


def climb(work: Work, ticket: Ticket, escalation_id: int, on_duty: str | None = None) -> None:
    """Take the next step of an escalation that is still open: ping that rung, remember the one after.

    `on_duty` is the role that was on duty at the step before; whoever came on duty since is told, too.
    """
    escalation = work.session.get(Escalation, escalation_id)
    if escalation is None or escalation.acknowledged_at is not None or escalation.ticket_id != ticket.id:
        return
    escalation.step += 1
    reached, people = told_at(work, ticket, escalation.step, on_duty)
    following = next_step(work, ticket, escalation)
    names = tuple(person.name for person in people)
    event = history.record(work, ticket, EscalationClimbed(escalation.step, reached, names, on_duty), TAM_BOT)
    told = alarms.climbed(
        ticket_lines.line(work, ticket),
        work.now - escalation.raised_at,
        people,
        next_to=following.rung.label,
        next_at=following.at,
    )
    replaced_ping.say(work, ticket, event, told, ABOUT_AN_ESCALATION)
    paging.about_escalation(work, ticket, people, escalation.id)
    _remember(work, ticket, escalation)


def climb_now(work: Work, ticket: Ticket, escalation_id: int) -> None:
    """Have the next step of an escalation taken without waiting."""
    for row in due.waiting_of_ticket(work.session, ticket.id, (DueKind.CLIMB,)):
        if row.payload["escalation"] == escalation_id:
            row.hasten(work.now)


def told_at(work: Work, ticket: Ticket, step: int, on_duty: str | None) -> tuple[Rung, tuple[Recipient, ...]]:
    """Return the rung that a step reaches and who it pings; `on_duty` is as in `climb`."""
    reached = rung(step, _in_hours(work, ticket), _vacant(work, ticket))
    people = _people(work, ticket, reached)
    if on_duty not in (None, _role_on_duty(work, ticket)):
        people = (*_people(work, ticket, _lowest(work, ticket)), *people)
    return reached, people


def acknowledge(work: Work, ticket: Ticket, actor: Actor, *, replied_at: datetime | None = None) -> bool:
    """End the ticket's open escalations; tell both sides; False when none was open.

    A reply (given at `replied_at`) ends only those that were raised before it: it may arrive late.
    """
    unanswered = [
        escalation
        for escalation in Escalation.open_of_ticket(work.session, ticket.id)
        if replied_at is None or escalation.raised_at <= replied_at
    ]
    if not unanswered:
        return False
    for escalation in unanswered:
        escalation.acknowledged_at, escalation.acknowledged_by_name = work.now, actor.name
    if not Escalation.open_of_ticket(work.session, ticket.id):
        forget(work, ticket)
    ended = tuple(escalation.id for escalation in unanswered)
    event = history.record(work, ticket, EscalationAcknowledged(ended), actor)
    paging.stop(work, ticket)
    line = ticket_lines.line(work, ticket)
    told = alarms.acknowledged(line, actor.name, by_reply=replied_at is not None)
    cards.tell_triage(work, ticket, said.news(News.ACKNOWLEDGED, event.id), told)
    cards.tell_customer(
        work, ticket, said.news(News.ACKNOWLEDGED, event.id), thread.escalation_acknowledged(line, actor.name)
    )
    if replied_at is None:
        note = comments.acknowledged(actor.name)
        told_words.note(work, ticket, said.news(News.ACKNOWLEDGED, event.id), note)
    cards.refresh(work, ticket)
    return True


def forget(work: Work, ticket: Ticket) -> None:
    """Drop the steps still to come."""
    due.cancel(work.session, ticket.id, (DueKind.CLIMB,), work.now)


def first_told(work: Work, ticket: Ticket) -> tuple[Recipient, ...]:
    """Return who a new escalation pings: the assignee, the TAM manager and whoever is on duty."""
    told = (
        *reach.reached(work, roster.assignee_recipients(work, ticket)),
        *roster.manager(work, ticket.account),
        *_people(work, ticket, _lowest(work, ticket)),
    )
    return tuple({person.slack or person.name: person for person in reversed(told)}.values())[::-1]


def next_step(work: Work, ticket: Ticket, escalation: Escalation) -> NextStep:
    """Return the step after the one the escalation stands on."""
    rules = work.account(ticket.account).escalation
    in_hours, vacant = _in_hours(work, ticket), _vacant(work, ticket)
    at = next_step_at(escalation.step, in_hours, work.now, rules.step, rules.repeat, vacant)
    return NextStep(rung(escalation.step + 1, in_hours, vacant), at)


def _people(work: Work, ticket: Ticket, reached: Rung) -> tuple[Recipient, ...]:
    match reached:
        case Rung.TAM_MANAGER:
            return roster.manager(work, ticket.account)
        case Rung.SUPPORT_MANAGEMENT:
            return roster.support_management(work)
        case Rung.PSE:
            return roster.pse(work)
        case Rung.TAM:
            found = route(roster.team(work, ticket.account), work.now)
            return (Recipient(found.name, found.slack, found.role.label, found.role),)


def _vacant(work: Work, ticket: Ticket) -> tuple[Rung, ...]:
    """Return the rungs on which a ping reaches nobody."""
    return tuple(each for each in Rung if not reach.reached(work, _people(work, ticket, each)))


def _lowest(work: Work, ticket: Ticket) -> Rung:
    return rung(0, _in_hours(work, ticket), _vacant(work, ticket))


def _in_hours(work: Work, ticket: Ticket) -> bool:
    """Tell whether a TAM is there to be told; with both away the 24x7 ladder is the one that answers."""
    return _role_on_duty(work, ticket) is not Role.PSE


def _role_on_duty(work: Work, ticket: Ticket) -> Role:
    return role_on_duty(roster.team(work, ticket.account), work.now)


def _remember(work: Work, ticket: Ticket, escalation: Escalation) -> None:
    due.schedule(
        work.session,
        kind=DueKind.CLIMB,
        due_at=next_step(work, ticket, escalation).at,
        account=ticket.account,
        ticket_id=ticket.id,
        payload={"escalation": escalation.id, "on_duty": _role_on_duty(work, ticket)},
    )
