"""Solved, and open again: who may, what it does to the clock, and what the customer is told."""

from datetime import timedelta

import pytest

from bot.domain.keys import done
from bot.domain.routing import Role
from bot.domain.sla import ClockKind, Outcome
from bot.domain.ticket import LifecycleError, Status
from bot.errors import Conflict, DoneBefore, WrongInput
from bot.services.conversation import SharedFile
from tests.fixtures.desk import CHANNEL, Desk, new_york

HOUR = timedelta(hours=1)


def test_a_customer_who_solves_it_cancels_the_clock(desk: Desk) -> None:
    opened = desk.open()
    desk.solve(opened, "U0MAYA", "")
    clock = desk.clock_of(opened)
    assert (clock.outcome, clock.stopped_at) == (Outcome.CANCELLED, desk.clock.now())
    assert desk.card(opened).line.status is Status.SOLVED
    assert desk.said(CHANNEL)[-1] == (
        "Maya Chen marked PARTIFUL-1 solved.\nNot solved? Reply here within 28 days and it is open again."
    )


def test_the_closing_words_of_staff_are_posted_and_are_the_answer(desk: Desk) -> None:
    opened = desk.open()
    desk.pass_time(HOUR)
    desk.solve(opened, closing="The carrier's filter is off now.")
    assert desk.clock_of(opened).outcome is Outcome.MET
    assert desk.said(CHANNEL)[-1] == (
        "Cierra Simms marked PARTIFUL-1 solved. The carrier's filter is off now."
    )


def test_staff_do_not_solve_without_a_word_what_awaits_an_answer(desk: Desk) -> None:
    opened = desk.open()
    with pytest.raises(WrongInput, match="awaits an answer"):
        desk.solve(opened, closing=" ")
    assert desk.clock_of(opened).stopped_at is None
    desk.reply(opened, "U0CIERRA", "It was the carrier.")
    desk.solve(opened, closing="")
    assert desk.card(opened).line.status is Status.SOLVED


def test_solved_once_is_solved(desk: Desk) -> None:
    opened = desk.open()
    solve = desk.services.lifecycle.solve
    solve(opened.ticket_id, desk.maya, once=done.form("V5"))
    with pytest.raises(DoneBefore):
        solve(opened.ticket_id, desk.maya, once=done.form("V5"))
    with pytest.raises(Conflict, match="PARTIFUL-1 is solved"):
        solve(opened.ticket_id, desk.cierra, "Done")
    assert len(desk.history(opened, "solved")) == 1


def test_a_reply_after_solving_opens_it_routes_it_anew_and_starts_a_clock(desk: Desk) -> None:
    opened = desk.open()
    desk.solve(opened)
    desk.pass_time(new_york("2026-03-07 11:00"))
    triage = desk.new_in()
    desk.reply(opened, "U0MAYA", "It fails again")
    card = desk.card(opened)
    assert (card.line.status, card.line.assignee.role) == (Status.OPEN, Role.PSE)
    assert desk.clock_of(opened).kind is ClockKind.NEXT
    assert desk.clock_of(opened).due_at == new_york("2026-03-09 12:00")
    assert (
        "Maya Chen reopened PARTIFUL-1. The 24x7 PSE team answers by Mon, Mar 9, 12:00 PM ET."
        in desk.said(CHANNEL)
    )
    assert not any("<" in text for text in triage.texts), "a P3 wakes nobody on a Saturday"
    assert desk.history(opened, "ping_held_back")


@pytest.mark.parametrize(
    "text",
    ["Thanks!", "thank you so much, it works now", ":tada:", "🎉", "Thanks Cierra!", "<@U0CIERRA> thanks"],
)
def test_thanks_open_nothing(story: Desk, text: str) -> None:
    opened = story.open()
    story.solve(opened)
    story.reply(opened, "U0MAYA", text)
    assert story.card(opened).line.status is Status.SOLVED


@pytest.mark.parametrize("text", ["Thanks, but it still fails", "thanks?", ":sos:", "No"])
def test_in_doubt_it_opens(story: Desk, text: str) -> None:
    opened = story.open()
    story.solve(opened)
    story.reply(opened, "U0MAYA", text)
    assert story.card(opened).line.status is Status.OPEN


@pytest.mark.parametrize("text", ["", "Thanks!"])
def test_a_file_opens_it_whatever_is_said_with_it(story: Desk, text: str) -> None:
    opened = story.open()
    story.solve(opened)
    story.say("U0MAYA", text, story.thread(opened), files=(SharedFile("F1", "still failing.png"),))
    assert story.card(opened).line.status is Status.OPEN


def test_a_word_of_staff_opens_nothing(story: Desk) -> None:
    opened = story.open()
    story.solve(opened)
    story.reply(opened, "U0CIERRA", "The carrier confirmed it.")
    assert story.card(opened).line.status is Status.SOLVED


def test_within_28_days_it_opens_later_a_follow_up_is_offered_once(story: Desk) -> None:
    opened = story.open()
    story.solve(opened)
    solved_at = story.clock.now()
    story.clock.set(solved_at + timedelta(days=28))
    story.reply(opened, "U0MAYA", "It fails again", at=solved_at + timedelta(days=28))
    assert story.card(opened).line.status is Status.OPEN
    story.solve(opened)
    story.clock.set(story.clock.now() + timedelta(days=28, seconds=2))
    said = story.new_in(CHANNEL)
    for text in ("It fails again", "Hello?"):
        story.reply(opened, "U0MAYA", text)
    assert story.card(opened).line.status is Status.SOLVED
    assert len(said.texts) == 1
    assert "was solved more than 28 days ago, so a reply doesn't reopen it. Open a follow-up" in said.texts[0]
    with pytest.raises(LifecycleError, match="Open a follow-up"):
        story.services.lifecycle.reopen(opened.ticket_id, story.maya)


def test_a_reply_given_in_time_opens_it_however_late_it_arrives(story: Desk) -> None:
    opened = story.open()
    story.solve(opened)
    in_time = story.clock.now() + timedelta(days=28, minutes=-1)
    story.clock.set(in_time + HOUR)
    story.reply(opened, "U0MAYA", "It fails again", at=in_time)
    assert story.card(opened).line.status is Status.OPEN
    assert story.clock_of(opened).started_at == in_time


def test_the_button_opens_it_too(desk: Desk) -> None:
    opened = desk.open()
    with pytest.raises(Conflict, match="isn't solved: it is open"):
        desk.services.lifecycle.reopen(opened.ticket_id, desk.maya)
    desk.solve(opened)
    desk.pass_time(HOUR)
    desk.services.lifecycle.reopen(opened.ticket_id, desk.maya)
    desk.settle()
    assert desk.card(opened).line.due_at == new_york("2026-03-03 14:00")
    assert desk.said(CHANNEL)[-1] == (
        "Maya Chen reopened PARTIFUL-1. Cierra Simms (your primary TAM) answers by 2:00 PM ET."
    )


def test_a_reopened_ticket_can_be_reminded_of_anew(story: Desk) -> None:
    opened = story.answered_and_pending()
    story.pass_time(new_york("2026-03-17 11:01"))
    assert story.card(opened).line.status is Status.SOLVED
    story.reply(opened, "U0MAYA", "We were away. It still fails.")
    story.reply(opened, "U0CIERRA", "Which carrier?")
    story.services.lifecycle.set_pending(opened.ticket_id, story.cierra)
    story.pass_time(new_york("2026-03-31 11:02"))
    assert len(story.history(opened, "reminded")) == 2
    assert story.card(opened).line.status is Status.SOLVED


@pytest.mark.parametrize("from_chat", [True, False])
def test_a_ticket_whose_thread_is_another_tickets_by_now_stays_solved(desk: Desk, from_chat: bool) -> None:
    first = desk.open(thread_ts=desk.say("U0MAYA", "SMS is failing") if from_chat else None)
    desk.solve(first)
    second = desk.open(thread_ts=desk.thread(first))
    with pytest.raises(Conflict, match="is PARTIFUL-2 by now"):
        desk.services.lifecycle.reopen(first.ticket_id, desk.maya)
    desk.reply(second, "U0MAYA", "Now MMS fails, too")
    assert desk.card(first).line.status is Status.SOLVED
    assert len(desk.history(second, "customer_replied")) == 1


@pytest.mark.parametrize("from_chat", [True, False])
def test_in_a_thread_of_two_tickets_a_reply_reaches_the_live_one(desk: Desk, from_chat: bool) -> None:
    first = desk.open(thread_ts=desk.say("U0MAYA", "SMS is failing") if from_chat else None)
    desk.solve(first)
    second = desk.open(thread_ts=desk.thread(first))
    desk.solve(second)
    desk.services.lifecycle.reopen(first.ticket_id, desk.maya)
    desk.reply(first, "U0MAYA", "SMS fails again")
    assert desk.card(second).line.status is Status.SOLVED
    assert len(desk.history(first, "customer_replied")) == 1


def test_solved_no_clock_runs_on_even_if_slacks_clock_is_ahead_of_ours(desk: Desk) -> None:
    opened = desk.open()
    desk.reply(opened, "U0CIERRA", "Which carrier?")
    desk.reply(opened, "U0MAYA", "All of them", at=new_york("2026-03-03 10:00:02"))
    desk.solve(opened)
    assert desk.clock_of(opened).stopped_at is not None
    desk.pass_time(HOUR)
    desk.services.lifecycle.reopen(opened.ticket_id, desk.maya)
    assert desk.card(opened).line.due_at == new_york("2026-03-03 14:00")


def test_what_the_customer_says_on_solving_reaches_triage(desk: Desk) -> None:
    opened = desk.open()
    triage = desk.new_in()
    desk.solve(opened, "U0MAYA", "it was our key")
    assert triage.posted == ["PARTIFUL-1 · solved · by Maya Chen: it was our key"]
