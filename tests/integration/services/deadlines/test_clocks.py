"""Response clocks: when they start, what stops them, and what a change of priority does to them."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import FakeClock
from bot.domain.keys import done
from bot.domain.sla import ClockKind, Outcome, Priority
from models.store.database import Database
from tests.fixtures.desk import CHANNEL, Desk, new_york
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.runbooks import edited

HOUR = timedelta(hours=1)
FRIDAY_AT_3 = new_york("2026-03-06 15:00")


@pytest.mark.parametrize(
    ("opened_at", "priority", "due"),
    [
        ("2026-03-06 17:30", Priority.P1, "2026-03-06 18:30"),
        ("2026-03-06 17:30", Priority.P2, "2026-03-09 10:30"),
        ("2026-03-06 15:00", Priority.P3, "2026-03-06 18:00"),
        ("2026-03-07 23:30", Priority.P1, "2026-03-08 00:30"),
        ("2026-05-22 17:00", Priority.P2, "2026-05-26 10:00"),
    ],
)
def test_p1_is_timed_around_the_clock_the_others_in_business_hours(
    story: Desk, opened_at: str, priority: Priority, due: str
) -> None:
    story.clock.set(new_york(opened_at))
    assert story.card(story.open(priority=priority)).line.due_at == new_york(due)


def test_asking_twice_postpones_nothing(desk: Desk) -> None:
    opened = desk.open()
    desk.pass_time(HOUR)
    desk.reply(opened, "U0MAYA", "Any news?")
    desk.services.tickets.add_details(opened.ticket_id, desk.maya, "It is Android only.")
    clock = desk.clock_of(opened)
    assert (clock.kind, clock.due_at) == (ClockKind.FIRST, new_york("2026-03-03 13:00"))
    assert len(desk.history(opened, "clock_started")) == 1


@pytest.mark.parametrize("user", ["U0CIERRA", "U0PETRA", "U0COLLEEN"])
def test_a_word_of_anybody_of_the_providers_is_an_answer(desk: Desk, user: str) -> None:
    opened = desk.open()
    answered = new_york("2026-03-03 11:30")
    desk.clock.set(answered + timedelta(seconds=40))  # the event may be late; the answer is not
    desk.reply(opened, user, "We see it too.", at=answered)
    clock = desk.clock_of(opened)
    assert (clock.stopped_at, clock.outcome) == (answered, Outcome.MET)
    assert desk.card(opened).line.due_at is None


@pytest.mark.parametrize(
    ("opened_at", "answered_at", "outcome"),
    [
        ("2026-03-03 10:00", "2026-03-03 13:00", Outcome.MET),
        ("2026-03-03 10:00", "2026-03-03 13:00:00.000001", Outcome.MISSED),
        ("2026-03-06 15:00", "2026-03-06 20:00", Outcome.MET),
        ("2026-03-06 15:00", "2026-03-08 23:59", Outcome.MET),
        ("2026-03-06 15:00", "2026-03-09 09:00", Outcome.MET),
        ("2026-03-06 15:00", "2026-03-09 09:00:00.000001", Outcome.MISSED),
    ],
)
def test_an_answer_is_late_only_once_more_open_time_has_run_than_promised(
    story: Desk, opened_at: str, answered_at: str, outcome: Outcome
) -> None:
    story.clock.set(new_york(opened_at))
    opened = story.open()
    story.clock.set(new_york(answered_at))
    story.reply(opened, "U0CIERRA", "We see it too.", at=new_york(answered_at))
    assert story.clock_of(opened).outcome is outcome


def test_edits_triage_notes_and_taking_it_are_no_answers(desk: Desk) -> None:
    opened = desk.open()
    maya = desk.reply(opened, "U0MAYA", "It's worse")
    desk.services.conversation.edited(CHANNEL, maya, "It's much worse")
    desk.services.lifecycle.take(opened.ticket_id, desk.kirk)
    desk.services.lifecycle.assign_to_person(opened.ticket_id, "U0PETRA", desk.kirk)
    desk.settle()
    assert desk.clock_of(opened).stopped_at is None


def test_a_guest_neither_answers_nor_asks(desk: Desk) -> None:
    desk.services.people.meet("U0OTTO", "T0OTHER", "Otto")
    opened = desk.open()
    desk.reply(opened, "U0OTTO", "Try turning it off")
    assert desk.clock_of(opened).stopped_at is None
    desk.reply(opened, "U0CIERRA", "We see it too.")
    desk.reply(opened, "U0OTTO", "And on again")
    assert desk.clock_of(opened).outcome is Outcome.MET
    assert len(desk.history(opened, "clock_started")) == 1


def test_an_answer_of_before_the_question_stops_nothing(desk: Desk) -> None:
    opened = desk.open()
    desk.reply(opened, "U0CIERRA", "On it", at=new_york("2026-03-03 09:59"))
    assert desk.clock_of(opened).stopped_at is None


def test_a_reply_after_an_answer_starts_the_next_clock(desk: Desk) -> None:
    opened = desk.open()
    desk.pass_time(HOUR)
    desk.reply(opened, "U0CIERRA", "Which carrier?")
    asked = new_york("2026-03-03 12:00")
    desk.clock.set(asked + timedelta(seconds=5))
    desk.reply(opened, "U0MAYA", "All of them", at=asked)
    clock = desk.clock_of(opened)
    assert (clock.kind, clock.started_at, clock.due_at) == (ClockKind.NEXT, asked, asked + 3 * HOUR)


def test_a_reply_that_arrives_after_its_answer_starts_no_clock(desk: Desk) -> None:
    opened = desk.open()
    desk.pass_time(HOUR)
    desk.reply(opened, "U0CIERRA", "It is the carrier.")
    desk.reply(opened, "U0MAYA", "Is it the carrier?", at=new_york("2026-03-03 10:59"))
    assert len(desk.history(opened, "clock_started")) == 1


def test_details_added_after_an_answer_start_the_next_clock(desk: Desk) -> None:
    opened = desk.open()
    desk.reply(opened, "U0CIERRA", "Which carrier?")
    desk.pass_time(HOUR)
    desk.services.tickets.add_details(opened.ticket_id, desk.maya, "All of them.", once=done.form("V7"))
    assert desk.clock_of(opened).kind is ClockKind.NEXT


def test_a_runbook_may_want_the_first_answer_timed_only(
    sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path
) -> None:
    runbook = edited(tmp_path, provider=("next_response: true", "next_response: false"))
    desk = Desk(sqlite, clock, slack, runbook)
    opened = desk.open()
    desk.reply(opened, "U0CIERRA", "Which carrier?")
    desk.reply(opened, "U0MAYA", "All of them")
    assert desk.clock_of(opened).outcome is Outcome.MET


def test_a_later_runbook_changes_no_running_clock(
    sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path
) -> None:
    opened = Desk(sqlite, clock, slack).open()
    slower = edited(tmp_path, provider=("respond_within: 3h", "respond_within: 9h"))
    later = Desk(sqlite, clock, slack, slower)
    later.pass_time(new_york("2026-03-03 13:30"))
    later.reply(opened, "U0CIERRA", "We see it too.")
    assert later.clock_of(opened).outcome is Outcome.MISSED


# -- a change of priority -------------------------------------------------------------------------------


def test_a_changed_priority_is_reckoned_from_the_same_start(desk: Desk) -> None:
    opened = desk.open()
    desk.pass_time(timedelta(minutes=30))
    desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P2, desk.maya)
    clock = desk.clock_of(opened)
    assert (clock.started_at, clock.due_at) == (new_york("2026-03-03 10:00"), new_york("2026-03-03 12:00"))
    assert not clock.raised_late


def test_raising_that_makes_it_overdue_is_said_once_and_noted(desk: Desk) -> None:
    opened = desk.open()
    desk.pass_time(new_york("2026-03-03 12:20"))
    triage = desk.new_in()
    desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P2, desk.maya)
    desk.pass_time(4 * HOUR)
    nudges = [text for text in triage.posted if "·" in text and "SMS is failing" in text]
    assert nudges == [
        "<@U0CIERRA> PARTIFUL-1 · P2 · raised from P3, overdue at once (was due 12:00 PM ET): "
        "answer in the thread · SMS is failing"
    ]
    assert desk.clock_of(opened).raised_late
    desk.reply(opened, "U0CIERRA", "On it")
    assert desk.clock_of(opened).outcome is Outcome.MISSED


def test_a_p3_raised_to_p1_on_saturday_is_raised_late_though_its_due_time_is_past(story: Desk) -> None:
    story.clock.set(FRIDAY_AT_3)
    opened = story.open()
    story.pass_time(new_york("2026-03-07 02:00"))
    triage = story.new_in()
    story.services.lifecycle.set_priority(opened.ticket_id, Priority.P1, story.maya)
    story.pass_time(timedelta(seconds=10))
    assert any(
        "<!subteam^S0PSE>" in text and "raised from P3, overdue at once" in text for text in triage.texts
    )
    assert story.clock_of(opened).raised_late


def test_raised_twice_in_a_breath_is_still_said_at_once(story: Desk) -> None:
    opened = story.open()
    story.pass_time(new_york("2026-03-03 12:20"))
    triage = story.new_in()
    for priority in (Priority.P2, Priority.P1):
        story.services.lifecycle.set_priority(opened.ticket_id, priority, story.maya)
    story.pass_time(timedelta(seconds=10))
    assert len([text for text in triage.posted if "overdue at once" in text]) == 1
    assert story.clock_of(opened).raised_late


def test_raising_what_was_late_already_is_not_raised_late(story: Desk) -> None:
    opened = story.open()
    story.pass_time(new_york("2026-03-03 14:00"))
    story.services.lifecycle.set_priority(opened.ticket_id, Priority.P1, story.maya)
    triage = story.new_in()
    story.pass_time(timedelta(minutes=31))
    assert not story.clock_of(opened).raised_late
    pinged = [text.split()[0] for text in triage.posted if "no answer yet" in text]
    assert pinged == ["<@U0CIERRA>", "<@U0KIRK>"], "a P1 is said at once, and climbs"


def test_a_lowered_priority_gives_the_time_back_and_nudges_anew(story: Desk) -> None:
    opened = story.open(priority=Priority.P2)
    story.pass_time(new_york("2026-03-03 11:50"))
    triage = story.new_in()
    story.services.lifecycle.set_priority(opened.ticket_id, Priority.P3, story.maya)
    story.pass_time(new_york("2026-03-03 13:00"))
    assert [text.split(" · ")[2] for text in triage.posted if "due" in text] == [
        "no answer yet, 36 min left (due 1:00 PM ET): answer in the thread",
        "no answer yet, due now, 1:00 PM ET, and overdue from here on: answer in the thread",
    ]


def test_the_customer_is_told_when_staff_lower_the_priority(desk: Desk) -> None:
    opened = desk.open(priority=Priority.P1)
    said = desk.new_in(CHANNEL)
    desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P2, desk.cierra)
    desk.settle()
    assert [text.splitlines()[0] for text in said.texts] == [
        "Cierra Simms lowered PARTIFUL-1 from P1 to P2 (Degraded Service, answered within 2 business hours)."
        " Cierra Simms (your primary TAM) answers by 12:00 PM ET."
    ]


@pytest.mark.parametrize("user", ["U0MAYA", "U0CIERRA"])
def test_raising_is_not_told_and_neither_is_a_customers_own_lowering(story: Desk, user: str) -> None:
    opened = story.open(priority=Priority.P2)
    said = story.new_in(CHANNEL)
    changes = {"U0MAYA": Priority.P3, "U0CIERRA": Priority.P1}
    story.services.lifecycle.set_priority(opened.ticket_id, changes[user], story.actor(user))
    story.settle()
    assert said.texts == []


def test_a_p3_of_the_night_raised_to_p1_pings_the_24x7_team_at_once(desk: Desk) -> None:
    desk.clock.set(new_york("2026-03-07 02:00"))
    opened = desk.open()
    desk.pass_time(timedelta(minutes=1))
    triage = desk.new_in()
    desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P1, desk.maya)
    desk.pass_time(timedelta(seconds=10))
    assert triage.texts == [
        "PARTIFUL-1 · priority changed from P3 to P1 · by Maya Chen",
        "<!subteam^S0PSE> PARTIFUL-1 · P1 · no answer yet, 59 min left (due 3:00 AM ET): "
        "answer in the thread · SMS is failing",
    ]


def test_a_p3_of_the_evening_raised_to_p1_at_night_reaches_who_is_on_duty(story: Desk) -> None:
    story.clock.set(new_york("2026-03-03 17:59"))
    opened = story.open()
    story.clock.set(new_york("2026-03-03 18:30"))
    triage = story.new_in()
    story.services.lifecycle.set_priority(opened.ticket_id, Priority.P1, story.maya)
    story.pass_time(timedelta(seconds=10))
    assert triage.texts[-1].startswith("<!subteam^S0PSE> PARTIFUL-1 · P1 · no answer yet, 29 min left")
