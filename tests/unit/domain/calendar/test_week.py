"""Weekly hours as an operator writes them."""

import pytest

from bot.domain.business_hours import BusinessCalendar, parse_week
from bot.domain.calendar.week import is_around_the_clock, overlapping_day, spans

DAY = ("09:00", "18:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon-Fri 09:00-18:00", {day: [DAY] for day in ("mon", "tue", "wed", "thu", "fri")}),
        (
            "Mon-Tue 09:00-12:00 13:00-18:00, Fri 09:00-15:00",
            {
                "mon": [("09:00", "12:00"), ("13:00", "18:00")],
                "tue": [("09:00", "12:00"), ("13:00", "18:00")],
                "fri": [("09:00", "15:00")],
            },
        ),
        ("Sat,Sun 10:00-14:00", {"sat": [("10:00", "14:00")], "sun": [("10:00", "14:00")]}),
        ("Fri-Mon 22:00-06:00", {day: [("22:00", "06:00")] for day in ("fri", "sat", "sun", "mon")}),
        ("monday 9:00–18:00", {"mon": [("9:00", "18:00")]}),
        (
            " ALWAYS ",
            {day: [("00:00", "24:00")] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
        ),
    ],
)
def test_hours_are_read_as_written(text: str, expected: dict[str, list[tuple[str, str]]]) -> None:
    assert parse_week(text) == expected


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "gives no hours"),
        ("Mon-Fri", "gives no hours"),
        ("Mon 09:00-18:00, Fri", "gives no hours"),
        ("09:00-18:00", "a time before any weekday"),
        ("Mon-Frei 09:00-18:00", "“Frei” in .* isn't a weekday"),
        ("- 09:00-18:00", "isn't a weekday"),
        ("Mon 9AM-6PM", "“9AM” isn't a time of day"),
        ("Mon 09:00", "“” isn't a time of day"),
        ("Mon 09:00-24:01", "“24:01” isn't a time of day"),
        ("Mon 09:60-10:00", "“09:60” isn't a time of day"),
        ("Mon 09:0-10:00", "“09:0” isn't a time of day"),
        ("Mon 09:00-09:00", "starts when it ends"),
        ("Mon 24:00-06:00", "starts at the end of the day"),
    ],
)
def test_unclear_hours_are_refused_in_words(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_week(text)


def test_a_week_given_directly_is_checked_too() -> None:
    with pytest.raises(ValueError, match="“Monday” isn't a weekday"):
        BusinessCalendar("UTC", {"Monday": [DAY]})
    with pytest.raises(ValueError, match="starts when it ends"):
        BusinessCalendar("UTC", {"mon": [("09:00", "09:00")]})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("always", True),
        ("Mon-Sun 00:00-12:00 11:00-24:00", True),
        ("Mon-Sun 00:00-12:00 12:01-24:00", False),
        ("Mon-Sun 00:00-23:59", False),
        ("Mon-Sun 12:00-00:00 00:00-12:00", True),
        ("Mon-Sun 06:00-05:00 05:00-06:00", True),
        ("Mon-Fri 09:00-18:00", False),
    ],
)
def test_a_week_without_a_closed_moment_is_known_as_such(text: str, expected: bool) -> None:
    assert is_around_the_clock(spans(parse_week(text))) is expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mon-Fri 09:00-18:00", None),
        ("Mon 09:00-12:00 12:00-18:00", None),
        ("Fri-Mon 22:00-06:00", None),
        ("always", None),
        ("Mon 09:00-12:00 11:59-18:00", "Mon"),
        ("Mon-Fri 09:00-18:00, Fri 09:00-15:00", "Fri"),
        ("Sun 22:00-06:00, Mon 05:00-09:00", "Mon"),
        ("Sun 22:00-06:00, Mon 06:00-09:00", None),
        ("Tue 00:00-24:00, Mon 20:00-00:30", "Tue"),
    ],
)
def test_hours_that_name_a_moment_twice_are_found(text: str, day: str | None) -> None:
    assert overlapping_day(parse_week(text)) == day
