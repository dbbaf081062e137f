"""Business time on the cases that people argue about."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta, timezone
from threading import Thread

import pytest

from bot.domain.business_hours import (
    AROUND_THE_CLOCK,
    AnyOf,
    BusinessCalendar,
    OpenHours,
    first_instant,
    parse_week,
)
from bot.domain.calendar import zones
from tests.unit.domain.samples import EASTERN, at, office

FRIDAY_3PM = at("2026-03-06T15:00-05:00")
HOUR = timedelta(hours=1)


def test_only_the_pinned_wheel_says_where_zones_change() -> None:
    assert zoneinfo.TZPATH == ()


def test_it_is_open_from_the_first_moment_and_closed_on_the_close() -> None:
    calendar = office()
    assert calendar.is_open(at("2026-03-06T09:00-05:00"))
    assert calendar.is_open(at("2026-03-06T17:59:59.999999-05:00"))
    assert not calendar.is_open(at("2026-03-06T18:00-05:00"))
    assert not calendar.is_open(at("2026-03-06T08:59:59.999999-05:00"))


def test_nine_o_clock_is_nine_on_a_new_yorkers_clock_all_year() -> None:
    assert office().next_open(at("2026-01-05T00:00Z")) == at("2026-01-05T14:00Z")
    assert office().next_open(at("2026-07-06T00:00Z")) == at("2026-07-06T13:00Z")


def test_a_friday_afternoon_duration_lands_on_the_close() -> None:
    assert office().add(FRIDAY_3PM, 3 * HOUR) == at("2026-03-06T18:00-05:00")


def test_a_moment_more_lands_on_the_next_opening() -> None:
    late = office().add(FRIDAY_3PM, 3 * HOUR + timedelta(microseconds=1))
    assert late == at("2026-03-09T09:00:00.000001-04:00")


def test_going_back_lands_on_the_latest_instant_that_fits() -> None:
    monday = at("2026-03-09T10:00-04:00")
    assert office().add(monday, -HOUR) == at("2026-03-09T09:00-04:00")
    assert office().add(monday, -2 * HOUR) == at("2026-03-06T17:00-05:00")


def test_no_duration_returns_the_same_instant_even_when_closed() -> None:
    saturday = at("2026-03-07T12:00-05:00")
    assert office().add(saturday, timedelta(0)) == saturday
    assert office("Mon 09:00-10:00").add(saturday, timedelta(0)) == saturday


def test_nothing_passes_overnight_and_reversed_time_is_negative() -> None:
    evening, morning = at("2026-03-05T18:00-05:00"), at("2026-03-06T09:00-05:00")
    assert office().between(evening, morning) == timedelta(0)
    assert office().between(FRIDAY_3PM, at("2026-03-09T10:00-04:00")) == 4 * HOUR
    assert office().between(at("2026-03-09T10:00-04:00"), FRIDAY_3PM) == -4 * HOUR


@pytest.mark.parametrize(("night", "hours"), [("2026-03-07", 23), ("2026-10-31", 25), ("2026-06-06", 24)])
def test_a_night_shift_over_a_clock_change_lasts_as_long_as_it_lasts(night: str, hours: int) -> None:
    calendar = office("always")
    start = first_instant(EASTERN, date.fromisoformat(night), "12:00")
    end = first_instant(EASTERN, date.fromisoformat(night) + timedelta(days=1), "12:00")
    assert calendar.between(start, end) == hours * HOUR


def test_hours_that_begin_in_the_skipped_hour_begin_after_it() -> None:
    calendar = office("Sun 02:30-10:00")
    assert calendar.next_open(at("2026-03-08T00:00-05:00")) == at("2026-03-08T03:00-04:00")
    assert calendar.between(at("2026-03-08T00:00-05:00"), at("2026-03-08T12:00-04:00")) == 7 * HOUR


def test_hours_that_begin_in_the_repeated_hour_are_read_off_the_clock() -> None:
    calendar = office("Sun 01:30-09:00")
    midnight = at("2026-11-01T00:00-04:00")
    assert calendar.is_open(at("2026-11-01T01:45-04:00"))
    assert not calendar.is_open(at("2026-11-01T01:15-05:00"))
    assert calendar.is_open(at("2026-11-01T01:45-05:00"))
    assert calendar.between(midnight, midnight + 24 * HOUR) == 8 * HOUR


def test_a_date_that_never_was_is_no_business_day() -> None:
    apia = office("always", "Pacific/Apia")
    thursday = at("2011-12-29T12:00-10:00")
    assert apia.add_days(thursday, 1) == at("2011-12-31T12:00+14:00")
    assert apia.between(thursday, at("2011-12-31T12:00+14:00")) == 24 * HOUR
    assert office("Fri 09:00-18:00", "Pacific/Apia").next_open(thursday) == at("2012-01-06T09:00+14:00")


def test_a_holiday_blanks_its_own_date_and_not_the_rest_of_the_night() -> None:
    calendar = office("Mon-Sun 22:00-06:00", holidays=[date(2026, 1, 19)])
    assert calendar.is_open(at("2026-01-18T23:00-05:00"))
    assert not calendar.is_open(at("2026-01-19T01:00-05:00"))
    assert not calendar.is_open(at("2026-01-19T23:00-05:00"))
    assert calendar.is_open(at("2026-01-20T01:00-05:00"))


def test_an_absence_is_taken_out_and_overlapping_ones_once() -> None:
    calendar = office(away=["2026-03-06T12:00-05:00/2026-03-06T14:00-05:00"]).minus(
        [(at("2026-03-06T13:00-05:00"), at("2026-03-06T15:30-05:00"))]
    )
    assert not calendar.is_open(at("2026-03-06T13:59-05:00"))
    assert calendar.between(at("2026-03-06T09:00-05:00"), at("2026-03-06T18:00-05:00")) == 5.5 * HOUR
    assert calendar.next_change(at("2026-03-06T11:00-05:00")) == at("2026-03-06T12:00-05:00")


def test_an_absence_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        office(away=["2026-03-06T14:00-05:00/2026-03-06T12:00-05:00"])


def test_an_empty_week_is_never_open() -> None:
    never = BusinessCalendar(EASTERN, {"mon": []})
    for hours in (never, AnyOf(EASTERN, [never]), AnyOf(EASTERN, [])):
        assert hours.next_open(FRIDAY_3PM) is None
        assert hours.add(FRIDAY_3PM, HOUR) is None
        assert hours.add(FRIDAY_3PM, -HOUR) is None
        assert hours.add_days(FRIDAY_3PM, 1) is None
        assert hours.add_days(FRIDAY_3PM, 0) is None
        assert hours.between(FRIDAY_3PM, FRIDAY_3PM + 900 * HOUR) == timedelta(0)
        assert not hours.is_open(FRIDAY_3PM)
    assert never.next_change(FRIDAY_3PM) is None


def test_years_of_holidays_only_postpone_the_next_opening() -> None:
    mondays = [date(2026, 3, 9) + timedelta(weeks=week) for week in range(52 * 12)]
    calendar = office("Mon 09:00-10:00", holidays=mondays)
    expected = first_instant(EASTERN, mondays[-1] + timedelta(weeks=1), "09:00")
    assert calendar.next_open(FRIDAY_3PM) == expected
    assert calendar.add(FRIDAY_3PM, HOUR) == expected + HOUR


def test_hours_that_a_clock_change_swallows_come_again_next_week() -> None:
    calendar = office("Sun 02:00-03:00")
    assert calendar.next_open(at("2026-03-08T00:00-05:00")) == at("2026-03-15T02:00-04:00")


def test_whoever_is_away_for_good_is_never_open_again() -> None:
    gone = office(away=["2026-03-06T12:00-05:00/9998-12-31T00:00Z"])
    assert gone.next_open(FRIDAY_3PM) is None
    assert gone.add(FRIDAY_3PM, HOUR) is None
    assert gone.add_days(at("2026-03-06T11:00-05:00"), 1) is None
    assert gone.next_change(FRIDAY_3PM) is None


def test_before_the_calendar_begins_nothing_was_ever_open() -> None:
    assert office("Mon 09:00-10:00").add(at("0003-01-01T00:00Z"), timedelta(days=-30)) is None


def test_going_back_further_than_what_is_known_so_far_still_answers() -> None:
    assert office("Mon 09:00-10:00").add(at("2026-03-10T00:00Z"), -52 * HOUR) == at("2025-03-17T09:00-04:00")


def test_who_works_around_the_clock_changes_for_holidays_only() -> None:
    always = office("always", holidays=[date(2026, 3, 20)])
    assert always.next_change(FRIDAY_3PM) == at("2026-03-20T00:00-04:00")
    assert always.next_change(at("2026-03-20T12:00-04:00")) == at("2026-03-21T00:00-04:00")
    assert always.next_change(at("2026-03-21T00:00-04:00")) is None
    assert AROUND_THE_CLOCK.next_change(FRIDAY_3PM) is None


def test_opening_and_closing_follow_each_other() -> None:
    calendar = office()
    closes = calendar.next_change(FRIDAY_3PM)
    assert closes == at("2026-03-06T18:00-05:00")
    assert calendar.next_change(closes) == at("2026-03-09T09:00-04:00")


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2026-03-06T17:30-05:00", 5, "2026-03-13T17:30-04:00"),
        ("2026-03-07T14:00-05:00", 1, "2026-03-10T09:00-04:00"),  # Saturday: counts from Monday's opening
        ("2026-03-06T20:00-05:00", 1, "2026-03-10T09:00-04:00"),  # after the close: the same
        ("2026-03-06T08:00-05:00", 1, "2026-03-09T09:00-04:00"),
        ("2026-01-16T12:00-05:00", 1, "2026-01-20T12:00-05:00"),  # Monday is a holiday
        ("2026-03-07T14:00-05:00", 0, "2026-03-09T09:00-04:00"),
        ("2026-03-06T12:00-05:00", 600, "2028-06-23T12:00-04:00"),
    ],
)
def test_business_days_keep_the_wall_time_from_the_first_open_instant(
    start: str, days: int, expected: str
) -> None:
    calendar = office(holidays=[date(2026, 1, 19)])
    assert calendar.add_days(at(start), days) == at(expected)


def test_a_wall_time_that_is_closed_that_day_waits_for_the_next_opening() -> None:
    calendar = office("Mon 09:00-18:00, Tue 09:00-12:00, Wed 10:00-18:00")
    assert calendar.add_days(at("2026-03-09T17:00-04:00"), 1) == at("2026-03-11T10:00-04:00")


def test_business_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forward only"):
        office().add_days(FRIDAY_3PM, -1)


def test_business_days_of_several_zones_are_counted_in_the_zone_of_the_whole() -> None:
    sydney = office("Mon 09:00-12:00", "Australia/Sydney")
    both = AnyOf(EASTERN, [sydney])
    sunday_evening = at("2026-03-08T18:00-04:00")
    assert both.next_open(at("2026-03-06T12:00-05:00")) == sunday_evening
    assert both.add_days(sunday_evening, 1) == at("2026-03-15T18:00-04:00")


def test_any_of_two_calendars_is_open_while_either_is() -> None:
    early, late = office("Mon-Fri 07:00-12:00"), office("Mon-Fri 11:00-18:00")
    both = AnyOf(EASTERN, [early, late])
    assert both.between(at("2026-03-06T00:00-05:00"), at("2026-03-07T00:00-05:00")) == 11 * HOUR
    assert both.add(at("2026-03-06T17:00-05:00"), 2 * HOUR) == at("2026-03-09T08:00-04:00")


def test_a_day_is_a_holiday_of_several_calendars_when_it_is_one_of_each() -> None:
    week, monday, tuesday = parse_week("always"), date(2026, 3, 9), date(2026, 3, 10)
    one = BusinessCalendar("America/New_York", week, [monday, tuesday])
    both = AnyOf("America/New_York", [one, BusinessCalendar("Europe/Berlin", week, [tuesday])])
    assert (one.is_holiday(monday), both.is_holiday(monday), both.is_holiday(tuesday)) == (True, False, True)


def test_around_the_clock_is_plain_time() -> None:
    assert AROUND_THE_CLOCK.add(FRIDAY_3PM, 49 * HOUR) == FRIDAY_3PM + 49 * HOUR
    assert AROUND_THE_CLOCK.add(FRIDAY_3PM, -49 * HOUR) == FRIDAY_3PM - 49 * HOUR
    assert AROUND_THE_CLOCK.between(FRIDAY_3PM, FRIDAY_3PM + HOUR) == HOUR
    assert AROUND_THE_CLOCK.next_open(FRIDAY_3PM) == FRIDAY_3PM
    assert AROUND_THE_CLOCK.add_days(FRIDAY_3PM, 3) == FRIDAY_3PM + 72 * HOUR
    assert AROUND_THE_CLOCK.is_open(FRIDAY_3PM)


def test_the_arguments_own_offset_never_decides() -> None:
    spelled = FRIDAY_3PM.astimezone(timezone(timedelta(hours=9)))
    assert office().add(spelled, 3 * HOUR) == office().add(FRIDAY_3PM, 3 * HOUR)
    assert office().add(spelled, 3 * HOUR) == at("2026-03-06T23:00Z")


def test_a_naive_datetime_is_refused_everywhere() -> None:
    naive = FRIDAY_3PM.replace(tzinfo=None)
    calendar = office()
    for ask in (calendar.is_open, calendar.next_open, calendar.next_change):
        with pytest.raises(ValueError, match="has no UTC offset"):
            ask(naive)
    for ask_both in (
        lambda: calendar.add(naive, HOUR),
        lambda: calendar.add_days(naive, 1),
        lambda: calendar.between(naive, FRIDAY_3PM),
        lambda: calendar.between(FRIDAY_3PM, naive),
    ):
        with pytest.raises(ValueError, match="has no UTC offset"):
            ask_both()


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("America/Gotham", "write one like America/New_York"),
        ("Mars", "write one like America/New_York"),
        ("", "write one like America/New_York"),
        ("x" * 3000, "write one like America/New_York"),
        ("America/NewYork", "did you mean America/New_York?"),
        ("america/new york", "did you mean America/New_York?"),
        ("Los  Angeles", "did you mean America/Los_Angeles?"),
        ("berlin", "did you mean Europe/Berlin?"),
        ("Europe/Berlín", "did you mean Europe/Berlin?"),
        ("Kolkata", "did you mean Asia/Kolkata?"),
    ],
)
def test_a_zone_that_does_not_exist_is_refused_with_the_nearest(written: str, advice: str) -> None:
    with pytest.raises(ValueError, match="a time zone") as refused:
        office(zone=written)
    assert str(refused.value) == f"“{written}” isn't a time zone; {advice}"


@pytest.mark.parametrize("year", [1, 9999])
def test_instants_at_the_ends_of_the_calendar_are_refused_in_words(year: int) -> None:
    with pytest.raises(ValueError, match="year 2 to"):
        office().is_open(datetime(year, 6, 1, tzinfo=UTC))


def test_centuries_away_it_answers_without_filling_the_years_between() -> None:
    calendar = office()
    assert calendar.next_open(FRIDAY_3PM) == FRIDAY_3PM
    assert calendar.next_open(at("5026-03-06T15:00Z")) == at("5026-03-06T15:00Z")
    table = calendar._table
    assert table.high - table.low < 3 * 366 * zones.DAY


def test_a_decade_of_open_time_is_exact() -> None:
    calendar = office()
    due = calendar.add(FRIDAY_3PM, 10 * 365 * 24 * HOUR)
    assert due is not None
    assert calendar.between(FRIDAY_3PM, due) == 10 * 365 * 24 * HOUR


def test_threads_that_ask_far_apart_get_right_answers() -> None:
    calendar = office()
    wrong: list[tuple[datetime, datetime | None]] = []

    def ask(year: int) -> None:
        for month in range(1, 13):
            noon = first_instant(EASTERN, date(year, month, 5), "12:00")
            due = calendar.add(noon, 200 * HOUR)
            if due is None or calendar.between(noon, due) != 200 * HOUR:
                wrong.append((noon, due))

    threads = [Thread(target=ask, args=(1990 + 7 * step,)) for step in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize(
    ("zone", "day", "time", "expected"),
    [
        (EASTERN, "2026-03-08", "02:30", "2026-03-08T03:00-04:00"),
        (EASTERN, "2026-11-01", "01:30", "2026-11-01T01:30-04:00"),
        (EASTERN, "2026-06-01", "24:00", "2026-06-02T00:00-04:00"),
        ("Pacific/Apia", "2011-12-30", "09:00", "2011-12-31T00:00+14:00"),
        ("America/Goose_Bay", "2010-11-07", "00:00", "2010-11-07T00:00-03:00"),
        ("Antarctica/Troll", "2026-03-29", "02:00", "2026-03-29T03:00+02:00"),
    ],
)
def test_a_handoff_is_the_first_instant_at_or_past_its_wall_time(
    zone: str, day: str, time: str, expected: str
) -> None:
    assert first_instant(zone, date.fromisoformat(day), time) == at(expected)


def test_a_handoff_out_of_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="out of range"):
        first_instant(EASTERN, date.max, "09:00")


def test_a_calendar_keeps_the_names_of_its_holidays() -> None:
    calendar: OpenHours = office(holidays={date(2026, 1, 19): "King Day"})
    assert isinstance(calendar, BusinessCalendar)
    assert calendar.holidays[date(2026, 1, 19)] == "King Day"
    assert calendar.works_on(date(2026, 1, 19))
    assert not calendar.works_on(date(2026, 1, 18))


def test_calendars_with_the_same_holidays_keep_them_once() -> None:
    days = {date(2026, 12, 25): "Christmas Day"}
    berlin = BusinessCalendar("Europe/Berlin", {"mon": [("09:00", "18:00")]}, dict(days))
    tokyo = BusinessCalendar("Asia/Tokyo", {"tue": [("10:00", "12:00")]}, dict(days))
    assert berlin.holidays is tokyo.holidays
    assert berlin.minus([]).holidays is berlin.holidays
