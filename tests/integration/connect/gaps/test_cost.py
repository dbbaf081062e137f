"""What coming back costs grows with what is open and with what was said, not with what was ever solved."""

from datetime import timedelta

import pytest

from bot.domain.sla import Priority
from tests.fixtures.channel_history import ChannelHistory
from tests.fixtures.desk import CHANNEL, Desk
from tests.fixtures.old_tickets import add_solved
from tests.fixtures.statements import recorded
from tests.integration.connect.gaps.test_catching_up import away, grown, read_on, reader

SOLVED = [10, 1000]
A_PAGE = 200


@pytest.fixture(params=SOLVED)
def solved(request: pytest.FixtureRequest) -> int:
    count: int = request.param
    return count


def test_a_start_asks_the_database_as_little_beside_many_solved_tickets(story: Desk, solved: int) -> None:
    add_solved(story, solved)
    away(story)
    with recorded(story.database) as ran:
        story.services.gaps.notice()
    assert len(ran) <= 20


def test_threads_are_read_of_open_tickets_alone_however_many_were_solved(story: Desk, solved: int) -> None:
    channels = ChannelHistory(story.clock)
    for ts in add_solved(story, solved):
        channels.say(CHANNEL, ts)
    opened = [grown(story, channels, priority)[1] for priority in Priority]
    away(story)
    read_on(reader(story, channels))
    assert sorted(channels.read()) == sorted(opened)
    assert len(channels.read("conversations.history")) <= solved // A_PAGE + 4


def test_what_a_page_costs_does_not_depend_on_how_many_follow_it(story: Desk, solved: int) -> None:
    channels = ChannelHistory(story.clock)
    for ts in add_solved(story, solved, timedelta(days=20)):
        channels.say(CHANNEL, ts)
    away(story)
    reads = reader(story, channels)
    with recorded(story.database) as ran:
        reads.read_on()
    assert len(ran) <= 20
    assert len(channels.calls) == 1
