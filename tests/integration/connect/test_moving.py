"""What the database knows of channels, on both kinds: what moves with them, and what waits while closed."""

from datetime import timedelta

import pytest

from bot.domain.channel import Closure
from bot.domain.keys import done
from bot.errors import DoneBefore
from tests.fixtures.desk import CHANNEL, Desk

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
