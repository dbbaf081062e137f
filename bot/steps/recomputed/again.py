"""Compute a decision again, by the rules that made it, from what was known then."""

from datetime import timedelta

from bot.domain import sla
from bot.domain.decisions import Decided, DueBy, GivenTo, NotKnown, Pinged, ReachedBy
from bot.domain.events.alarm import EscalationClimbed, EscalationRaised
from bot.domain.events.event import Event
from bot.domain.events.evidence import EvidenceNudged
from bot.domain.events.handover import HandedOver, HandoverClimbed
from bot.domain.events.life import TicketAssigned
from bot.domain.events.paging import PersonPaged
from bot.domain.events.timing import (
    AnswerOverdue,
    AssigneeNudged,
    ClockRecomputed,
    ClockStarted,
    PassedOver,
    TakeUpAsked,
)
from bot.domain.paging import ReachStep
from bot.domain.routing import Role, route
from bot.domain.sla import Target
from bot.domain.why import AsWritten, BackOnDuty, GivenByHand, Routed, ShiftOver, TakenByHand
from bot.runbook import Runbook
from bot.steps.deadlines import escalation_ladder, evidence, pinged, take_up
from bot.steps.handover import burning
from bot.steps.people import assignment, passed_over, roster
from bot.steps.recomputed import books
from bot.steps.recomputed.past import Then


def again(then: Then, what: Event) -> Decided | NotKnown:
    """Return what an event decided as it comes out by the rules; or why that cannot be told."""
    match what:
        case TicketAssigned():
            return _given(then, what)
        case ClockStarted() | ClockRecomputed():
            return _due(then, what)
        case AssigneeNudged():
            to, held_back = pinged.nudge(then.work, then.ticket)
            return Pinged(pinged.names_of(to), None, held_back)
        case AnswerOverdue(before=before) if before is not None:
            found = pinged.overdue(then.work, then.ticket, before)
            return Pinged(pinged.names_of(found.to), found.rung, found.held_back)
        case TakeUpAsked(before=asked):
            rung, people = take_up.next_asked(then.work, then.ticket, asked) or (None, ())
            return Pinged(pinged.names_of(people), rung)
        case PassedOver():
            return Pinged(pinged.names_of(passed_over.standing_in(then.work, then.ticket)))
        case _:
            return _paged(then, what)


def _paged(then: Then, what: Event) -> Decided | NotKnown:
    match what:
        case EvidenceNudged(ends, to) if to is not None:
            return Pinged(pinged.names_of(evidence.pinged(then.work, then.ticket, ends)))
        case HandedOver(evidence_ends=evidence_ends):
            return Pinged(pinged.names_of(burning.briefed_next(then.work, then.ticket, evidence_ends)))
        case HandoverClimbed(before=before):
            rung, people = take_up.next_asked(then.work, then.ticket, before) or (None, ())
            return Pinged(pinged.names_of(people), rung)
        case EscalationRaised(to=to) if to is not None:
            return Pinged(pinged.names_of(escalation_ladder.first_told(then.work, then.ticket)))
        case EscalationClimbed(step, on_duty=on_duty) if on_duty is not None:
            reached, people = escalation_ladder.told_at(then.work, then.ticket, step, on_duty)
            return Pinged(pinged.names_of(people), reached)
        case PersonPaged(role=role, runbook=version) if role is not None and version is not None:
            return _reached(then, what, role, version)
        case _:
            return NotKnown.NOT_RECORDED


def _reached(then: Then, what: PersonPaged, role: Role, version: str) -> Decided | NotKnown:
    """Return by what somebody is reached so long after a ping, by the runbook in force at the ping."""
    book, account = books.of_version(then.work.session, version), then.ticket.account
    if not isinstance(book, Runbook) or account not in book.accounts:
        return book if isinstance(book, NotKnown) else NotKnown.RUNBOOK_NOT_KEPT
    page, after = what.page, timedelta(seconds=what.page.after_seconds)
    steps = book.reach(account, role, page.who, page.cause)
    return ReachedBy(what.name, after, page.by if ReachStep(after, page.by) in steps else None)


def _given(then: Then, what: TicketAssigned) -> Decided | NotKnown:
    """Return who the rule gives it to; of what was done by hand, the role, and whether they were on duty."""
    match what.why:
        case AsWritten():
            return NotKnown.NOT_RECORDED
        case Routed():
            found = route(roster.team(then.work, then.ticket.account), then.work.now)
            return GivenTo(found.role, found.name, found.slack, found.why)
        case TakenByHand() | GivenByHand() as why:
            return _by_hand(then, what, why)
        case ShiftOver() | BackOnDuty() as why:
            return _by_shift(then, what, why)


def _by_shift(then: Then, what: TicketAssigned, why: ShiftOver | BackOnDuty) -> GivenTo:
    team = roster.team(then.work, then.ticket.account)
    tam = team.tam(what.role)
    if tam is None:
        return GivenTo(Role.PSE, team.pse_name, None, why)
    holder = tam.holder(then.work.now)
    return GivenTo(tam.role, holder.name, holder.slack, why)


def _by_hand(then: Then, what: TicketAssigned, why: TakenByHand | GivenByHand) -> Decided | NotKnown:
    if what.slack is None:
        return GivenTo(Role.PSE, roster.team(then.work, then.ticket.account).pse_name, None, why)
    served = assignment.served_by(
        then.work, then.ticket.account, what.slack, takes=isinstance(why, TakenByHand)
    )
    if served is None:
        return NotKnown.SERVES_NO_ROLE
    name = served.name or what.name
    if isinstance(why, TakenByHand):
        return GivenTo(served.role, name, what.slack, TakenByHand(name, served.off_duty))
    return GivenTo(served.role, name, what.slack, GivenByHand(name, why.by, served.off_duty))


def _due(then: Then, what: ClockStarted | ClockRecomputed) -> DueBy:
    target = _target(then, what)
    hours = roster.clock_hours(then.work, then.ticket.account, target)
    due_at = sla.due_at(hours, what.started_at, target)
    return DueBy(target.priority, target.respond_within, target.clock, due_at)


def _target(then: Then, what: ClockStarted | ClockRecomputed) -> Target:
    """Return the runbook's; of a clock that began earlier than was known, its own."""
    ran = then.clock
    if isinstance(what, ClockRecomputed) and ran is not None and ran.priority is what.priority:
        return Target(ran.priority, "", timedelta(seconds=ran.respond_within_seconds), ran.runs_on)
    return then.work.account(then.ticket.account).sla.targets[what.priority]
