"""Slack's `ts` as an instant."""

import pytest

from bot.domain.calendar.timestamps import said_at
from tests.unit.domain.samples import at


@pytest.mark.parametrize(
    ("ts", "instant"),
    [
        ("0.000000", "1970-01-01T00:00Z"),
        ("1772550000.000000", "2026-03-03T15:00Z"),
        ("1772550000.123456", "2026-03-03T15:00:00.123456Z"),
    ],
)
def test_a_ts_is_read_exact_to_the_microsecond(ts: str, instant: str) -> None:
    assert said_at(ts) == at(instant)
