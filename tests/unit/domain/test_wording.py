"""How instants are written for people."""

from datetime import date

import pytest

from bot.domain.wording import TimeFormat, WallClock, clock_time, day_words, moment, zone_word
from tests.unit.domain.samples import EASTERN, at

HALVES, WHOLE_DAY = WallClock(EASTERN), WallClock(EASTERN, TimeFormat.WHOLE_DAY)


@pytest.mark.parametrize(
    ("when", "now", "words"),
    [
        ("2026-03-06T12:00-05:00", "2026-03-06T09:00-05:00", "12:00 PM ET"),
        ("2026-03-06T00:05-05:00", "2026-03-06T09:00-05:00", "12:05 AM ET"),
        ("2026-03-06T13:00-05:00", "2026-03-06T09:00-05:00", "1:00 PM ET"),
        ("2026-03-09T09:00-04:00", "2026-03-06T17:30-05:00", "Mon, Mar 9, 9:00 AM ET"),
        ("2026-07-06T09:00-04:00", "2026-07-06T01:00-04:00", "9:00 AM ET"),
        ("2027-01-04T09:00-05:00", "2026-12-31T17:30-05:00", "Mon, Jan 4, 2027, 9:00 AM ET"),
        ("2026-03-07T01:00Z", "2026-03-06T20:00-05:00", "8:00 PM ET"),
    ],
)
def test_the_date_is_said_only_when_it_is_another_local_one(when: str, now: str, words: str) -> None:
    assert clock_time(at(when), HALVES, at(now)) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-03-06T00:05-05:00", "00:05 ET"),
        ("2026-03-06T09:00-05:00", "09:00 ET"),
        ("2026-03-06T12:00-05:00", "12:00 ET"),
        ("2026-03-06T23:59-05:00", "23:59 ET"),
        ("2026-03-09T13:30-04:00", "Mon, Mar 9, 13:30 ET"),
    ],
)
def test_some_read_the_day_in_24_hours(when: str, words: str) -> None:
    assert clock_time(at(when), WHOLE_DAY, at("2026-03-06T09:00-05:00")) == words
    assert moment(at(when), WHOLE_DAY).endswith(words)


def test_a_moment_always_has_its_date() -> None:
    assert moment(at("2028-02-29T09:00-05:00"), HALVES) == "Tue, Feb 29, 9:00 AM ET"


def test_days_have_their_year_when_it_is_not_this_one() -> None:
    assert day_words(date(2026, 12, 24), date(2026, 1, 2)) == "Thu, Dec 24"
    assert day_words(date(2027, 1, 1), date(2026, 12, 24)) == "Fri, Jan 1, 2027"


@pytest.mark.parametrize(
    ("zone", "when", "word"),
    [
        ("America/New_York", "2026-07-01T00:00Z", "ET"),
        ("America/Chicago", "2026-01-01T00:00Z", "CT"),
        ("America/Denver", "2026-01-01T00:00Z", "MT"),
        ("America/Los_Angeles", "2026-01-01T00:00Z", "PT"),
        ("America/Phoenix", "2026-07-01T00:00Z", "MST"),
        ("Europe/London", "2026-07-01T00:00Z", "BST"),
        ("UTC", "2026-07-01T00:00Z", "UTC"),
        ("America/Sao_Paulo", "2026-07-01T00:00Z", "UTC-3"),
        ("Asia/Kathmandu", "2026-07-01T00:00Z", "UTC+5:45"),
    ],
)
def test_zones_are_named_as_people_name_them(zone: str, when: str, word: str) -> None:
    assert zone_word(zone, at(when)) == word


def test_a_naive_datetime_is_refused() -> None:
    aware = at("2026-03-06T12:00-05:00")
    with pytest.raises(ValueError, match="no UTC offset"):
        clock_time(aware.replace(tzinfo=None), HALVES, aware)
    with pytest.raises(ValueError, match="no UTC offset"):
        clock_time(aware, HALVES, aware.replace(tzinfo=None))
