"""The records of a ticket's history: what is stored is read back the same, for as long as rows live."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.answers.event_words import HELD_BACK, words
from bot.domain.escalation import Reason, Rung
from bot.domain.events import (
    KINDS,
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
from bot.domain.merging.survival import Stood
from bot.domain.paging import Cause, Means, PageStep
from bot.domain.phone.line_call import CallOutcome
from bot.domain.pings import PingRung
from bot.domain.reach import Unreached
from bot.domain.routing import Role
from bot.domain.sla import ClockKind, Outcome, Priority, RunsOn
from bot.domain.ticket import Status, TicketOrigin
from bot.domain.why import AsWritten
from models.store.records import packed
from models.ticket_event import TicketEvent
from tests.fixtures.examples import drawing
from tests.unit.domain.samples import at

NOW = at("2026-03-03T10:00-05:00")
MEASURE: dict[str, Any] = {
    "priority": Priority.P3,
    "started_at": NOW,
    "due_at": None,
    "respond_within_seconds": 10800,
    "runs_on": RunsOn.BUSINESS,
}
STOOD = Stood(Status.OPEN, Priority.P3, None, None, None, NOW, None, None, None)
RUNG = PageStep(Cause.P1, 1, "U0PETRA", Means.CALL, 300)
SAID: list[tuple[Event, str]] = [
    (life.TicketOpened(TicketOrigin.MENTION, Priority.P1), "opened by mention, P1"),
    (life.TicketAssigned(Role.PSE, "Petra Novak", None, AsWritten(())), "assigned to Petra Novak"),
    (life.PriorityChanged(Priority.P3, Priority.P1), "priority changed from P3 to P1"),
    (life.SetPending(), "set pending"),
    (life.CustomerReminded(), "customer reminded"),
    (life.TicketSolved(), "solved"),
    (life.TicketReopened(), "reopened"),
    (life.RepliedTooLate("1.0"), "reply too late to reopen"),
    (life.FilingAsked(), "to be filed in the console"),
    (life.FiledInConsole("12345678"), "console number 12345678"),
    (merging.MergedInto(7), "merged into 7"),
    (merging.TookIn(2, 12, STOOD, STOOD, None, NOW, None), "took in 12"),
    (merging.MergerUndone(7), "merger with 7 undone"),
    (merging.TicketsLinked(3, 7), "linked to 7"),
    (merging.ReplySplitOff(13, "1.0"), "a reply was split off as 13"),
    (merging.SplitFrom(12, "1.0"), "split off from 12"),
    (evidence.EvidenceNudged(NOW), "told when the records end"),
    (evidence.HandedOn(in_time=True), "examples handed on in time"),
    (evidence.HandedOn(in_time=False), "examples handed on too late"),
    (evidence.HandedOn(), "examples handed on"),
    (life.FiledInConsole(None), "console number taken away"),
    (talk.CustomerReplied(NOW), "customer replied"),
    (talk.CustomerThanked(NOW), "customer thanked, no clock started"),
    (talk.NeedsAnswer("1.0"), "said to need an answer"),
    (talk.StaffResponded(NOW), "staff answered"),
    (talk.DetailsAdded("Android only"), "details added"),
    (talk.QuestionsAnswered(), "questions answered"),
    (talk.AskedFor("examples"), "asked for examples"),
    (timing.ClockStarted(clock=ClockKind.FIRST, **MEASURE), "response clock started"),
    (timing.ClockRecomputed(raised_late=True, **MEASURE), "response clock recomputed"),
    (timing.ClockStopped(outcome=Outcome.MISSED, at=NOW, **MEASURE), "response clock stopped: missed"),
    (
        timing.TakeUpAsked(PingRung.OTHER_TAM, ("Kirk Vaughn",), ("U0KIRK",)),
        "not taken, asked Kirk Vaughn",
    ),
    (timing.AssigneeNudged(), "nudged"),
    (timing.AssigneeNudged(to=("Cierra Simms",)), "nudged, pinged Cierra Simms"),
    (
        timing.AssigneeNudged(held_back=timing.HeldBack.UNREACHED),
        "nudged, pinged nobody: nobody can be reached, those above neither",
    ),
    (
        timing.PassedOver("Personalized Support Engineers", Unreached.EMPTY, ("Sam Okoye", "Ralph Esposito")),
        "Personalized Support Engineers cannot be reached, told instead: Sam Okoye, Ralph Esposito",
    ),
    (timing.AnswerOverdue(), "overdue"),
    (timing.AnswerOverdue(again=True), "still overdue"),
    (
        timing.PingHeldBack(HeldBack.OUTSIDE_HOURS),
        "ping held back: outside the account's hours only P1 and escalations ping",
    ),
    (alarm.EscalationRaised(Reason.BLOCKER, 1), "escalated: critical blocker"),
    (alarm.EscalationAdded(1), "escalated again, added to the open escalation"),
    (alarm.EscalationClimbed(2, Rung.PSE), "escalation climbed to step 2"),
    (
        paging.PersonPaged("Petra Novak", RUNG, Role.PSE, "1a2b"),
        "Petra Novak reached by call, about the P1",
    ),
    (handover.HandedOver(("Petra Novak",), ("U0PETRA",)), "handed over to Petra Novak"),
    (handover.HandedOver((), ()), "handed over to nobody"),
    (handover.HandoverConfirmed(), "said to have what was handed over"),
    (
        handover.HandoverClimbed(PingRung.TAM_MANAGER, ("Ralph Esposito",), ("U0RALPH",)),
        "handover not confirmed, told Ralph Esposito",
    ),
    (drill.DrillEnded("Petra Novak", 300), "drill over, taken by Petra Novak after 5 min"),
    (drill.DrillEnded(None, 3540), "drill over, not taken within 59 min"),
    (paging.AcknowledgedElsewhere("Petra Novak"), "acknowledged in PagerDuty by Petra Novak"),
    (
        calls.LineCalled(NOW, CallOutcome.ANSWERED, "Petra Novak", 370),
        "call answered, talked to Petra Novak for 6 min",
    ),
    (calls.LineCalled(NOW, CallOutcome.MISSED), "call that nobody took"),
    (calls.LineCalled(NOW, CallOutcome.ABANDONED), "call that ended before anybody took it"),
    (calls.MessageLeft(40), "a message of 40 s was left"),
    (alarm.EscalationAcknowledged((1, 2)), "escalation acknowledged"),
    (UnknownEvent("moved_to_mars"), "moved to mars"),
]


@pytest.mark.parametrize(("what", "said"), SAID)
def test_every_event_has_its_words(what: Event, said: str) -> None:
    assert words(what) == said


def leaves(kind: type[Event]) -> list[type[Event]]:
    """Return the kinds that something can be: those that no other is a kind of."""
    below = kind.__subclasses__()
    return [leaf for each in below for leaf in leaves(each)] if below else [kind]


def test_no_kind_of_event_is_without_words_or_under_another_name() -> None:
    assert {type(what) for what, _ in SAID} == {*KINDS.values(), UnknownEvent}
    assert {kind.kind: kind for kind in leaves(Event) if kind is not UnknownEvent} == KINDS
    assert set(HELD_BACK) == set(HeldBack)


@pytest.mark.exhaustive
@pytest.mark.parametrize("kind", KINDS.values())
def test_what_is_stored_is_read_back_the_same(kind: type[Event]) -> None:
    @given(st.from_type(kind))
    @drawing(12)
    def check(what: Event) -> None:
        assert TicketEvent(kind=what.kind, data=packed(what)).what == what

    check()


FIELDS = {
    "asked_for": "question",
    "assigned": "name role slack why",
    "breached": "again held_back",
    "clock_recomputed": "due_at priority raised_late respond_within_seconds runs_on started_at",
    "clock_started": "clock due_at priority respond_within_seconds runs_on started_at",
    "clock_stopped": "at due_at outcome priority respond_within_seconds runs_on started_at",
    "customer_replied": "at",
    "customer_thanked": "at",
    "details_added": "text",
    "escalated": "escalation reason",
    "escalation_acknowledged": "escalations",
    "escalation_added": "escalation",
    "escalation_climbed": "rung step",
    "filed_in_console": "number",
    "linked": "number other",
    "merged_into": "number",
    "merger_undone": "number",
    "needs_answer": "ts",
    "nudged": "held_back raised_from",
    "opened": "origin priority",
    "pending": "",
    "ping_held_back": "why",
    "priority_changed": "new old",
    "questions_answered": "answers examples_text from_number happened_at product text to_number",
    "reminded": "",
    "reopened": "",
    "replied_too_late": "ts",
    "reply_split_off": "number ts",
    "solved": "",
    "split_from": "number ts",
    "staff_responded": "at",
    "took_in": "added clock examples kept last_customer_at last_staff_at merged moved number other",
}


def test_the_names_in_stored_rows_never_change() -> None:
    """Rows of years ago have these names: a new one may be added with a default, none may go."""
    fields = {
        name: {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
        for name, kind in KINDS.items()
    }
    assert {name: set(known.split()) - fields[name] for name, known in FIELDS.items()} == {
        name: set() for name in FIELDS
    }


@pytest.mark.parametrize(
    ("kind", "data", "what"),
    [
        ("questions_answered", {"text": "Product: Voice"}, talk.QuestionsAnswered(text="Product: Voice")),
        ("nudged", {"raised_from": None}, timing.AssigneeNudged()),
        ("breached", {"again": True}, timing.AnswerOverdue(again=True)),
        ("customer_replied", {"at": "2026-03-03T15:00:00+00:00"}, talk.CustomerReplied(NOW)),
        ("escalation_acknowledged", {"escalations": [3]}, alarm.EscalationAcknowledged((3,))),
    ],
)
def test_rows_of_older_versions_are_read(kind: str, data: dict[str, Any], what: Event) -> None:
    assert TicketEvent(kind=kind, data=data).what == what


@pytest.mark.parametrize(
    ("kind", "data"), [("moved_to_mars", {}), ("opened", {}), ("opened", {"origin": "x", "priority": "P9"})]
)
def test_what_no_version_wrote_is_shown_by_its_name(kind: str, data: dict[str, Any]) -> None:
    found = TicketEvent(kind=kind, data=data).what
    assert isinstance(found, UnknownEvent)
    assert words(found) == kind.replace("_", " ")
