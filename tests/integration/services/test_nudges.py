"""Nudges and breaches: each once, to whoever has the ticket, and nothing once it is answered."""

from datetime import date, timedelta

import pytest

from bot.domain.events.clock import AnswerOverdue, AssigneeNudged, HeldBack
from bot.domain.routing import Role
from bot.domain.sla import Priority
from tests.fixtures.desk import CHANNEL, Desk, new_york

HOUR = timedelta(hours=1)


def _about(texts: list[str]) -> list[str]:
    """Return the third part of each line about the ticket: what the nudge says."""
    return [text.split(" · ")[2] for text in texts if " · P" in text]


def test_a_ticket_is_nudged_at_half_at_four_fifths_and_when_due_then_it_is_overdue(desk: Desk) -> None:
    desk.open(priority=Priority.P2)
    triage, said = desk.new_in(), desk.new_in(CHANNEL)
    desk.pass_time(new_york("2026-03-03 17:59"))
    assert triage.texts == [
        "<@U0CIERRA> PARTIFUL-1 · P2 · due 12:00 PM ET, in 1 h · SMS is failing",
        "<@U0CIERRA> PARTIFUL-1 · P2 · due 12:00 PM ET, in 24 min · SMS is failing",
        "<@U0CIERRA> PARTIFUL-1 · P2 · due now, 12:00 PM ET · SMS is failing",
        "<@U0CIERRA> <@U0RALPH> PARTIFUL-1 · P2 · overdue, an answer was due 12:00 PM ET · SMS is failing\n"
        "An answer in the customer's thread ends it.",
    ]
    assert said.texts == [], "customers never see nudges"


def test_overdue_is_said_a_minute_after_due_not_in_the_same_breath(story: Desk) -> None:
    story.open(priority=Priority.P2)
    story.pass_time(new_york("2026-03-03 12:00"))
    triage = story.new_in()
    story.pass_time(timedelta(seconds=59))
    assert triage.texts == []
    story.pass_time(timedelta(seconds=1))
    assert _about(triage.texts) == ["overdue, an answer was due 12:00 PM ET"]


def test_a_friday_ticket_due_at_the_close_is_overdue_on_monday_morning(story: Desk) -> None:
    story.clock.set(new_york("2026-03-06 15:00"))
    story.open()
    story.pass_time(new_york("2026-03-06 18:00"))
    triage = story.new_in()
    story.pass_time(new_york("2026-03-09 08:59"))
    assert triage.texts == []
    story.pass_time(new_york("2026-03-09 09:01"))
    assert _about(triage.texts) == ["overdue, an answer was due Fri, Mar 6, 6:00 PM ET"]


def test_an_overdue_p1_is_said_again_every_half_hour_until_it_is_answered(desk: Desk) -> None:
    desk.clock.set(new_york("2026-03-07 02:00"))
    opened = desk.open(priority=Priority.P1)
    desk.pass_time(new_york("2026-03-07 03:00"))
    triage = desk.new_in()
    desk.pass_time(new_york("2026-03-07 04:10"))
    assert _about(triage.texts) == [
        "overdue, an answer was due 3:00 AM ET",
        "still unanswered, overdue by 31 min",
        "still unanswered, overdue by 1 h 1 min",
    ]
    assert all(text.startswith("<!subteam^S0PSE> <@U0RALPH> ") for text in triage.texts)
    desk.reply(opened, "U0PETRA", "We are looking.")
    triage = desk.new_in()
    desk.pass_time(24 * HOUR)
    assert triage.texts == []


@pytest.mark.parametrize("how", ["answered", "solved by staff", "solved by the customer"])
def test_once_that_is_done_no_nudge_follows(story: Desk, how: str) -> None:
    opened = story.open(priority=Priority.P1)
    story.pass_time(timedelta(minutes=31))
    match how:
        case "answered":
            story.reply(opened, "U0CIERRA", "We see it too.")
        case "solved by staff":
            story.solve(opened)
        case _:
            story.solve(opened, "U0MAYA", "")
    triage = story.new_in()
    story.pass_time(24 * HOUR)
    assert triage.texts == []
    assert story.waiting() == []


def test_a_nudge_hands_the_ticket_on_when_its_assignee_has_gone_off_duty(desk: Desk) -> None:
    opened = desk.open(priority=Priority.P2)
    march_3 = date(2026, 3, 3)
    desk.services.oncall.announce_absence(desk.cierra, "U0CIERRA", march_3, march_3)
    assert desk.card(opened).assignee_name == "Cierra Simms", "an absence alone moves nothing"
    triage, said = desk.new_in(), desk.new_in(CHANNEL)
    desk.pass_time(HOUR)
    assert desk.card(opened).assignee_name == "Kirk McCalla"
    moved, nudge = triage.texts
    assert "moved from Cierra Simms (primary TAM) to Kirk McCalla (secondary TAM)" in moved
    assert "Cierra Simms, primary TAM, is absent through Tue, Mar 3" in moved
    assert nudge.startswith("<@U0KIRK> PARTIFUL-1 · P2 · due 12:00 PM ET, in 1 h")
    assert said.texts == [
        "PARTIFUL-1 is now with Kirk McCalla (your secondary TAM). The answer is due by 12:00 PM ET."
    ]
    assert len(desk.history(opened, "assigned")) == 2


def test_a_p1_of_the_evening_goes_to_the_24x7_team_at_its_first_nudge(story: Desk) -> None:
    story.clock.set(new_york("2026-03-03 17:45"))
    opened = story.open(priority=Priority.P1)
    triage = story.new_in()
    story.pass_time(new_york("2026-03-03 18:15"))
    assert story.card(opened).assignee_role is Role.PSE
    assert triage.texts[-1].startswith("<!subteam^S0PSE> PARTIFUL-1 · P1 · due 6:45 PM ET, in 30 min")


def test_who_took_it_off_hours_keeps_it(story: Desk) -> None:
    story.clock.set(new_york("2026-03-03 19:00"))
    opened = story.open(priority=Priority.P1)
    story.services.lifecycle.take(opened.ticket_id, story.cierra)
    triage = story.new_in()
    story.pass_time(timedelta(minutes=30))
    assert story.card(opened).assignee_name == "Cierra Simms"
    assert triage.texts[-1].startswith("<@U0CIERRA> PARTIFUL-1 · P1 · due 8:00 PM ET")
    assert len(story.history(opened, "assigned")) == 2


def test_who_took_it_in_hours_loses_it_when_they_go(story: Desk) -> None:
    story.clock.set(new_york("2026-03-03 17:45"))
    opened = story.open(priority=Priority.P1)
    story.services.lifecycle.take(opened.ticket_id, story.kirk)
    story.pass_time(timedelta(minutes=30))
    assert story.card(opened).assignee_role is Role.PSE


def test_after_a_downtime_one_nudge_is_sent_the_latest(desk: Desk) -> None:
    desk.open(priority=Priority.P2)
    triage = desk.new_in()
    desk.be_down_until(new_york("2026-03-03 11:40"))
    assert _about(triage.texts) == ["due 12:00 PM ET, in 20 min"]


def test_after_a_long_downtime_only_overdue_is_said(desk: Desk) -> None:
    desk.open(priority=Priority.P1)
    triage = desk.new_in()
    desk.be_down_until(new_york("2026-03-03 15:00"))
    assert _about(triage.texts) == ["overdue, an answer was due 11:00 AM ET"]
    desk.be_down_until(new_york("2026-03-03 17:10"))
    assert _about(triage.texts)[1:] == ["still unanswered, overdue by 6 h 10 min"]


def test_a_breach_caught_up_with_on_a_saturday_wakes_nobody_for_a_p2(story: Desk) -> None:
    story.clock.set(new_york("2026-03-06 10:00"))
    opened = story.open(priority=Priority.P2)
    triage = story.new_in()
    story.be_down_until(new_york("2026-03-07 03:00"))
    assert _about(triage.texts)[-1].startswith("overdue")
    assert not any("<" in text for text in triage.texts)
    assert story.history(opened, "breached")[0].what == AnswerOverdue(held_back=HeldBack.OUTSIDE_HOURS)


def test_a_nudge_off_hours_pings_nobody_and_says_so_in_the_history(story: Desk) -> None:
    story.clock.set(new_york("2026-03-06 15:00"))
    opened = story.open()
    triage = story.new_in()
    story.pass_time(new_york("2026-03-06 18:00"))
    last = triage.texts[-1]
    assert " · due now, 6:00 PM ET · " in last
    assert "<" not in last
    assert story.history(opened, "nudged")[-1].what == AssigneeNudged(held_back=HeldBack.OUTSIDE_HOURS)


def test_an_answer_that_came_in_while_we_were_down_silences_what_was_due(story: Desk) -> None:
    opened = story.open(priority=Priority.P2)
    story.clock.set(new_york("2026-03-03 15:00"))
    story.reply(opened, "U0CIERRA", "We see it too.", at=new_york("2026-03-03 11:59"))
    triage = story.new_in()
    story.be_down_until(new_york("2026-03-03 15:01"))
    assert triage.texts == []
