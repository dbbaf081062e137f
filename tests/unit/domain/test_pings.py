"""The ladder of an overdue answer: twice the assignee, then a rung each time, then ever less often."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pings import LADDER, Budget, PingRung, Said, following, next_rung, wait

MINUTES, HOUR = timedelta(minutes=1), timedelta(hours=1)
BUDGET = Budget(30 * MINUTES, 20 * MINUTES, (HOUR, 2 * HOUR, 4 * HOUR))
A, OTHER, PSE, MGMT, MANAGER = LADDER


def _played(reachable: set[PingRung], pings: int) -> list[tuple[PingRung, timedelta]]:
    """Return who each ping reached, and the wait after it."""
    said, played = Said(), []
    for _ in range(pings):
        said = following(said, reachable)
        played.append((said.reached, wait(BUDGET, said, reachable)))
    return played


@pytest.mark.parametrize(
    ("reachable", "rungs"),
    [
        (set(LADDER), [A, A, OTHER, PSE, MGMT, MANAGER, MANAGER]),
        ({A, MGMT, MANAGER}, [A, A, MGMT, MANAGER, MANAGER]),
        ({A}, [A, A, A, A]),
        ({A, MANAGER}, [A, A, MANAGER, MANAGER]),
        ({OTHER, PSE, MGMT, MANAGER}, [OTHER, PSE, MGMT, MANAGER, MANAGER]),
        ({MGMT}, [MGMT, MGMT]),
        (set(), [A, A]),
    ],
)
def test_one_rung_each_and_whoever_is_not_reached_is_skipped(
    reachable: set[PingRung], rungs: list[PingRung]
) -> None:
    assert [rung for rung, _ in _played(reachable, len(rungs))] == rungs


def test_the_waits_are_the_budgets() -> None:
    waits = [wait for _, wait in _played(set(LADDER), 10)]
    assert waits[:5] == [30 * MINUTES, *[20 * MINUTES] * 4]
    assert waits[5:] == [HOUR, 2 * HOUR, 4 * HOUR, 4 * HOUR, 4 * HOUR]


def test_whoever_comes_on_duty_meanwhile_below_the_rung_reached_is_not_climbed_down_to() -> None:
    assert next_rung(MGMT, {A, OTHER, PSE}) is None


@given(st.sets(st.sampled_from(LADDER)), st.integers(min_value=1, max_value=400))
def test_it_climbs_only_reaches_only_whom_it_can_and_backs_off(reachable: set[PingRung], pings: int) -> None:
    played = _played(reachable, pings)
    heights = [LADDER.index(rung) for rung, _ in played]
    assert heights == sorted(heights)
    assert not reachable or {rung for rung, _ in played} <= reachable
    assert sum((wait for _, wait in played), timedelta()) >= (pings - 10) * 4 * HOUR
