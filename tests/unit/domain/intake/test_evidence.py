"""The window of a ticket's examples, and when staff are told that it closes."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.intake.evidence import Window, window
from bot.domain.intake.kinds import ExamplesWanted

HAPPENED = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
VOICE = ExamplesWanted(within=24 * HOUR, best_effort=48 * HOUR)
WINDOW = Window(HAPPENED, HAPPENED + 24 * HOUR, HAPPENED + 48 * HOUR)
HALF, MOST = HAPPENED + 12 * HOUR, HAPPENED + 19.2 * HOUR


def test_it_runs_from_when_it_happened_to_the_product_s_limit() -> None:
    assert window(HAPPENED, VOICE, has_examples=True) == WINDOW
    assert window(HAPPENED, ExamplesWanted(within=72 * HOUR), has_examples=True) == Window(
        HAPPENED, HAPPENED + 72 * HOUR
    )


def test_there_is_none_without_a_time_a_limit_or_examples() -> None:
    assert window(None, VOICE, has_examples=True) is None
    assert window(HAPPENED, ExamplesWanted(), has_examples=True) is None
    assert window(HAPPENED, VOICE, has_examples=False) is None


@pytest.mark.parametrize(
    ("passed", "told"),
    [
        (0 * HOUR, [HALF, MOST]),
        (12 * HOUR, [MOST]),
        (13 * HOUR, [MOST]),
        (20 * HOUR, [MOST]),  # both are past: told once, now
        (23.9 * HOUR, [MOST]),
        (24 * HOUR, []),  # over: no word any more
        (30 * HOUR, []),
    ],
)
def test_staff_are_told_at_half_and_at_four_fifths(passed: timedelta, told: list[datetime]) -> None:
    assert list(WINDOW.nudges(HAPPENED + passed)) == told
    assert WINDOW.is_over(HAPPENED + passed) is (not told)
