"""Durations as people write and read them."""

from datetime import timedelta

import pytest

from bot.domain.calendar.durations import in_words, parse_business_days, parse_duration


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1h", 60),
        ("15m", 15),
        ("7 days", 7 * 1440),
        ("2h 30m", 150),
        ("2h30m", 150),
        (" 1 Hour ", 60),
        ("2 weeks", 14 * 1440),
        ("90 min", 90),
        ("1d 2h", 26 * 60),
    ],
)
def test_durations_are_read_as_written(text: str, minutes: int) -> None:
    assert parse_duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text", ["", "h", "5", "1 fortnight", "1h and 2m", "-1h", "0m", "1.5h", "5 business days", "1s"]
)
def test_what_is_no_duration_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="isn't a duration; write one like 15m, 1h or 7 days"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("text", "days"), [("5 business days", 5), (" 1 Business Day ", 1), ("10  business days", 10)]
)
def test_business_days_are_read_as_written(text: str, days: int) -> None:
    assert parse_business_days(text) == days


@pytest.mark.parametrize(
    "text", ["", "5", "5 days", "0 business days", "-1 business days", "five business days"]
)
def test_what_is_no_number_of_business_days_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="isn't a number of business days"):
        parse_business_days(text)


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(0), "under a minute"),
        (timedelta(seconds=59), "under a minute"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(minutes=24, seconds=59), "24 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=1, minutes=5), "1 h 5 min"),
        (timedelta(days=1), "1 d"),
        (timedelta(days=3, hours=2, minutes=59), "3 d 2 h"),
        (timedelta(minutes=-24), "24 min"),
    ],
)
def test_durations_are_said_briefly(duration: timedelta, words: str) -> None:
    assert in_words(duration) == words
