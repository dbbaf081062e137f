"""What each kind of event is called in a ticket's history."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.blocks.messages.ticket_wording import REASON_LABELS
from bot.domain.calendar.durations import in_words
from bot.domain.events import (
    Event,
    UnknownEvent,
    alarm,
    calls,
    drill,
    evidence,
    handover,
    life,
    merging,
    paging,
    talk,
    timing,
)
from bot.domain.events.timing import HeldBack
from bot.domain.paging import Cause, Means
from bot.domain.phone.line_call import CallOutcome

_PLAIN: Mapping[type[Event], str] = {
    life.SetPending: "set pending",
    life.CustomerReminded: "customer reminded",
    life.TicketSolved: "solved",
    life.TicketReopened: "reopened",
    life.FilingAsked: "to be filed in the console",
    life.RepliedTooLate: "reply too late to reopen",
    talk.CustomerReplied: "customer replied",
    talk.CustomerThanked: "customer thanked, no clock started",
    talk.NeedsAnswer: "said to need an answer",
    talk.StaffResponded: "staff answered",
    talk.DetailsAdded: "details added",
    talk.QuestionsAnswered: "questions answered",
    timing.ClockStarted: "response clock started",
    timing.ClockRecomputed: "response clock recomputed",
    alarm.EscalationAdded: "escalated again, added to the open escalation",
    alarm.EscalationAcknowledged: "escalation acknowledged",
    evidence.EvidenceNudged: "told when the records end",
    handover.HandoverConfirmed: "said to have what was handed over",
}
HELD_BACK: Mapping[HeldBack, str] = {
    HeldBack.OUTSIDE_HOURS: "outside the account's hours only P1 and escalations ping",
    HeldBack.UNREACHED: "nobody can be reached, those above neither",
}
HANDED_ON: Mapping[bool | None, str] = {True: " in time", False: " too late", None: ""}
MEANS: Mapping[Means, str] = {
    Means.DM: "direct message",
    Means.SMS: "SMS",
    Means.CALL: "call",
    Means.PAGERDUTY: "PagerDuty",
}
CALLS: Mapping[CallOutcome, str] = {
    CallOutcome.ANSWERED: "answered",
    CallOutcome.MISSED: "that nobody took",
    CallOutcome.ABANDONED: "that ended before anybody took it",
    CallOutcome.REFUSED: "without a PIN",
    CallOutcome.LOCKED_OUT: "from a number that is locked out",
}
CAUSES: Mapping[Cause, str] = {Cause.P1: "the P1", Cause.ESCALATION: "the escalation"}


def words(what: Event) -> str:
    """Say what happened, in a few words."""
    return _PLAIN.get(type(what)) or _with_facts(what)


def _with_facts(what: Event) -> str:
    match what:
        case life.TicketOpened(origin, priority):
            return f"opened by {origin}, {priority}"
        case life.TicketAssigned(name=name):
            return f"assigned to {name}"
        case life.PriorityChanged(old, new):
            return f"priority changed from {old} to {new}"
        case life.FiledInConsole(number):
            return f"console number {number or 'taken away'}"
        case evidence.HandedOn(in_time):
            return f"examples handed on{HANDED_ON[in_time]}"
        case talk.AskedFor(question):
            return f"asked for {question}"
        case calls.LineCalled(outcome=outcome, name=name, seconds=seconds):
            spoke = f", talked to {name} for {in_words(timedelta(seconds=seconds or 0))}" if name else ""
            return f"call {CALLS[outcome]}{spoke}"
        case calls.MessageLeft(seconds):
            return f"a message of {seconds} s was left"
        case merging.MergedInto(number):
            return f"merged into {number}"
        case merging.TookIn(number=number):
            return f"took in {number}"
        case merging.MergerUndone(number):
            return f"merger with {number} undone"
        case merging.TicketsLinked(number=number):
            return f"linked to {number}"
        case merging.ReplySplitOff(number):
            return f"a reply was split off as {number}"
        case merging.SplitFrom(number):
            return f"split off from {number}"
        case UnknownEvent(name=name):
            return name.replace("_", " ")
    return _of_clocks_and_alarms(what)


def _of_clocks_and_alarms(what: Event) -> str:
    match what:
        case timing.ClockStopped(outcome=outcome):
            return f"response clock stopped: {outcome}"
        case timing.TakeUpAsked(to=to):
            return f"not taken, asked {', '.join(to)}"
        case timing.AssigneeNudged(held_back=held_back, to=to):
            return _pinged("nudged", held_back, to)
        case timing.AnswerOverdue(again=again, held_back=held_back, to=to):
            return _pinged("still overdue" if again else "overdue", held_back, to)
        case timing.PassedOver(who=who, told=told):
            return f"{who} cannot be reached, told instead: {', '.join(told) or 'nobody'}"
        case timing.PingHeldBack(why):
            return f"ping held back: {HELD_BACK[why]}"
        case alarm.EscalationRaised(reason):
            return f"escalated: {REASON_LABELS[reason].lower()}"
        case alarm.EscalationClimbed(step=step, to=to):
            return _pinged(f"escalation climbed to step {step}", None, to)
        case paging.PersonPaged(name, page):
            return f"{name} reached by {MEANS[page.by]}, about {CAUSES[page.cause]}"
        case handover.HandedOver(to=to):
            return f"handed over to {', '.join(to) or 'nobody'}"
        case handover.HandoverClimbed(to=to):
            return f"handover not confirmed, told {', '.join(to)}"
        case drill.DrillEnded(by, seconds):
            late = in_words(timedelta(seconds=seconds))
            return f"drill over, taken by {by} after {late}" if by else f"drill over, not taken within {late}"
        case paging.AcknowledgedElsewhere(by):
            return f"acknowledged in PagerDuty by {by}"
    raise TypeError(f"{type(what).__name__} has no words")


def _pinged(what: str, held_back: HeldBack | None, to: Sequence[str]) -> str:
    """Say what was said, and who it pinged or why it pinged nobody."""
    if held_back is not None:
        return f"{what}, pinged nobody: {HELD_BACK[held_back]}"
    return f"{what}, pinged {', '.join(to)}" if to else what
