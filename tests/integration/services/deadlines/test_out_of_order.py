"""What was said counts by when it was said, in whatever order Slack tells of it."""

from datetime import datetime, timedelta
from itertools import permutations, product

import pytest

from bot.domain.events.timing import ClockStopped
from models.response_clock import ResponseClock
from tests.fixtures.desk import Desk

STORIES = ["".join(story) for length in (1, 2, 3) for story in product("CS", repeat=length)]
"""Who speaks, one minute after another: the customer, who asks something each time, or staff."""
ASKED = "And why do calls fail in Spain?"


def outcome(desk: Desk, story: str, order: tuple[int, ...]) -> tuple[timedelta | None, int]:
    """Tell a story in an order; return how long after the opening the clock that runs began, and how often
    one was answered."""
    opened = desk.open()
    thread, began = desk.thread(opened), desk.clock.now()
    desk.pass_time(timedelta(minutes=30))
    for at in order:
        who, words = ("U0MAYA", ASKED) if story[at] == "C" else ("U0CIERRA", "Which calls?")
        desk.say(who, words, thread, ts=_ts(began + timedelta(minutes=at + 1)))
    desk.settle()
    with desk.database.read() as session:
        running = ResponseClock.running(session, opened.ticket_id)
        since = running.started_at - began if running else None
    return since, len(desk.history(opened, ClockStopped.kind))


def _ts(at: datetime) -> str:
    return f"{at.timestamp():.6f}"


@pytest.mark.parametrize("story", STORIES)
def test_the_clock_that_runs_is_the_same_in_whatever_order_it_was_told(desk: Desk, story: str) -> None:
    in_order = tuple(range(len(story)))
    expected, _ = outcome(desk, story, in_order)
    for order in permutations(in_order):
        assert outcome(desk, story, order)[0] == expected, order


def test_a_question_after_an_answer_that_came_late_is_awaited(desk: Desk) -> None:
    since, answered = outcome(desk, "SC", (1, 0))
    assert (since, answered) == (timedelta(minutes=2), 1)
