"""Reach and mergers: what was merged rings nobody more, and the survivor rings each once for each step."""

from datetime import timedelta

import pytest

from bot.blocks.answers import decided
from bot.domain.decisions import DecisionKind
from bot.domain.sla import Priority
from bot.steps import recomputed
from bot.steps.new_ticket import Opened
from bot.steps.work import Work
from tests.fixtures.desk import Desk
from tests.fixtures.fake_pagers import FakePagers

FIRST, SECOND = "tam:PARTIFUL-1:P1:1", "tam:PARTIFUL-2:P1:2"


def merged(night: Desk, other: Opened, kept: Opened) -> None:
    """Make one ticket a part of another, and let the night pass."""
    night.services.merging.merge(other.ticket_id, kept.ticket_id, night.cierra)
    night.pass_time(timedelta(minutes=25))


def told(pagers: FakePagers) -> list[tuple[str, str]]:
    """Return what phones and PagerDuty were told, without when."""
    return [(what, to) for _, what, to in pagers.told]


def test_of_two_p1s_that_are_merged_only_the_survivor_rings(night: Desk, pagers: FakePagers) -> None:
    kept, other = (night.open(priority=Priority.P1) for _ in range(2))
    night.pass_time(timedelta(seconds=90))
    merged(night, other, kept)
    assert sorted(told(pagers)) == sorted(
        [
            ("trigger", FIRST),
            ("trigger", SECOND),
            ("acknowledge", SECOND),
            ("resolve", SECOND),
            ("sms", "petra"),
            ("call", "petra"),
        ]
    )


def test_a_survivor_that_becomes_a_p1_has_whoever_has_it_reached(night: Desk, pagers: FakePagers) -> None:
    kept, other = night.open(), night.open(priority=Priority.P1)
    merged(night, other, kept)
    assert [what for what, to in told(pagers) if to == "petra"] == ["sms", "call"]
    assert all("PARTIFUL-1 P1" in text for text in pagers.texts)


@pytest.mark.parametrize("undone", [False, True])
def test_nobody_is_rung_twice_about_an_escalation_that_moved(
    night: Desk, pagers: FakePagers, *, undone: bool
) -> None:
    kept, other = night.open(), night.open()
    night.escalate(other)
    night.pass_time(timedelta(seconds=1))
    night.services.merging.merge(other.ticket_id, kept.ticket_id, night.cierra)
    night.pass_time(timedelta(minutes=10))
    if undone:
        night.services.merging.undo(other.ticket_id, night.cierra)
        night.pass_time(timedelta(seconds=30))
    assert told(pagers) == [("call", "petra")]


def test_what_was_paged_about_both_comes_to_the_same_again(night: Desk) -> None:
    kept, other = (night.open(priority=Priority.P1) for _ in range(2))
    night.pass_time(timedelta(seconds=90))
    merged(night, other, kept)
    with night.database.read() as session:
        work = Work(session, night.services.runbook, night.clock.now(), "")
        for opened in (kept, other):
            found = recomputed.decisions(work, night.ticket(opened))
            assert [decision for decision in found if not decision.same] == []


def test_each_step_comes_to_the_same_and_says_what_it_comes_to(night: Desk) -> None:
    opened = night.open(priority=Priority.P1)
    night.pass_time(timedelta(minutes=3))
    with night.database.read() as session:
        work = Work(session, night.services.runbook, night.clock.now(), "")
        found = recomputed.decisions(work, night.ticket(opened))
    clock = night.card(opened).line.wall_clock
    reached = [decided.words(one.now, clock) for one in found if one.kind is DecisionKind.REACH]
    assert reached == [
        "Petra Novak by direct message, at the ping",
        "Petra Novak by PagerDuty, 1 min after the ping",
        "Petra Novak by SMS, 2 min after the ping",
    ]
    assert [one for one in found if not one.same] == []
