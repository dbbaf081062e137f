"""Pending: waiting for the customer, reminding once, solving never silently."""

from datetime import timedelta

import pytest

from bot.domain.escalation import Reason
from bot.domain.sla import ClockKind
from bot.domain.ticket import LifecycleError, Status
from bot.errors import Conflict
from tests.fixtures.desk import CHANNEL, Desk, new_york
from tests.fixtures.shown import lines

# Set Pending on Tuesday, March 3, just after 11 AM: five business days are Tuesday 10, ten are Tuesday 17.
REMINDER = new_york("2026-03-10 11:00:01")
SOLVING = new_york("2026-03-17 11:00:01")
MINUTE = timedelta(minutes=1)
WAITED = "we have been waiting for your answer for 5 business days"


def test_pending_needs_an_answer_first(desk: Desk) -> None:
    opened = desk.open()
    with pytest.raises(LifecycleError, match="Reply in the customer's thread first"):
        desk.services.lifecycle.set_pending(opened.ticket_id, desk.cierra)
    desk.reply(opened, "U0CIERRA", "Which carrier?")
    desk.pass_time(MINUTE)
    desk.reply(opened, "U0MAYA", "All of them")
    with pytest.raises(LifecycleError, match="Reply in the customer's thread first"):
        desk.services.lifecycle.set_pending(opened.ticket_id, desk.cierra)
    assert desk.card(opened).line.status is Status.OPEN


def test_pending_tells_the_customer_what_silence_brings(desk: Desk) -> None:
    opened = desk.answered_and_pending()
    assert desk.card(opened).line.status is Status.PENDING
    assert "a reminder follows after 5 business days (Tue, Mar 10, 11:00 AM ET)" in desk.said(CHANNEL)[-1]
    assert "the ticket is solved after 10 (Tue, Mar 17, 11:00 AM ET)" in desk.said(CHANNEL)[-1]
    with pytest.raises(Conflict, match="pending already"):
        desk.services.lifecycle.set_pending(opened.ticket_id, desk.kirk)


def test_a_silent_customer_is_reminded_after_five_business_days_and_solved_after_ten(desk: Desk) -> None:
    opened = desk.answered_and_pending()
    said = desk.new_in(CHANNEL)
    desk.pass_time(REMINDER - MINUTE)
    assert said.texts == []
    desk.pass_time(REMINDER)
    assert len(said.texts) == 1
    assert said.texts[0].startswith("<@U0MAYA> PARTIFUL-1 · SMS is failing: " + WAITED)
    assert "solved automatically on Tue, Mar 17, 11:00 AM ET" in said.texts[0]
    desk.pass_time(SOLVING - MINUTE)
    assert desk.card(opened).line.status is Status.PENDING
    desk.pass_time(SOLVING)
    assert desk.card(opened).line.status is Status.SOLVED
    assert lines(said.texts[1]) == [
        "PARTIFUL-1 is solved: there was no reply for 10 business days.",
        "Not solved? Reply here within 28 days and it is open again.",
    ]
    assert len(said.texts) == 2
    assert desk.waiting() == []


def test_a_holiday_is_no_business_day(story: Desk) -> None:
    story.clock.set(new_york("2026-05-20 10:00"))  # Memorial Day is Monday, May 25
    opened = story.answered_and_pending()
    story.pass_time(new_york("2026-05-28 10:59"))
    assert story.history(opened, "reminded") == []
    story.pass_time(new_york("2026-05-28 11:01"))
    assert len(story.history(opened, "reminded")) == 1
    story.pass_time(new_york("2026-06-04 11:01"))
    assert story.card(opened).line.status is Status.SOLVED


def test_a_customers_reply_opens_it_and_nothing_falls_due(desk: Desk) -> None:
    opened = desk.answered_and_pending()
    desk.pass_time(timedelta(days=1))
    desk.reply(opened, "U0DEV", "Here are two examples")
    assert desk.card(opened).line.status is Status.OPEN
    assert desk.clock_of(opened).kind is ClockKind.NEXT
    desk.reply(opened, "U0CIERRA", "Thank you")
    said = desk.new_in(CHANNEL)
    desk.pass_time(timedelta(days=30))
    assert said.texts == []
    assert desk.card(opened).line.status is Status.OPEN


def test_pending_again_counts_from_the_start(story: Desk) -> None:
    opened = story.answered_and_pending()
    story.pass_time(REMINDER)
    story.reply(opened, "U0MAYA", "One moment")
    story.reply(opened, "U0CIERRA", "Of course")
    story.services.lifecycle.set_pending(opened.ticket_id, story.cierra)
    story.pass_time(SOLVING + MINUTE)
    assert story.card(opened).line.status is Status.PENDING
    assert len(story.history(opened, "reminded")) == 2
    story.pass_time(new_york("2026-03-24 11:01"))
    assert story.card(opened).line.status is Status.SOLVED


def test_a_further_answer_moves_reminder_and_solving(story: Desk) -> None:
    opened = story.answered_and_pending()
    story.pass_time(new_york("2026-03-05 11:00"))
    story.reply(opened, "U0KIRK", "The carrier asks, too.")
    story.pass_time(new_york("2026-03-12 10:59"))
    assert story.history(opened, "reminded") == []
    story.pass_time(new_york("2026-03-12 11:01"))
    assert len(story.history(opened, "reminded")) == 1
    story.pass_time(new_york("2026-03-19 10:59"))
    assert story.card(opened).line.status is Status.PENDING
    story.pass_time(new_york("2026-03-19 11:01"))
    assert story.card(opened).line.status is Status.SOLVED


def test_an_answer_after_the_reminder_is_reminded_of_again_before_it_is_solved(story: Desk) -> None:
    opened = story.answered_and_pending()
    story.pass_time(new_york("2026-03-11 11:00"))
    story.reply(opened, "U0KIRK", "The carrier asks, too.")
    said = story.new_in(CHANNEL)
    story.pass_time(new_york("2026-03-18 11:01"))
    assert len([text for text in said.texts if WAITED in text]) == 1
    story.pass_time(new_york("2026-03-25 11:01"))
    assert story.card(opened).line.status is Status.SOLVED


def test_a_reminder_sent_late_gives_the_customer_five_more_business_days(desk: Desk) -> None:
    opened = desk.answered_and_pending()
    desk.be_down_until(new_york("2026-03-18 15:00"))
    assert desk.card(opened).line.status is Status.PENDING, "no silent close"
    assert WAITED in desk.said(CHANNEL)[-1]
    assert "solved automatically on Wed, Mar 25, 3:00 PM ET" in desk.said(CHANNEL)[-1]
    desk.pass_time(new_york("2026-03-25 14:59"))
    assert desk.card(opened).line.status is Status.PENDING
    desk.pass_time(new_york("2026-03-25 15:00"))
    assert desk.card(opened).line.status is Status.SOLVED


def test_a_reminder_late_by_less_than_a_business_hour_postpones_nothing(story: Desk) -> None:
    opened = story.answered_and_pending()
    story.be_down_until(REMINDER + timedelta(minutes=59))
    story.pass_time(SOLVING)
    assert story.card(opened).line.status is Status.SOLVED


def test_while_slack_takes_no_reminder_nothing_is_solved(story: Desk) -> None:
    opened = story.answered_and_pending()
    story.slack.rate_limit("chat.postMessage", 8 * 24 * 3600)
    story.pass_time(SOLVING + timedelta(hours=5))
    assert story.card(opened).line.status is Status.PENDING
    delivered = new_york("2026-03-18 12:00")
    story.be_down_until(delivered)
    story.pass_time(delivered)
    assert WAITED in story.said(CHANNEL)[-1]
    story.pass_time(new_york("2026-03-25 11:00"))
    assert story.card(opened).line.status is Status.PENDING
    story.pass_time(new_york("2026-03-25 14:00"))
    assert story.card(opened).line.status is Status.SOLVED


def test_an_escalation_opens_it_and_stops_reminder_and_solving(desk: Desk) -> None:
    opened = desk.answered_and_pending()
    desk.escalate(opened, Reason.RESPONSE)
    assert desk.card(opened).line.status is Status.OPEN
    assert desk.waiting("remind_pending", "solve_pending") == []


def test_an_escalated_ticket_is_not_set_pending_until_somebody_acknowledges(desk: Desk) -> None:
    opened = desk.open()
    desk.reply(opened, "U0CIERRA", "Which carrier?")
    desk.escalate(opened)
    with pytest.raises(LifecycleError, match="Acknowledge the escalation"):
        desk.services.lifecycle.set_pending(opened.ticket_id, desk.cierra)
    desk.services.escalations.acknowledge(opened.ticket_id, desk.cierra)
    desk.services.lifecycle.set_pending(opened.ticket_id, desk.cierra)
    assert desk.card(opened).line.status is Status.PENDING
