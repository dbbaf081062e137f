"""List what was decided about a ticket, each decision beside what it comes to when it is computed again."""

from collections.abc import Iterator
from datetime import timedelta

from bot.domain.decisions import Decided, Decision, DecisionKind, DueBy, GivenTo, NotKnown, Pinged, ReachedBy
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
from bot.steps.recomputed.again import again
from bot.steps.recomputed.past import events
from bot.steps.work import Work
from models.ticket import Ticket


def decisions(work: Work, ticket: Ticket) -> tuple[Decision, ...]:
    """Return all that was decided about a ticket, as it was and as it comes out again."""
    return tuple(_decisions(work, ticket))


def _decisions(work: Work, ticket: Ticket) -> Iterator[Decision]:
    for event, then in events(work, ticket):
        found = _recorded(event.what)
        if found is not None:
            kind, was = found
            now = then if isinstance(then, NotKnown) else again(then, event.what)
            yield Decision(event.at, kind, event.runbook_version, was, now)


def _recorded(what: Event) -> tuple[DecisionKind, Decided] | None:
    """Return what was decided by an event; None where nothing was."""
    match what:
        case TicketAssigned(role, name, slack, why):
            return DecisionKind.ASSIGNMENT, GivenTo(role, name, slack, why)
        case ClockStarted() | ClockRecomputed():
            within = timedelta(seconds=what.respond_within_seconds)
            return DecisionKind.DUE, DueBy(what.priority, within, what.runs_on, what.due_at)
        case AssigneeNudged(held_back=held_back, to=to):
            return DecisionKind.NUDGE, Pinged(to, None, held_back)
        case AnswerOverdue(held_back=held_back, rung=rung, to=to):
            return DecisionKind.NUDGE, Pinged(to, rung, held_back)
        case TakeUpAsked(asked_rung, to):
            return DecisionKind.NUDGE, Pinged(to, asked_rung)
        case PassedOver(told=to):
            return DecisionKind.NUDGE, Pinged(to)
        case HandedOver(to=to):
            return DecisionKind.NUDGE, Pinged(to)
        case HandoverClimbed(asked_rung, to):
            return DecisionKind.NUDGE, Pinged(to, asked_rung)
        case EvidenceNudged(to=evidence_to):
            return DecisionKind.NUDGE, Pinged(evidence_to or ())
        case PersonPaged(name, page):
            return DecisionKind.REACH, ReachedBy(name, timedelta(seconds=page.after_seconds), page.by)
        case EscalationRaised(to=raised_to):
            return DecisionKind.PAGE, Pinged(raised_to or ())
        case EscalationClimbed(rung=reached, to=to):
            return DecisionKind.PAGE, Pinged(to, reached)
        case _:
            return None
