"""Drills begin at an hour that is drawn once for a month and an account, and have numbers of their own."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import drill
from bot.domain.calendar.zones import first_instant

MONTHS = st.dates(date(2000, 1, 1), date(2100, 12, 31)).map(lambda day: day.replace(day=1))
ZONES = st.sampled_from(["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe"])
MARCH = date(2026, 3, 1)


@given(st.text(max_size=20), MONTHS, ZONES)
def test_a_drill_begins_within_its_month_and_at_the_same_minute_whenever_asked(
    account: str, month: date, zone: str
) -> None:
    at = drill.instant(account, month, zone)
    assert first_instant(zone, month, "00:00") <= at < first_instant(zone, drill.next_month(month), "00:00")
    assert at == drill.instant(account, month, zone)


def test_a_drill_begins_at_another_hour_for_each_account_and_month_and_at_any_hour_of_the_day() -> None:
    begun = {drill.instant(name, MARCH, "UTC") for name in map(str, range(500))}
    assert len(begun) > 480
    assert {at.hour for at in begun} == set(range(24))
    assert drill.instant("partiful", MARCH, "UTC") - drill.instant(
        "partiful", date(2026, 4, 1), "UTC"
    ) != timedelta(days=-31)


@pytest.mark.parametrize(
    ("number", "key"),
    [(12, "PARTIFUL-12"), (0, "PARTIFUL-0"), (drill.number_of(MARCH), "PARTIFUL-drill-2026-03")],
)
def test_a_drill_is_called_by_its_month(number: int, key: str) -> None:
    assert drill.ticket_key("PARTIFUL", number) == key


def test_the_month_after_december_is_january() -> None:
    assert drill.next_month(date(2026, 12, 31)) == date(2027, 1, 1)
