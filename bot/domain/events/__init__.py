"""What can happen to a ticket: the events of its history, from which reports are made."""

from collections.abc import Mapping

from bot.domain.events import alarm, calls, drill, evidence, handover, life, merging, paging, talk, timing
from bot.domain.events.event import Event, UnknownEvent

KINDS: Mapping[str, type[Event]] = {
    kind.kind: kind
    for kind in (
        life.TicketOpened,
        life.TicketAssigned,
        life.PriorityChanged,
        life.SetPending,
        life.CustomerReminded,
        life.TicketSolved,
        life.TicketReopened,
        life.RepliedTooLate,
        life.FilingAsked,
        life.FiledInConsole,
        talk.CustomerReplied,
        talk.CustomerThanked,
        talk.NeedsAnswer,
        talk.StaffResponded,
        talk.DetailsAdded,
        talk.QuestionsAnswered,
        talk.AskedFor,
        timing.ClockStarted,
        timing.ClockRecomputed,
        timing.ClockStopped,
        timing.AssigneeNudged,
        timing.AnswerOverdue,
        timing.TakeUpAsked,
        timing.PassedOver,
        timing.PingHeldBack,
        alarm.EscalationRaised,
        alarm.EscalationAdded,
        alarm.EscalationClimbed,
        alarm.EscalationAcknowledged,
        evidence.EvidenceNudged,
        evidence.HandedOn,
        handover.HandedOver,
        handover.HandoverConfirmed,
        handover.HandoverClimbed,
        drill.DrillEnded,
        paging.PersonPaged,
        paging.AcknowledgedElsewhere,
        calls.LineCalled,
        calls.MessageLeft,
        merging.MergedInto,
        merging.TookIn,
        merging.MergerUndone,
        merging.TicketsLinked,
        merging.ReplySplitOff,
        merging.SplitFrom,
    )
}
"""Every kind of event by the name under which it is stored."""

__all__ = ["KINDS", "Event", "UnknownEvent", "alarm", "clock", "evidence", "life", "talk"]
