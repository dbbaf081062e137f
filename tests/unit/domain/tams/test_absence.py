"""An absence: whole days in somebody's zone or some hours, over the changes of clocks, and in words."""

from datetime import date

import pytest

from bot.domain.tams import FOR_EVER, Absence
from bot.domain.wording import TimeFormat, WallClock
from tests.unit.domain.samples import EASTERN, at, away

NOW = at("2026-03-03T10:00-05:00")
CLOCK = WallClock(EASTERN)
BERLIN = "Europe/Berlin"


def hours(start: str, end: str, zone: str = EASTERN) -> Absence:
    return Absence(at(start), at(end), zone)


@pytest.mark.parametrize(
    ("zone", "day", "start", "end"),
    [
        (EASTERN, date(2026, 3, 8), "2026-03-08T05:00Z", "2026-03-09T04:00Z"),  # 23 hours
        (EASTERN, date(2026, 11, 1), "2026-11-01T04:00Z", "2026-11-02T05:00Z"),  # 25 hours
        ("Africa/Cairo", date(2026, 4, 24), "2026-04-23T22:00Z", "2026-04-24T21:00Z"),  # midnight is skipped
        ("America/Havana", date(2024, 11, 3), "2024-11-03T04:00Z", "2024-11-04T05:00Z"),  # it comes twice
    ],
)
def test_a_whole_day_is_as_long_as_the_wall_clock_says(zone: str, day: date, start: str, end: str) -> None:
    absence = Absence.of_days(day, day, zone)
    assert (absence.start, absence.end) == (at(start), at(end))
    assert absence.days == (day, day)


@pytest.mark.parametrize(
    ("absence", "words"),
    [
        (away("2026-03-09", "2026-03-09"), "Mon, Mar 9"),
        (away("2026-12-24", "2027-01-02"), "Thu, Dec 24 to Sat, Jan 2, 2027"),
        (hours("2026-03-03T13:00-05:00", "2026-03-03T15:00-05:00"), "Tue, Mar 3, 1:00 PM ET to 3:00 PM ET"),
        (
            hours("2026-03-06T14:00-05:00", "2026-03-09T10:00-04:00"),
            "Fri, Mar 6, 2:00 PM ET to Mon, Mar 9, 10:00 AM ET",
        ),
        (
            hours("2026-03-06T00:00-05:00", "2026-03-07T00:00-05:00", BERLIN),
            "Fri, Mar 6, 12:00 AM ET to Sat, Mar 7, 12:00 AM ET",
        ),
        (Absence(NOW, FOR_EVER, EASTERN), "Tue, Mar 3, 10:00 AM ET until told back"),
        (away("2026-03-03", "9999-12-31"), "Tue, Mar 3 to Fri, Dec 31, 9999"),
    ],
)
def test_days_are_said_as_days_and_all_else_by_the_clock(absence: Absence, words: str) -> None:
    assert absence.words(CLOCK, NOW) == words


def test_the_clock_is_the_reader_s() -> None:
    lunch = hours("2026-03-03T13:00-05:00", "2026-03-03T15:00-05:00")
    assert lunch.words(WallClock(BERLIN, TimeFormat.WHOLE_DAY), NOW) == "Tue, Mar 3, 19:00 CET to 21:00 CET"


@pytest.mark.parametrize(
    ("absence", "through", "to_the_end"),
    [
        (away("2026-03-09", "2026-03-10"), date(2026, 3, 10), True),
        (hours("2026-03-06T14:00-05:00", "2026-03-09T00:00-04:00"), date(2026, 3, 8), True),
        (hours("2026-03-06T14:00-05:00", "2026-03-09T00:01-04:00"), date(2026, 3, 9), False),
        (Absence(NOW, FOR_EVER, EASTERN), date.max, False),
        (away("2026-03-03", "9999-12-31"), date.max, True),
    ],
)
def test_the_last_day_is_off_to_its_end_or_in_part(absence: Absence, through: date, to_the_end: bool) -> None:
    assert (absence.through, absence.ends_with_a_day) == (through, to_the_end)
