"""What survives of two tickets that become one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.merging.survival import (
    RunningClock,
    Stood,
    can_be_undone,
    higher_priority,
    last_words,
    merged_is_due_first,
)
from bot.domain.sla import ClockKind, Priority, RunsOn
from bot.domain.ticket import Status
from tests.unit.domain.samples import at

NOW = at("2026-03-03T10:00-05:00")
HOUR = timedelta(hours=1)
CLOCK = RunningClock(
    1, ClockKind.FIRST, NOW, Priority.P3, 10800, RunsOn.BUSINESS, "General", NOW, False, None
)
IDLE = Stood(Status.OPEN, Priority.P3, None, None, None, NOW, None, None, None)
RUNNING = replace(IDLE, clock=CLOCK)
LATER = replace(IDLE, clock=replace(CLOCK, due_at=NOW + HOUR))
NEVER = replace(IDLE, clock=replace(CLOCK, due_at=None))


@pytest.mark.parametrize("kept", Priority)
@pytest.mark.parametrize("merged", Priority)
def test_of_two_priorities_the_more_urgent_survives(kept: Priority, merged: Priority) -> None:
    found = higher_priority(replace(IDLE, priority=kept), replace(IDLE, priority=merged))
    assert found.rank == min(kept.rank, merged.rank)


@pytest.mark.parametrize(
    ("kept", "merged", "first"),
    [
        (RUNNING, LATER, False),
        (LATER, RUNNING, True),
        (RUNNING, RUNNING, False),
        (IDLE, LATER, True),
        (LATER, IDLE, False),
        (IDLE, IDLE, False),
        (NEVER, LATER, True),
        (LATER, NEVER, False),
        (NEVER, NEVER, False),
    ],
)
def test_the_clock_that_is_due_first_runs_on(kept: Stood, merged: Stood, *, first: bool) -> None:
    assert merged_is_due_first(kept, merged) is first


ANSWERED = replace(IDLE, last_staff_at=NOW)


def test_two_answered_tickets_are_one_answered_ticket() -> None:
    assert last_words(ANSWERED, ANSWERED, NOW + HOUR) == (NOW, NOW)


def test_an_answer_on_one_is_none_on_the_other() -> None:
    staff, customer = last_words(ANSWERED, IDLE, NOW + HOUR)
    assert (staff, customer) == (NOW, NOW + HOUR)


def test_a_clock_of_slacks_that_is_ahead_answers_nothing_either() -> None:
    staff, customer = last_words(replace(ANSWERED, last_staff_at=NOW + HOUR), IDLE, NOW)
    assert staff == NOW + HOUR
    assert customer > staff


def test_without_an_answer_the_customer_spoke_when_they_spoke() -> None:
    later = replace(IDLE, last_customer_at=NOW + HOUR)
    assert last_words(IDLE, later, NOW + 2 * HOUR) == (None, NOW + HOUR)


def test_a_merger_is_undone_within_a_day() -> None:
    assert can_be_undone(NOW, NOW + 24 * HOUR)
    assert not can_be_undone(NOW, NOW + 24 * HOUR + timedelta.resolution)
