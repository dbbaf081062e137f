"""When turns begin: reading their length and handoff, and each kind over the odd days of the calendar."""

from datetime import date

import pytest

from bot.domain.calendar.zones import LAST, instant_at, microseconds
from bot.domain.schedules import Every, Handoff, Turns, Unit, parse_every, parse_handoff
from bot.domain.schedules.horizon import NEVER
from tests.unit.domain.samples import EASTERN, at, whole


def begin(turns: Turns, *numbers: int) -> list[str]:
    """Return when turns begin, as UTC reads."""
    return [f"{instant_at(turns.begins(number)):%Y-%m-%d %H:%M}" for number in numbers]


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("12 hours", Every(12, Unit.HOUR)),
        ("1 hour", Every(1, Unit.HOUR)),
        ("1 day", Every(1, Unit.DAY)),
        (" 2 Weeks ", Every(2, Unit.WEEK)),
        ("1 month", Every(1, Unit.MONTH)),
    ],
)
def test_lengths_of_turns_are_read(text: str, every: Every) -> None:
    assert parse_every(text) == every


@pytest.mark.parametrize(
    "text", ["", "week", "1", "0 days", "1.5 days", "-1 day", "2 years", "1 hourss", "١ day"]
)
def test_anything_else_is_no_length_of_a_turn(text: str) -> None:
    sentence = f"“{text}” isn't a length of a turn; write one like 12 hours, 1 day, 2 weeks or 1 month"
    with pytest.raises(ValueError, match=whole(sentence)):
        parse_every(text)


@pytest.mark.parametrize(
    ("text", "unit", "handoff"),
    [
        ("Mon 09:00", Unit.WEEK, Handoff("09:00", 0)),
        ("sunday 23:30", Unit.WEEK, Handoff("23:30", 6)),
        ("00:00", Unit.HOUR, Handoff("00:00")),
        ("9:00", Unit.DAY, Handoff("9:00")),
        (" 08:15 ", Unit.MONTH, Handoff("08:15")),
    ],
)
def test_handoffs_are_read(text: str, unit: Unit, handoff: Handoff) -> None:
    assert parse_handoff(text, unit) == handoff


@pytest.mark.parametrize(
    ("text", "unit", "sentence"),
    [
        ("09:00", Unit.WEEK, "“09:00” isn't a weekly handoff; write a weekday and a time like Mon 09:00"),
        (
            "Mon,Tue 09:00",
            Unit.WEEK,
            "“Mon,Tue 09:00” isn't a weekly handoff; write a weekday and a time like Mon 09:00",
        ),
        (
            "Mon 24:00",
            Unit.WEEK,
            "“Mon 24:00” isn't a weekly handoff; write a weekday and a time like Mon 09:00",
        ),
        (
            "Mon 09:00",
            Unit.DAY,
            "“Mon 09:00” names a weekday, but no week is counted; write a time like 09:00",
        ),
        ("24:00", Unit.DAY, "“24:00” is the end of a day; write 00:00"),
        ("noon", Unit.DAY, "“noon” isn't a time of day; write one like 09:00"),
        ("", Unit.HOUR, "“” isn't a time of day; write one like 09:00"),
    ],
)
def test_a_handoff_that_does_not_fit_is_refused(text: str, unit: Unit, sentence: str) -> None:
    with pytest.raises(ValueError, match=whole(sentence)):
        parse_handoff(text, unit)


def test_weekly_turns_begin_at_the_first_handoff_on_or_after_the_day_given() -> None:
    weekly = Turns("UTC", Every(1, Unit.WEEK), Handoff("09:00", 0), date(2026, 1, 6))
    assert begin(weekly, 0, 1) == ["2026-01-12 09:00", "2026-01-19 09:00"]
    on_the_day = Turns("UTC", Every(2, Unit.WEEK), Handoff("09:00", 1), date(2026, 1, 6))
    assert begin(on_the_day, 0, 1) == ["2026-01-06 09:00", "2026-01-20 09:00"]


def test_before_its_first_turn_there_is_none() -> None:
    daily = Turns(EASTERN, Every(1, Unit.DAY), Handoff("09:00"), date(2026, 1, 6))
    assert daily.at(microseconds(at("2026-01-06T08:59-05:00"))) is None
    assert daily.at(microseconds(at("2026-01-06T09:00-05:00"))) == 0
    assert daily.at(microseconds(at("2026-01-07T08:59-05:00"))) == 0
    assert daily.at(microseconds(at("2026-01-07T09:00-05:00"))) == 1


def test_a_handoff_in_the_gap_is_at_its_end() -> None:
    daily = Turns(EASTERN, Every(1, Unit.DAY), Handoff("02:30"), date(2026, 3, 7))
    assert begin(daily, 0, 1, 2) == ["2026-03-07 07:30", "2026-03-08 07:00", "2026-03-09 06:30"]


def test_a_handoff_in_the_fold_is_the_first_of_the_two() -> None:
    daily = Turns(EASTERN, Every(1, Unit.DAY), Handoff("01:30"), date(2026, 10, 31))
    assert begin(daily, 1) == ["2026-11-01 05:30"]
    for moment in ("2026-11-01T01:30-04:00", "2026-11-01T01:10-05:00", "2026-11-01T01:30-05:00"):
        assert daily.at(microseconds(at(moment))) == 1


def test_the_very_first_handoff_may_fall_into_the_fold() -> None:
    daily = Turns(EASTERN, Every(1, Unit.DAY), Handoff("01:30"), date(2026, 11, 1))
    assert daily.at(microseconds(at("2026-11-01T01:29-04:00"))) is None
    assert daily.at(microseconds(at("2026-11-01T01:10-05:00"))) == 0


def test_turns_of_hours_are_real_hours_from_the_first_and_never_set_right_by_the_clock() -> None:
    shifts = Turns(EASTERN, Every(12, Unit.HOUR), Handoff("08:00"), date(2026, 3, 7))
    assert begin(shifts, 0, 1, 2, 3) == [
        "2026-03-07 13:00",
        "2026-03-08 01:00",
        "2026-03-08 13:00",
        "2026-03-09 01:00",
    ]


def test_months_end_on_their_last_day_where_they_are_short() -> None:
    monthly = Turns("UTC", Every(1, Unit.MONTH), Handoff("10:00"), date(2026, 1, 31))
    assert begin(monthly, 0, 1, 2, 3, 25) == [
        "2026-01-31 10:00",
        "2026-02-28 10:00",
        "2026-03-31 10:00",
        "2026-04-30 10:00",
        "2028-02-29 10:00",
    ]
    assert monthly.at(microseconds(at("2026-02-28T09:59Z"))) == 0
    assert monthly.at(microseconds(at("2026-02-28T10:00Z"))) == 1


def test_a_quarter_is_three_months() -> None:
    quarters = Turns("UTC", Every(3, Unit.MONTH), Handoff("00:00"), date(2025, 11, 30))
    assert begin(quarters, 0, 1, 2) == ["2025-11-30 00:00", "2026-02-28 00:00", "2026-05-30 00:00"]
    assert quarters.at(microseconds(at("2026-02-27T23:59Z"))) == 0


def test_a_date_that_never_was_leaves_its_turn_the_start_of_the_next_day() -> None:
    daily = Turns("Pacific/Apia", Every(1, Unit.DAY), Handoff("09:00"), date(2011, 12, 29))
    assert begin(daily, 0, 1, 2) == ["2011-12-29 19:00", "2011-12-30 10:00", "2011-12-30 19:00"]


def test_turns_end_where_the_calendar_does() -> None:
    monthly = Turns("UTC", Every(9999, Unit.MONTH), Handoff("00:00"), date(2026, 1, 31))
    yearly = Turns("UTC", Every(366, Unit.DAY), Handoff("00:00"), date(2026, 1, 31))
    for turns in (monthly, yearly):
        last = turns.at(LAST)
        assert last is not None
        assert turns.begins(last + 1) == NEVER


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_outside_the_calendar_is_refused(day: date) -> None:
    sentence = f"{day} is out of range: turns begin from 0002-01-10 to 9998-12-20"
    with pytest.raises(ValueError, match=whole(sentence)):
        Turns("UTC", Every(1, Unit.DAY), Handoff("00:00"), day)


@pytest.mark.parametrize(
    ("zone", "every", "handoff", "sentence"),
    [
        ("Mars/Base", Every(1, Unit.DAY), Handoff("00:00"), "“Mars/Base” isn't a time zone"),
        ("UTC", Every(1, Unit.WEEK), Handoff("00:00"), "exactly where turns last weeks"),
        ("UTC", Every(1, Unit.DAY), Handoff("00:00", 1), "exactly where turns last weeks"),
    ],
)
def test_turns_that_contradict_themselves_are_refused(
    zone: str, every: Every, handoff: Handoff, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        Turns(zone, every, handoff, date(2026, 1, 1))


def test_a_turn_lasts_something() -> None:
    with pytest.raises(ValueError, match="a turn lasts 1 hour, day, week or month at least"):
        Every(0, Unit.DAY)
