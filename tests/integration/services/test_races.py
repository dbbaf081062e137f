"""Races: what two threads, or two replicas, do at once happens as if one had done it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.escalation import Reason
from bot.domain.keys import done
from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.sla import Priority
from bot.domain.ticket import Status, TicketOrigin
from bot.errors import Conflict, DoneBefore
from bot.jobs.sweep import Sweep
from bot.services.conversation import Message
from bot.steps.deadlines.alarms_raised import Alarm
from bot.steps.new_ticket import NewTicket
from bot.steps.work import retry_on_conflict
from models.escalation import Escalation
from models.message import ChatMessage, TicketMessage
from models.store.database import Database
from tests.fixtures.desk import CHANNEL, Desk, new_york
from tests.integration.rivals import at_one_instant

AT_ONCE = 4


@pytest.fixture
def at_once(desk: Desk) -> Callable[..., list[Any]]:
    """Give a function that calls others at one instant and returns what they returned, or refused with."""

    def run(*calls: Callable[[], Any]) -> list[Any]:
        results = at_one_instant(*calls)
        desk.settle()
        return results

    return run


AtOnce = Callable[..., list[Any]]


def _new(desk: Desk, **given: Any) -> NewTicket:
    maya = desk.maya
    new = NewTicket(
        "partiful",
        TicketOrigin.EMOJI,
        done.form("V1"),
        maya,
        maya,
        "SMS is failing",
        "SMS is failing",
        CHANNEL,
    )
    return replace(new, **given)


def test_the_same_view_submitted_at_once_is_one_ticket(desk: Desk, at_once: AtOnce) -> None:
    new = _new(desk)
    opened = at_once(*[lambda: desk.services.opening.open(new)] * AT_ONCE)
    assert {each.key for each in opened} == {"PARTIFUL-1"}
    assert [each.already for each in opened].count(False) == 1
    assert len(desk.said(CHANNEL)) == 1


def test_two_people_at_the_same_message_open_one_ticket(desk: Desk, at_once: AtOnce) -> None:
    thread = desk.say("U0MAYA", "SMS is failing")
    asked = [_new(desk, thread_ts=thread, origin_key=done.form(f"V{number}")) for number in range(AT_ONCE)]
    results = at_once(*[lambda new=new: desk.services.opening.open(new) for new in asked])
    assert len([each for each in results if isinstance(each, Conflict)]) == AT_ONCE - 1
    assert len(desk.services.tickets.listed("partiful", TicketFilter(), desk.cierra).tickets) == 1


def test_different_tickets_at_once_get_numbers_without_gap_or_double(desk: Desk, at_once: AtOnce) -> None:
    asked = [_new(desk, origin_key=done.form(f"V{number}")) for number in range(AT_ONCE)]
    opened = at_once(*[lambda new=new: desk.services.opening.open(new) for new in asked])
    assert {each.key for each in opened} == {f"PARTIFUL-{number + 1}" for number in range(AT_ONCE)}


def test_two_sweeps_at_once_send_each_nudge_once(desk: Desk, at_once: AtOnce) -> None:
    for _ in range(3):
        desk.open(priority=Priority.P2)
    desk.pass_time(timedelta(minutes=1))  # what falls due at the opening itself is done with
    triage = desk.new_in()
    desk.clock.set(new_york("2026-03-03 11:00"))
    sweeps = [Sweep(desk.database, desk.clock, desk.services.falling_due.act) for _ in range(AT_ONCE)]
    assert sum(at_once(*[sweep.run for sweep in sweeps])) == 3
    assert len(triage.texts) == 3


def test_an_answer_during_a_sweep_is_either_in_time_or_nudged_never_both(desk: Desk, at_once: AtOnce) -> None:
    opened = desk.open(priority=Priority.P2)
    thread, cierra = desk.thread(opened), desk.cierra
    desk.clock.set(new_york("2026-03-03 11:00"))
    reply = Message("partiful", CHANNEL, desk.ts_now(), cierra, "We see it too.", thread)
    at_once(lambda: desk.services.conversation.posted(reply), desk.sweep.run)
    kinds = [event.kind for event in desk.history(opened)]
    assert "clock_stopped" in kinds
    assert "nudged" not in kinds[kinds.index("clock_stopped") :]
    triage = desk.new_in()
    desk.pass_time(timedelta(days=1))
    assert triage.texts == []


def test_escalations_at_once_are_one_alarm_with_the_others_added(desk: Desk, at_once: AtOnce) -> None:
    opened = desk.open()
    people = [desk.maya, desk.actor("U0DEV"), desk.cierra, desk.kirk]
    raise_on = desk.services.escalations.raise_on
    calls = [
        lambda who=who: raise_on(opened.ticket_id, Alarm(Reason.BLOCKER, who), once=done.form(who.user))
        for who in people
    ]
    assert sorted(at_once(*calls)) == [False, False, False, True]
    with desk.database.read() as session:
        (alarm,) = Escalation.open_of_ticket(session, opened.ticket_id)
    assert len(alarm.added) == 3


def test_chat_escalated_by_two_people_at_once_is_one_ticket_and_both_are_heard(
    desk: Desk, at_once: AtOnce
) -> None:
    thread = desk.say("U0MAYA", "SMS is failing")
    calls = []
    for who in (desk.maya, desk.actor("U0DEV")):
        new = _new(desk, thread_ts=thread, opened_by=who, origin_key=done.message(CHANNEL, thread))
        alarm = Alarm(Reason.BLOCKER, who)
        calls.append(partial(desk.services.escalations.raise_on_chat, new, alarm))
    first, second = at_once(*calls)
    assert first.ticket_id == second.ticket_id
    with desk.database.read() as session:
        (raised,) = Escalation.open_of_ticket(session, first.ticket_id)
    assert len(raised.added) == 1


def test_who_escalates_chat_a_moment_after_somebody_else_is_heard_and_once(desk: Desk) -> None:
    """Where nothing stood yet in the thread as it was looked at, but does as the ticket is opened."""
    thread = desk.say("U0MAYA", "SMS is failing")
    new = _new(desk, thread_ts=thread, origin_key=done.message(CHANNEL, thread))
    raised = desk.services.escalations.raise_on_chat
    first = raised(new, Alarm(Reason.BLOCKER, desk.maya))
    dev, not_seen_there = desk.actor("U0DEV"), replace(new, thread_ts=None)
    second = raised(replace(not_seen_there, opened_by=dev), Alarm(Reason.BLOCKER, dev))
    raised(not_seen_there, Alarm(Reason.BLOCKER, desk.maya))
    assert (first.ticket_id, second.already) == (second.ticket_id, True)
    with desk.database.read() as session:
        (alarm,) = Escalation.open_of_ticket(session, first.ticket_id)
    assert [one["by"] for one in alarm.added] == [dev.name]


def test_the_same_click_delivered_at_once_counts_once(desk: Desk, at_once: AtOnce) -> None:
    opened = desk.open()
    add = desk.services.tickets.add_details
    maya = desk.maya
    calls = [lambda: add(opened.ticket_id, maya, "Android only", once=done.form("V7"))] * AT_ONCE
    results = at_once(*calls)
    assert len([each for each in results if isinstance(each, DoneBefore)]) == AT_ONCE - 1
    assert len(desk.history(opened, "details_added")) == 1


def test_one_reply_delivered_at_once_is_one_reply(desk: Desk, at_once: AtOnce) -> None:
    opened = desk.open()
    desk.reply(opened, "U0CIERRA", "Which carrier?")
    message = Message("partiful", CHANNEL, desk.ts_now(), desk.maya, "All of them", desk.thread(opened))
    at_once(*[lambda: desk.services.conversation.posted(message)] * AT_ONCE)
    assert len(desk.history(opened, "customer_replied")) == 1
    assert len(desk.history(opened, "clock_started")) == 2


def test_replies_at_once_are_all_kept_and_start_one_clock(desk: Desk, at_once: AtOnce) -> None:
    opened = desk.open()
    desk.reply(opened, "U0CIERRA", "Which carrier?")
    thread, maya = desk.thread(opened), desk.maya
    messages = [Message("partiful", CHANNEL, desk.ts_now(), maya, f"No. {n}", thread) for n in range(AT_ONCE)]
    at_once(*[lambda said=said: desk.services.conversation.posted(said) for said in messages])
    with desk.database.read() as session:
        assert len(TicketMessage.of_ticket(session, opened.ticket_id)) == AT_ONCE + 1
    assert len(desk.history(opened, "clock_started")) == 2


def test_one_persons_messages_at_once_are_all_kept_and_get_one_notice(desk: Desk, at_once: AtOnce) -> None:
    maya = desk.maya
    messages = [Message("partiful", CHANNEL, desk.ts_now(), maya, f"No. {n}") for n in range(AT_ONCE)]
    for said in messages:
        desk.slack.messages.setdefault(CHANNEL, []).append({"ts": said.ts, "text": said.text})
    at_once(*[lambda said=said: desk.services.conversation.posted(said) for said in (*messages, messages[0])])
    with desk.database.read() as session:
        assert all(session.get(ChatMessage, (CHANNEL, said.ts)) for said in messages)
    assert len(desk.said(CHANNEL)) == 1


def test_whoever_loses_to_several_rivals_in_turn_still_gets_through() -> None:
    rivals = [
        IntegrityError("their number", None, ValueError()),
        IntegrityError("their thread", None, ValueError()),
    ]

    def use_case() -> str:
        if rivals:
            raise rivals.pop()
        return "done"

    assert retry_on_conflict(use_case) == "done"


def test_what_no_rival_caused_is_not_tried_forever() -> None:
    tried = []

    def use_case() -> None:
        tried.append(1)
        raise IntegrityError("a rule of ours", None, ValueError())

    with pytest.raises(IntegrityError):
        retry_on_conflict(use_case)
    assert 2 < len(tried) < 10


def test_pending_and_a_reply_at_once_never_leave_a_question_waiting(desk: Desk, at_once: AtOnce) -> None:
    opened = desk.open()
    desk.reply(opened, "U0CIERRA", "Which carrier?")
    desk.pass_time(timedelta(minutes=1))
    reply = Message("partiful", CHANNEL, desk.ts_now(), desk.maya, "All of them", desk.thread(opened))
    cierra = desk.cierra
    at_once(
        lambda: desk.services.lifecycle.set_pending(opened.ticket_id, cierra),
        lambda: desk.services.conversation.posted(reply),
    )
    assert desk.card(opened).line.status is Status.OPEN
    assert desk.card(opened).line.due_at is not None
    assert desk.waiting("remind_pending", "solve_pending") == []


def test_solving_and_a_reply_at_once_lose_no_word(desk: Desk, at_once: AtOnce) -> None:
    opened = desk.open()
    desk.pass_time(timedelta(minutes=1))
    reply = Message("partiful", CHANNEL, desk.ts_now(), desk.maya, "It fails again", desk.thread(opened))
    cierra = desk.cierra
    at_once(
        lambda: desk.services.lifecycle.solve(opened.ticket_id, cierra, "It was the carrier."),
        lambda: desk.services.conversation.posted(reply),
    )
    if desk.card(opened).line.status is Status.SOLVED:
        assert desk.clock_of(opened).stopped_at is not None
    with desk.database.read() as session:
        assert TicketMessage.at(session, CHANNEL, reply.ts) is not None


def test_a_second_replica_opens_nothing_twice(desk: Desk, database: Database, at_once: AtOnce) -> None:
    other = Database(database.url.render_as_string(hide_password=False))
    rival = Desk(other, desk.clock, desk.slack)
    new = _new(desk)
    first, second = at_once(lambda: desk.services.opening.open(new), lambda: rival.services.opening.open(new))
    assert first.ticket_id == second.ticket_id
    other.dispose()
