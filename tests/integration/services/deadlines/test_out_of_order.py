"""What was said counts by when it was said, in whatever order Slack tells of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import permutations, product

import pytest

from bot.blocks.kit import ids
from bot.domain.events.timing import ClockStopped
from bot.domain.ticket import Status
from bot.errors import Conflict
from bot.steps.new_ticket import Opened
from models.response_clock import ResponseClock
from tests.fixtures.desk import TRIAGE, Desk
from tests.fixtures.examples import some_of

SPOKEN = ["".join(story) for length in (1, 2, 3) for story in product("CS", repeat=length)]
"""Who speaks, one minute after another: the customer, who asks something each time, or staff."""
ASKED = "And why do calls fail in Spain?"
ANSWERED = "Which calls?"
THANKED = "Thanks!"


def outcome(desk: Desk, story: str, order: tuple[int, ...]) -> tuple[timedelta | None, int]:
    """Tell a story in an order; return how long after the opening the clock that runs began, and how often
    one was answered."""
    opened = desk.open()
    began = desk.clock.now()
    desk.pass_time(timedelta(minutes=30))
    for at in order:
        who, words = ("U0MAYA", ASKED) if story[at] == "C" else ("U0CIERRA", ANSWERED)
        desk.reply(opened, who, words, began + timedelta(minutes=at + 1))
    running = _running(desk, opened)
    since = running.started_at - began if running else None
    return since, len(desk.history(opened, ClockStopped.kind))


def _running(desk: Desk, opened: Opened) -> ResponseClock | None:
    with desk.database.read() as session:
        return ResponseClock.running(session, opened.ticket_id)


@pytest.mark.drawn
@pytest.mark.parametrize("spoken", SPOKEN)
def test_the_clock_that_runs_is_the_same_in_whatever_order_it_was_told(story: Desk, spoken: str) -> None:
    in_order = tuple(range(len(spoken)))
    expected, _ = outcome(story, spoken, in_order)
    for order in some_of([*permutations(in_order)][1:], 3):
        assert outcome(story, spoken, order)[0] == expected, order


def test_a_question_after_an_answer_that_came_late_is_awaited(desk: Desk) -> None:
    since, answered = outcome(desk, "SC", (1, 0))
    assert (since, answered) == (timedelta(minutes=2), 1)


ACTS = "PVX"
"""P staff set Pending, V the customer and X staff solve, with closing words: clicks, never heard of late.
None stands twice in a story, as what is so already is refused."""
LIVED = [
    "".join(story)
    for length in (2, 3)
    for story in product("CTS" + ACTS, repeat=length)
    if set(story) & set("CT") and set(story) & set(ACTS)
    if story.count("P") <= 1 >= story.count("V") + story.count("X")
]
"""Stories as above, with acts in them; T is the customer's thanks."""
TOLD = [each for each in LIVED if len(each) == 2] + [*some_of([each for each in LIVED if len(each) == 3], 24)]


@dataclass(frozen=True)
class Ending:
    """Where a story leaves its ticket."""

    status: Status
    awaited_since: timedelta | None


def told(desk: Desk, story: str, late: int | None = None) -> Ending:
    """Have a story happen, a minute between two steps; what was said at step `late` is told last."""
    opened = desk.open()
    began = desk.clock.now()
    for step, what in enumerate(story, 1):
        desk.clock.advance(timedelta(minutes=1))
        if step - 1 != late:
            _happens(desk, opened, what, began + timedelta(minutes=step))
    desk.clock.advance(timedelta(minutes=1))
    if late is not None:
        _happens(desk, opened, story[late], began + timedelta(minutes=late + 1))
    running = _running(desk, opened)
    return Ending(desk.ticket(opened).status, running.started_at - began if running else None)


def _happens(desk: Desk, opened: Opened, what: str, at: datetime) -> None:
    acts = desk.services.lifecycle
    try:
        match what:
            case "P":
                acts.set_pending(opened.ticket_id, desk.cierra)
            case "V" | "X":
                acts.solve(opened.ticket_id, desk.maya if what == "V" else desk.cierra, "It was the carrier.")
            case _:
                who = "U0CIERRA" if what == "S" else "U0MAYA"
                desk.reply(opened, who, {"C": ASKED, "T": THANKED, "S": ANSWERED}[what], at)
    except Conflict:
        return  # refused, as it is when everything is told in order


@pytest.mark.drawn
@pytest.mark.parametrize("first", "CTSPVX")
def test_the_customers_words_end_alike_however_late_they_are_told(story: Desk, first: str) -> None:
    for lived in (each for each in TOLD if each.startswith(first)):
        expected = told(story, lived)
        for late in (step for step, what in enumerate(lived) if what in "CT"):
            assert told(story, lived, late) == expected, (lived, late)


def test_a_word_from_before_the_solving_can_be_said_to_need_an_answer(desk: Desk) -> None:
    opened = desk.answered_and_pending()
    said_at = desk.clock.now()
    desk.clock.advance(timedelta(minutes=1))
    desk.solve(opened)
    desk.reply(opened, "U0MAYA", ASKED, said_at - timedelta(minutes=2))
    assert desk.ticket(opened).status is Status.SOLVED
    [mirror] = [post for post in desk.slack.messages[TRIAGE] if ASKED in post["text"]]
    assert ids.NEEDS_ANSWER in str(mirror["blocks"])


def test_what_was_said_into_the_silence_that_solved_a_ticket_opens_it(desk: Desk) -> None:
    opened = desk.answered_and_pending()
    asked_at = desk.clock.now() + timedelta(days=3)
    desk.pass_time(timedelta(days=20))
    assert desk.ticket(opened).status is Status.SOLVED
    desk.reply(opened, "U0MAYA", ASKED, asked_at)
    assert desk.ticket(opened).status is Status.OPEN
    assert desk.clock_of(opened).started_at == asked_at
