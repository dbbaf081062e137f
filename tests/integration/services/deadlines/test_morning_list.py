"""The morning list: one post a business morning with what is overdue and what was left silent."""

from datetime import timedelta

import pytest

from bot.domain.sla import Priority
from tests.fixtures.desk import Desk, new_york


@pytest.fixture
def mornings(story: Desk) -> Desk:
    """Give a desk that keeps its calendar, as a running bot does."""
    story.services.falling_due.keep_calendar()
    return story


def _lists(texts: list[str]) -> list[str]:
    return [text for text in texts if text.startswith("Partiful: tickets that wait for us")]


def _listed(desk: Desk) -> list[str]:
    """Return the lines of the newest list that name tickets."""
    newest = [message for message in desk.slack.messages["C0TRIAGE"] if _lists([message["text"]])][-1]
    return [word for word in ("PARTIFUL-1", "PARTIFUL-2", "PARTIFUL-3") if word in str(newest["blocks"])]


def test_overdue_p2_and_p3_are_in_one_list_each_business_morning(mornings: Desk) -> None:
    mornings.open(priority=Priority.P2)
    mornings.open()
    mornings.pass_time(new_york("2026-03-03 23:59"))
    triage = mornings.new_in()
    mornings.pass_time(new_york("2026-03-04 08:59"))
    assert triage.texts == []
    mornings.pass_time(new_york("2026-03-04 23:59"))
    assert triage.texts == ["Partiful: tickets that wait for us\nOverdue: 2"]
    assert _listed(mornings) == ["PARTIFUL-1", "PARTIFUL-2"]
    mornings.pass_time(new_york("2026-03-09 08:00"))
    assert len(_lists(triage.texts)) == 3, "Wednesday, Thursday, Friday; not at the weekend"


def test_nothing_to_say_is_not_said(mornings: Desk) -> None:
    opened = mornings.open()
    mornings.reply(opened, "U0CIERRA", "We see it too.")
    triage = mornings.new_in()
    mornings.pass_time(new_york("2026-03-04 09:01"))
    assert triage.texts == []
    assert mornings.waiting("morning_list") == [new_york("2026-03-05 09:00")]


def test_an_open_ticket_without_a_word_for_two_business_days_is_in_the_list(mornings: Desk) -> None:
    mornings.clock.set(new_york("2026-03-05 10:00"))
    opened = mornings.open()
    mornings.reply(opened, "U0CIERRA", "We see it too.")
    triage = mornings.new_in()
    mornings.pass_time(new_york("2026-03-09 23:59"))
    assert _lists(triage.texts) == [], "Thursday 10 AM plus two business days is Monday 10 AM"
    mornings.pass_time(new_york("2026-03-10 09:00"))
    assert _lists(triage.texts) == [
        "Partiful: tickets that wait for us\nOpen, no word from us for 2 business days: 1"
    ]


def test_a_pending_ticket_waits_for_the_customer_not_for_us(mornings: Desk) -> None:
    mornings.answered_and_pending()
    triage = mornings.new_in()
    mornings.pass_time(new_york("2026-03-09 23:59"))
    assert triage.texts == []


def test_the_list_begins_with_escalations_and_unanswered_p1s(mornings: Desk) -> None:
    mornings.open()
    mornings.open(priority=Priority.P1)
    mornings.escalate(mornings.open())
    triage = mornings.new_in()
    mornings.pass_time(new_york("2026-03-04 09:10"))
    assert _lists(triage.texts) == [
        "Partiful: tickets that wait for us\n"
        "Escalated, nobody has acknowledged: 1\n"
        "P1 without an answer: 1\n"
        "Overdue: 1"
    ]


def test_holidays_have_no_morning(mornings: Desk) -> None:
    mornings.clock.set(new_york("2026-05-22 10:00"))
    mornings.services.falling_due.keep_calendar()
    mornings.sweep.run()
    mornings.open(priority=Priority.P2)
    triage = mornings.new_in()
    mornings.pass_time(new_york("2026-05-26 08:59"))
    assert _lists(triage.texts) == []
    mornings.pass_time(new_york("2026-05-26 09:00"))
    assert len(_lists(triage.texts)) == 1


def test_after_days_of_downtime_one_list_is_posted(mornings: Desk) -> None:
    mornings.open()
    triage = mornings.new_in()
    mornings.be_down_until(new_york("2026-03-06 11:00"))
    assert len(_lists(triage.texts)) == 1
    mornings.be_down_until(new_york("2026-03-06 12:00"))
    assert len(_lists(triage.texts)) == 1


def test_nobody_is_pinged_by_a_list(mornings: Desk) -> None:
    mornings.open()
    mornings.pass_time(timedelta(days=1))
    (listed,) = _lists(mornings.said())
    assert "<" not in listed
