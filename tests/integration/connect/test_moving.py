"""What the database knows of channels and gaps, on both kinds: moves, marks, and what to read again."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.domain.channel import Closure
from bot.domain.keys import done
from bot.errors import DoneBefore
from bot.services.background.catch_up import LOOK_BACK, OVERLAP
from handlers.catching_up import FEW, catch_up
from handlers.channel_history import History
from tests.fixtures.desk import CHANNEL, Desk, ts_of
from tests.fixtures.fake_slack import answered

NEW = "C0SHARED"
MOVED = done.channel_event("channel_id_changed", CHANNEL, "1.0", NEW)


def test_everything_about_a_channel_moves_with_it(desk: Desk) -> None:
    ts = desk.say("U0MAYA", "Webhooks are late")
    opened = desk.open(origin_key=done.message(CHANNEL, ts), thread_ts=ts)
    desk.services.catch_up.remember(done.command(CHANNEL, ts))
    desk.services.catch_up.remember(done.reaction("reaction_added", CHANNEL, ts, "U0MAYA", "ticket", "1.0"))
    desk.services.channels.moved("partiful", CHANNEL, NEW, MOVED)
    row = desk.ticket(opened)
    assert (row.channel, row.origin_key) == (NEW, done.message(NEW, ts))
    missed = desk.services.catch_up
    assert missed.heard(NEW, ts)
    assert missed.done_at(done.command(NEW, ts))
    assert missed.was_done(done.any_reaction("reaction_added", NEW, ts, "U0MAYA", "ticket"))
    with pytest.raises(DoneBefore):
        desk.services.channels.moved("partiful", CHANNEL, NEW, MOVED)


def test_a_channel_in_which_nothing_was_said_has_no_gap(desk: Desk) -> None:
    assert desk.services.catch_up.gap("partiful") is None


def test_without_a_mark_the_gap_begins_with_the_last_word(desk: Desk) -> None:
    desk.say("U0MAYA", "Webhooks are late")
    said = desk.clock.now()
    desk.clock.advance(timedelta(hours=5))
    gap = desk.services.catch_up.gap("partiful")
    assert gap is not None
    assert abs(said - OVERLAP - gap.since) < timedelta(seconds=2)


def test_with_a_mark_the_gap_begins_there(desk: Desk) -> None:
    desk.say("U0MAYA", "Webhooks are late")
    desk.clock.advance(timedelta(hours=5))
    for _ in range(2):
        desk.services.catch_up.listening()
    heard = desk.clock.now()
    desk.clock.advance(timedelta(days=30))
    gap = desk.services.catch_up.gap("partiful")
    assert gap is not None
    assert gap.since == heard - OVERLAP
    assert gap.recent <= gap.since
    closed = desk.services.catch_up.gap("partiful", closed=True)
    assert closed is not None
    assert closed.since < gap.since - timedelta(hours=4)


def test_nothing_older_than_what_was_ever_heard_is_looked_at(desk: Desk) -> None:
    desk.say("U0MAYA", "Webhooks are late")
    first = desk.clock.now()
    desk.clock.advance(timedelta(hours=1))
    desk.services.catch_up.listening()
    gap = desk.services.catch_up.gap("partiful")
    assert gap is not None
    assert abs(gap.oldest - first) < timedelta(seconds=2)
    assert gap.since - gap.recent < LOOK_BACK


def test_a_closed_channel_gets_no_scheduled_notice(desk: Desk) -> None:
    desk.say("U0MAYA", "Webhooks are late")
    desk.services.channels.closed(
        "partiful", Closure.ARCHIVED, done.channel_event("channel_archive", CHANNEL, "1.0")
    )
    desk.services.falling_due.keep_calendar()
    desk.settle()
    before = desk.said(CHANNEL)
    desk.pass_time(timedelta(days=7))
    assert desk.said(CHANNEL) == before


class Channel:
    """A channel as Slack lists it: the roots of many threads, each with a latest reply."""

    def __init__(self, roots: list[dict[str, Any]]) -> None:
        self.roots, self.read = roots, list[str]()

    def conversations_history(self, **_arguments: Any) -> SlackResponse:
        return answered({"messages": self.roots})

    def conversations_replies(self, *, ts: str, **_arguments: Any) -> SlackResponse:
        self.read.append(ts)
        return answered({"messages": [root for root in self.roots if root["ts"] == ts]})


def busy(desk: Desk, tickets: int) -> Channel:
    """Return a channel with so many live tickets, each answered long ago."""
    roots = []
    for _ in range(tickets):
        ts = desk.ts_now()
        desk.open(thread_ts=ts)
        roots.append({"ts": ts, "user": "U0MAYA", "latest_reply": ts, "reply_count": 1})
    desk.clock.advance(timedelta(days=1))
    desk.services.catch_up.listening()
    desk.clock.advance(timedelta(hours=1))
    return Channel(roots)


def caught_up(desk: Desk, channel: Channel) -> int:
    client: Any = channel
    return catch_up(WebClient(), desk.services, "U0TAMBOT", History(client))


def test_many_live_tickets_without_news_cost_no_call_each(story: Desk) -> None:
    channel = busy(story, FEW + 5)
    assert caught_up(story, channel) == 0
    assert channel.read == []
    channel.roots[3]["latest_reply"] = ts_of(story.clock.now())
    caught_up(story, channel)
    assert channel.read == [channel.roots[3]["ts"]]


def test_a_few_live_tickets_are_read_whole_for_their_edits(story: Desk) -> None:
    channel = busy(story, 3)
    caught_up(story, channel)
    assert sorted(channel.read) == sorted(root["ts"] for root in channel.roots)
