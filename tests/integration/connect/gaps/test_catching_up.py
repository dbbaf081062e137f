"""Catching up: taken in piece by piece from a channel's history, whatever Slack does meanwhile."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from sqlalchemy import true

from bot.domain.channel import Closure
from bot.domain.sla import Priority
from handlers.allowance import Allowance
from handlers.catching_up import MOST_THREADS, CatchingUp
from handlers.channel_history import History
from models.account import AccountState
from models.gap import UnheardTime, is_unread
from models.message import TicketMessage
from tests.fixtures.channel_history import ChannelHistory
from tests.fixtures.desk import CHANNEL, TRIAGE, Desk, ts_of

HOUR = timedelta(hours=1)
THREE_PAGES = 401
"""How many messages Slack lists in three answers, of 200 each at the most."""


def reader(desk: Desk, channels: ChannelHistory, a_minute: float = 0) -> CatchingUp:
    """Return a reader whose pauses move the desk's clock."""
    client: Any = channels
    allowance = Allowance(a_minute, desk.clock)
    history = History(client, pause=pause(desk), allowance=allowance)
    return CatchingUp(WebClient(), desk.services, "U0TAMBOT", history)


def pause(desk: Desk) -> Any:
    return lambda seconds: desk.clock.advance(timedelta(seconds=seconds))


def read_on(reads: CatchingUp) -> int:
    """Read until all is known; return how many pieces that took."""
    pieces = 0
    while (wait := reads.read_on()) is not None:
        pieces += 1
        reads.history.pause(wait)
    return pieces


def grown(desk: Desk, channels: ChannelHistory, priority: Priority = Priority.P3) -> tuple[Any, str]:
    """Open a ticket that grew from a message; return it with the message's ts."""
    ts = desk.ts_now()
    channels.say(CHANNEL, ts, "SMS is failing")
    return desk.open(thread_ts=ts, priority=priority), ts


def away(desk: Desk, span: timedelta = HOUR) -> None:
    desk.clock.advance(HOUR)
    desk.services.gaps.listening()
    desk.clock.advance(span)
    desk.services.gaps.notice()


def chat(desk: Desk, channels: ChannelHistory, count: int) -> list[str]:
    """Have so many messages said, one each second until now; return when."""
    said = [ts_of(desk.clock.now() - timedelta(seconds=number)) for number in range(1, count + 1)]
    for ts in said:
        channels.say(CHANNEL, ts)
    return said


def texts(desk: Desk, opened: Any) -> list[str]:
    with desk.database.read() as session:
        return [said.text for said in TicketMessage.of_ticket(session, opened.ticket_id)]


@pytest.fixture
def channels(story: Desk) -> ChannelHistory:
    return ChannelHistory(story.clock)


def test_what_is_private_has_no_thread_to_be_read_and_waits_for_none(
    story: Desk, channels: ChannelHistory
) -> None:
    story.say("U0MAYA", "Good morning")
    story.open(channel=TRIAGE, private_at="https://console.example/agent/tickets/7", priority=Priority.P1)
    away(story)
    new = story.new_in(TRIAGE)
    story.be_down_until(story.clock.now() + timedelta(minutes=1))
    assert [text for text in new.posted if "overdue" in text]
    with story.database.read() as session:
        assert UnheardTime.ticket(session, true(), ()) is not None  # the channel's gap is there
        assert UnheardTime.ticket(session, is_unread() | UnheardTime.wants_whole(), ()) is None


def test_what_was_missed_is_taken_in_once(story: Desk, channels: ChannelHistory) -> None:
    opened, ts = grown(story, channels)
    away(story)
    said = ts_of(story.clock.now() - HOUR / 2)
    channels.reply(CHANNEL, ts, said, "It still fails")
    channels.say(CHANNEL, ts_of(story.clock.now() - HOUR / 3), "Webhooks are late")
    for _ in range(2):
        read_on(reader(story, channels))
        story.services.gaps.notice()
    assert texts(story, opened) == ["It still fails"]
    assert story.services.catch_up.heard(CHANNEL, channels.roots[CHANNEL][-1]["ts"])


def test_a_reply_in_a_solved_thread_is_found_without_a_call_for_each_solved_thread(
    story: Desk, channels: ChannelHistory
) -> None:
    tickets = [grown(story, channels) for _ in range(30)]
    for opened, ts in tickets:
        channels.reply(CHANNEL, ts, story.ts_now(), "Thanks")
        story.solve(opened)
    story.clock.advance(timedelta(days=10))
    away(story)
    opened, ts = tickets[7]
    channels.reply(CHANNEL, ts, ts_of(story.clock.now() - HOUR / 2), "It fails again")
    read_on(reader(story, channels))
    assert set(channels.read()) == {ts}
    assert texts(story, opened) == ["It fails again"]
    assert story.ticket(opened).solved_at is None


def test_the_thread_of_a_p1_is_read_before_anything_else(story: Desk, channels: ChannelHistory) -> None:
    grown(story, channels)
    _, urgent = grown(story, channels, Priority.P1)
    away(story)
    read_on(reader(story, channels))
    assert channels.calls[0] == ("conversations.replies", CHANNEL, urgent)


def test_a_channel_with_much_news_gives_way_again_and_again(story: Desk, channels: ChannelHistory) -> None:
    story.say("U0MAYA", "The first word")
    roots = [story.ts_now() for _ in range(3 * MOST_THREADS)]
    away(story)
    for number, ts in enumerate(roots):
        channels.say(CHANNEL, ts)
        channels.reply(CHANNEL, ts, ts_of(story.clock.now() - timedelta(seconds=number + 1)), "News")
    assert read_on(reader(story, channels)) >= 4
    assert set(channels.read()) == set(roots)


def test_a_channel_longer_than_a_page_is_read_to_its_end(story: Desk, channels: ChannelHistory) -> None:
    story.say("U0MAYA", "The first word")
    away(story, timedelta(days=1))
    missed = chat(story, channels, THREE_PAGES)
    read_on(reader(story, channels))
    assert all(story.services.catch_up.heard(CHANNEL, ts) for ts in missed)
    assert 3 <= len(channels.read("conversations.history")) < 8


def test_whoever_starts_next_goes_on_where_the_last_one_stopped(
    story: Desk, channels: ChannelHistory
) -> None:
    story.say("U0MAYA", "The first word")
    away(story, timedelta(days=1))
    missed = chat(story, channels, THREE_PAGES)

    def all_are_heard() -> bool:
        return all(story.services.catch_up.heard(CHANNEL, ts) for ts in missed)

    _begin(story, channels)
    assert not all_are_heard()
    for _ in range(4):
        _begin(story, channels)
    assert all_are_heard()


def _begin(story: Desk, channels: ChannelHistory) -> None:
    """Start, and stop again after two pieces."""
    begun = reader(story, channels)
    for _ in range(2):
        begun.read_on()
    story.services.gaps.notice()


def test_slacks_limits_are_kept_and_all_is_read_in_the_end(story: Desk, channels: ChannelHistory) -> None:
    channels.a_minute = 50
    story.say("U0MAYA", "The first word")
    roots = [story.ts_now() for _ in range(150)]
    away(story)
    for ts in roots:
        channels.say(CHANNEL, ts)
        channels.reply(CHANNEL, ts, ts_of(story.clock.now() - HOUR / 2), "News")
    read_on(reader(story, channels, a_minute=40))
    assert set(channels.read()) == set(roots)
    assert channels.limited == 0


def test_a_channel_that_cannot_be_shown_now_is_asked_for_until_it_can(
    story: Desk, channels: ChannelHistory
) -> None:
    opened, ts = grown(story, channels, Priority.P1)
    away(story, 2 * HOUR)
    channels.reply(CHANNEL, ts, ts_of(story.clock.now() - HOUR), "I am on it", "U0CIERRA")
    channels.refusals[CHANNEL] = "internal_error"
    reads = reader(story, channels)
    for _ in range(5):
        wait = reads.read_on()
        assert wait is not None
        reads.history.pause(wait)
        story.sweep.run()
    assert not story.history(opened, "breached", "nudged")
    channels.refusals.clear()
    read_on(reads)
    story.sweep.run()
    assert not story.history(opened, "breached")
    assert story.clock_of(opened).stopped_at is not None


def test_a_channel_that_the_bot_was_removed_from_is_closed_and_holds_back_nothing(
    story: Desk, channels: ChannelHistory
) -> None:
    opened, _ = grown(story, channels, Priority.P1)
    away(story, 2 * HOUR)
    channels.refusals[CHANNEL] = "not_in_channel"
    read_on(reader(story, channels))
    with story.database.read() as session:
        state = session.get(AccountState, "partiful")
        assert state is not None
        assert state.closed_by == [Closure.REMOVED]
    story.sweep.run()
    assert story.history(opened, "breached")


def test_a_message_that_could_not_be_taken_in_is_kept_to_be_tried_again(
    story: Desk, channels: ChannelHistory, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    story.say("U0MAYA", "The first word")
    away(story)
    ts = ts_of(story.clock.now() - HOUR / 2)
    channels.say(CHANNEL, ts, "Webhooks are late")
    broken = replace(story.services, conversation=None)  # type: ignore[arg-type]
    reads = reader(story, channels)
    reads.services = broken
    read_on(reads)
    story.clock.advance(timedelta(minutes=1))
    assert [kept.facts["ts"] for kept in story.services.postponed.waiting()] == [ts]
