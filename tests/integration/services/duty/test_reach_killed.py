"""Reach, killed between any two steps and started again: each step is taken, and none twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.sla import Priority
from bot.jobs.sweep import Sweep
from tests.fixtures.desk import Desk
from tests.fixtures.fake_pagers import FakePagers
from tests.fixtures.kills import Killed, killed_at, until_it_lives
from tests.integration.services.duty.asked import Outside

INCIDENT = ("trigger", "tam:PARTIFUL-1:P1:1")
RUNG = [("call", "petra"), ("sms", "petra")]


def start_again(desk: Desk) -> None:
    """Have another process go on from what stands in the database."""
    desk.clock.advance(timedelta(minutes=2))  # by then the lease of whoever died has ended
    desk.relay = desk.another_relay()
    desk.sweep = Sweep(desk.database, desk.clock, desk.services.falling_due.act)


def through_the_night(desk: Desk) -> None:
    """Let twenty minutes pass, starting again whenever the process is killed."""
    for _ in range(100):
        try:
            desk.pass_time(timedelta(minutes=20))
        except Killed:
            start_again(desk)
            continue
        return
    raise AssertionError("it is killed for ever")


def dying_now_and_then() -> Callable[[], None]:
    """Return what kills the process whenever it is called for the first, third, fifth … time."""
    times = [0]

    def die() -> None:
        times[0] += 1
        if times[0] % 2:
            raise Killed

    return die


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_as_each_step_is_sent_it_is_sent_once(night: Desk, pagers: FakePagers, when: str) -> None:
    setattr(pagers, when, dying_now_and_then())
    night.open(priority=Priority.P1)
    through_the_night(night)
    told = [(what, to) for _, what, to in pagers.told]
    assert sorted(one for one in told if one != INCIDENT) == RUNG
    assert INCIDENT in told  # PagerDuty minds its key: told twice it is one
    assert len(night.posted("U0PETRA")) == 1


@pytest.mark.parametrize("by", ["sms", "call"])
def test_killed_before_any_write_around_a_step_it_is_taken_once(
    night: Desk, pagers: FakePagers, by: str
) -> None:
    night.open(priority=Priority.P1)
    night.pass_time({"sms": timedelta(seconds=90), "call": timedelta(minutes=4)}[by])
    kills = 0
    while kills < 200:
        try:
            with killed_at(night.database, kills + 1):
                night.pass_time(timedelta(minutes=2))
            break
        except Killed:
            kills += 1
            start_again(night)
    night.pass_time(timedelta(minutes=20))
    assert kills > 5
    assert sorted((what, to) for _, what, to in pagers.told) == [*RUNG, INCIDENT]


@pytest.mark.drawn
@pytest.mark.parametrize("deed", ["press 1", "press 2", "no answer"])
def test_killed_before_any_write_of_what_somebody_does_it_is_done_wholly_or_not_at_all(
    night: Desk, pagers: FakePagers, deed: str
) -> None:
    opened = night.open(priority=Priority.P1)
    night.pass_time(timedelta(minutes=6))
    call = Outside(night).page()
    does: dict[str, Callable[[], object]] = {
        "press 1": lambda: night.services.pagers.pressed(call, "1"),
        "press 2": lambda: night.services.pagers.pressed(call, "2"),
        "no answer": lambda: night.services.pagers.unanswered(call),
    }
    assert until_it_lives(night.database, does[deed]) > 1
    night.pass_time(timedelta(minutes=1))
    does[deed]()  # whoever was not answered asks again
    night.pass_time(timedelta(minutes=1))
    assert night.ticket(opened).assignee_slack == ("U0PETRA" if deed == "press 1" else None)
    asked = [text for text in night.posted() if "nobody has taken it" in text]
    assert len(asked) == (0 if deed == "press 1" else 1)
    assert [to for _, what, to in pagers.told if what == "call"] == ["petra"]
