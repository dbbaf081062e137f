"""Reach: whoever is pinged about a P1 or an escalation and is not looking is reached a step at a time."""

from datetime import timedelta

import pytest

from bot.clock import FakeClock
from bot.domain.sla import Priority
from bot.runbook import Runbook
from models.store.database import Database
from tests.fixtures.desk import Desk
from tests.fixtures.fake_pagers import FakePagers
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.duty.conftest import NIGHT


def direct(desk: Desk, user: str) -> list[str]:
    """Return what somebody was told alone."""
    return desk.posted(user)


def test_a_p1_at_night_reaches_whoever_is_on_call_step_by_step(night: Desk, pagers: FakePagers) -> None:
    night.open(priority=Priority.P1)
    night.pass_time(timedelta(minutes=20))
    assert pagers.told == [
        ("07:01", "trigger", "tam:PARTIFUL-1:P1:1"),
        ("07:02", "sms", "petra"),
        ("07:05", "call", "petra"),
    ]
    assert len(direct(night, "U0PETRA")) == 1


def test_what_reaches_them_says_ticket_customer_subject_and_what_is_wanted(
    night: Desk, pagers: FakePagers
) -> None:
    night.open(priority=Priority.P1)
    night.pass_time(timedelta(minutes=20))
    plain = (
        "PARTIFUL-1 P1 Partiful: SMS is failing. Nobody has taken it; an answer is due 3:00 AM ET. "
        "Engineers (24x7 PSE team) has it."
    )
    sms, call = pagers.texts
    assert sms.startswith(f"{plain} https://twilio.slack.com/archives/C0PARTIFUL/p")
    assert call == plain
    assert direct(night, "U0PETRA") == [
        "PARTIFUL-1 · P1 · Partiful · SMS is failing\n"
        "Nobody has taken it; an answer is due 3:00 AM ET. Engineers (24x7 PSE team) has it."
    ]


@pytest.mark.parametrize("who", ["U0PETRA", "U0KIRK"])
def test_as_soon_as_somebody_takes_it_nobody_is_reached_any_more(
    night: Desk, pagers: FakePagers, who: str
) -> None:
    opened = night.open(priority=Priority.P1)
    night.pass_time(timedelta(minutes=3))
    night.services.lifecycle.take(opened.ticket_id, night.actor(who))
    night.pass_time(timedelta(minutes=20))
    assert [what for _, what, _ in pagers.told] == ["trigger", "sms", "acknowledge"]


def test_an_answer_ends_it_too(night: Desk, pagers: FakePagers) -> None:
    opened = night.open(priority=Priority.P1)
    night.pass_time(timedelta(seconds=90))
    night.reply(opened, "U0PETRA", "We are looking.")
    night.pass_time(timedelta(minutes=20))
    assert [what for _, what, _ in pagers.told] == ["trigger", "acknowledge"]


def test_pagerduty_s_incident_ends_with_the_ticket(night: Desk, pagers: FakePagers) -> None:
    opened = night.open(priority=Priority.P1)
    night.pass_time(timedelta(minutes=3))
    night.services.lifecycle.take(opened.ticket_id, night.petra)
    night.reply(opened, "U0PETRA", "It was the carrier.")
    night.solve(opened, "U0PETRA")
    assert [what for _, what, _ in pagers.told if what != "sms"] == ["trigger", "acknowledge", "resolve"]


@pytest.mark.parametrize("priority", [Priority.P2, Priority.P3])
def test_nobody_is_woken_for_what_is_no_p1(night: Desk, pagers: FakePagers, priority: Priority) -> None:
    night.open(priority=priority)
    night.pass_time(timedelta(hours=12))
    assert (pagers.told, direct(night, "U0PETRA")) == ([], [])


def test_a_p3_that_is_made_a_p1_reaches_them(night: Desk, pagers: FakePagers) -> None:
    opened = night.open(priority=Priority.P3)
    night.services.lifecycle.set_priority(opened.ticket_id, Priority.P1, night.maya)
    night.pass_time(timedelta(minutes=6))
    assert [what for _, what, _ in pagers.told] == ["trigger", "sms", "call"]


def test_an_escalation_rings_at_once_and_each_rung_that_is_told_after(
    night: Desk, pagers: FakePagers
) -> None:
    opened = night.open()
    night.escalate(opened)
    night.pass_time(timedelta(minutes=16))
    assert pagers.told == [("07:00", "call", "petra"), ("07:15", "call", "sam")]


def test_acknowledging_ends_what_an_escalation_began(night: Desk, pagers: FakePagers) -> None:
    opened = night.open()
    night.escalate(opened)
    night.pass_time(timedelta(seconds=30))
    night.services.escalations.acknowledge(opened.ticket_id, night.petra)
    night.pass_time(timedelta(hours=2))
    assert pagers.told == [("07:00", "call", "petra")]


def test_nobody_is_reached_twice_by_one_step_however_often_they_are_pinged(
    night: Desk, pagers: FakePagers
) -> None:
    night.open(priority=Priority.P1)
    night.pass_time(timedelta(hours=5))
    assert [told[1:] for told in pagers.told if told[2] == "petra"] == [("sms", "petra"), ("call", "petra")]


def test_who_was_deactivated_in_slack_is_not_woken(night: Desk, pagers: FakePagers) -> None:
    night.services.people.meet("U0PETRA", "T0PROVIDER", "Petra Novak", is_gone=True)
    night.open(priority=Priority.P1)
    night.pass_time(timedelta(minutes=20))
    assert [told for told in pagers.told if told[2] == "petra"] == []


def test_history_says_who_was_reached_by_what(night: Desk) -> None:
    opened = night.open(priority=Priority.P1)
    night.pass_time(timedelta(minutes=6))
    paged = night.history(opened, "paged")
    assert [(f"{event.at:%H:%M}", event.what.page.by) for event in paged] == [  # type: ignore[attr-defined]
        ("07:00", "dm"),
        ("07:01", "pagerduty"),
        ("07:02", "sms"),
        ("07:05", "call"),
    ]


def test_without_phones_and_pagerduty_set_up_all_else_goes_on(
    sqlite: Database, clock: FakeClock, slack: FakeSlack, book: Runbook
) -> None:
    desk = Desk(sqlite, clock, slack, book)
    clock.set(NIGHT)
    desk.open(priority=Priority.P1)
    desk.pass_time(timedelta(minutes=31))
    assert "no answer yet, 30 min left" in desk.said()[-1]
    assert len(direct(desk, "U0PETRA")) == 1
