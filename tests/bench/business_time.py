"""Business time: `add` and `between`, from three hours to ten years."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.domain.business_hours import BusinessCalendar, parse_week
from tests.bench.measure import Figure, best_of
from tests.fixtures.desk import sample

_CALLS = 20_000


def figures() -> Iterator[Figure]:
    """Time both operations over a short and a long span."""
    holidays = sample().provider.holidays
    calendar = BusinessCalendar("America/New_York", parse_week("Mon-Fri 09:00-18:00"), holidays)
    start = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
    for name, hours, end in (
        ("3 h", timedelta(hours=3), start + timedelta(hours=3)),
        ("10 years", timedelta(hours=9 * 250 * 10), start + timedelta(days=3652)),
    ):
        calendar.add(start, hours), calendar.between(start, end)  # the tables are built once
        add = best_of(5, partial(_repeat, calendar.add, start, hours))
        between = best_of(5, partial(_repeat, calendar.between, start, end))
        yield Figure(f"business time, add {name}", add / _CALLS * 1e6, "us", 2)
        yield Figure(f"business time, between {name}", between / _CALLS * 1e6, "us", 2)


def _repeat(call: Callable[..., object], *given: object) -> None:
    for _ in range(_CALLS):
        call(*given)
