"""A ping that reaches nobody: an empty night team is passed over at once, and those above are told why."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.blocks.answers import past
from bot.clock import FakeClock
from bot.domain.escalation import Reason
from bot.domain.routing import Role
from bot.domain.sla import Priority
from models.store.database import Database
from tests.fixtures.desk import Desk, new_york
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.runbooks import edited

NIGHT = new_york("2026-03-04 02:00")
BOTH = {"<!subteam^S0MGMT>", "<@U0RALPH>"}
WHY = "Personalized Support Engineers cannot be reached: its Slack group has no members, or cannot be read."


@pytest.fixture
def night(story: Desk) -> Desk:
    """Give a desk at two in the night whose 24x7 group has no members."""
    story.clock.set(NIGHT)
    story.services.people.set_group("S0PSE", [])
    story.settle()
    return story


def pinged(texts: list[str]) -> set[str]:
    """Return the mentions in some texts."""
    return {word for text in texts for word in text.split() if word.startswith("<")}


def test_support_management_and_the_manager_are_told_of_a_p1_at_once(night: Desk) -> None:
    triage = night.new_in()
    night.open(priority=Priority.P1)
    card, told = triage.texts
    assert pinged([card]) == set(), "nobody would be woken by it"
    assert told == (
        "<!subteam^S0MGMT> <@U0RALPH> PARTIFUL-1 · P1 · Personalized Support Engineers cannot be reached: "
        "its Slack group has no members, or cannot be read. Take it, or have it taken · SMS is failing"
    )


def test_each_nudge_of_it_reaches_them_too_and_it_backs_off(night: Desk) -> None:
    night.open(priority=Priority.P1)
    triage = night.new_in()
    night.pass_time(timedelta(hours=5))
    waking = [text for text in triage.posted if "no answer yet" in text]
    assert all(pinged([text]) == BOTH for text in waking[:3]), waking
    assert 4 <= len(waking) <= 7


@pytest.mark.parametrize("priority", [Priority.P2, Priority.P3])
def test_what_pings_nobody_at_night_pings_nobody_for_that_either(night: Desk, priority: Priority) -> None:
    triage = night.new_in()
    night.open(priority=priority)
    night.pass_time(timedelta(hours=3))
    assert pinged(triage.posted) == set()


@pytest.mark.parametrize("reason", Reason)
def test_an_escalation_goes_to_support_management_and_the_manager(night: Desk, reason: Reason) -> None:
    opened = night.open()
    triage = night.new_in()
    night.escalate(opened, reason)
    assert pinged(triage.texts[:1]) == BOTH
    night.pass_time(timedelta(minutes=16))
    assert pinged(triage.texts[-1:]) == {"<@U0RALPH>"}


def test_a_p1_of_the_evening_that_moves_to_it_reaches_them(story: Desk) -> None:
    story.services.people.set_group("S0PSE", [])
    story.clock.set(new_york("2026-03-03 17:45"))
    story.open(priority=Priority.P1)
    triage = story.new_in()
    story.pass_time(new_york("2026-03-03 18:16"))
    assert pinged(triage.posted) == BOTH


def test_a_ticket_given_to_it_by_hand_reaches_them(night: Desk) -> None:
    opened = night.open(priority=Priority.P1)
    night.services.lifecycle.take(opened.ticket_id, night.cierra)
    triage = night.new_in()
    night.services.lifecycle.assign_to_role(opened.ticket_id, Role.PSE, night.cierra)
    night.settle()
    assert pinged(triage.posted) == BOTH


def test_a_reopened_p1_reaches_them(night: Desk) -> None:
    opened = night.open(priority=Priority.P1)
    night.solve(opened, "U0MAYA", "")
    triage = night.new_in()
    night.services.lifecycle.reopen(opened.ticket_id, night.maya)
    night.settle()
    assert pinged(triage.posted) == BOTH


def test_somebody_who_took_it_is_reached_whatever_the_group(night: Desk) -> None:
    opened = night.open(priority=Priority.P1)
    night.services.lifecycle.take(opened.ticket_id, night.cierra)
    triage = night.new_in()
    night.pass_time(timedelta(minutes=31))
    assert pinged(triage.posted) == {"<@U0CIERRA>"}


def test_the_rung_is_skipped_in_hours(story: Desk) -> None:
    story.services.people.set_group("S0PSE", [])
    story.open(priority=Priority.P1)
    triage = story.new_in()
    story.pass_time(new_york("2026-03-03 13:01"))
    assert "<!subteam^S0PSE>" not in pinged(triage.posted)
    assert "<!subteam^S0MGMT>" in pinged(triage.posted[-2:])


def test_with_nobody_above_either_it_is_said_by_name_and_in_the_ledger(night: Desk) -> None:
    night.services.people.set_group("S0MGMT", [])
    opened = night.open(priority=Priority.P1)
    night.pass_time(timedelta(minutes=31))
    shown = past.history(night.services.audit.history(opened.ticket_id, night.cierra)).text
    assert "Personalized Support Engineers cannot be reached, told instead: Ralph Esposito" in shown


def test_a_group_that_was_never_read_reaches_nobody_as_far_as_is_known(
    sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path
) -> None:
    runbook = edited(tmp_path, provider=("usergroup: S0PSE", "usergroup: S0OTHER"))
    desk = Desk(sqlite, clock, slack, runbook)
    desk.clock.set(NIGHT)
    triage = desk.new_in()
    desk.open(priority=Priority.P1)
    assert pinged(triage.posted) == BOTH


def test_the_operator_is_alarmed_once_a_day(story: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            story.services.people.set_group("S0PSE", [])
        story.settle()
    note = f"{WHY} Pings pass it over until that is mended."
    assert story.said() == [note]
    assert "Personalized Support Engineers (S0PSE) cannot be reached: empty" in caplog.text
    story.services.people.set_group("S0PSE", ["U0PETRA"])
    story.clock.set(NIGHT)
    story.services.people.set_group("S0PSE", [])
    story.settle()
    assert story.said() == [note, note]


def test_it_is_reached_again_as_soon_as_somebody_belongs_to_it(night: Desk) -> None:
    night.services.people.set_group("S0PSE", ["U0PETRA"])
    triage = night.new_in()
    night.open(priority=Priority.P1)
    assert pinged(triage.posted) == {"<!subteam^S0PSE>"}
