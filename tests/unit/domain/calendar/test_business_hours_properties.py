"""What holds of any calendar at any instant."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.business_hours import AnyOf, BusinessCalendar
from bot.domain.calendar.week import WEEKDAYS
from bot.domain.calendar.zones import local_time

ZONES = [
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Antarctica/Troll",
    "Asia/Kolkata",
]
MINUTE = timedelta(minutes=1)


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _intervals(overnight: bool) -> st.SearchStrategy[tuple[str, str]]:
    """Draw intervals of two hours or more, so that no example needs centuries of table."""
    pairs = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(
        lambda pair: abs(pair[0] - pair[1]) >= 120
    )
    ordered = pairs.map(lambda pair: pair if overnight else (min(pair), max(pair)))
    return ordered.map(lambda pair: (_time(pair[0]), _time(pair[1])))


def _weeks(overnight: bool) -> st.SearchStrategy[Mapping[str, Sequence[tuple[str, str]]]]:
    return st.dictionaries(
        st.sampled_from(WEEKDAYS), st.lists(_intervals(overnight), min_size=1, max_size=3), min_size=1
    )


@st.composite
def instants(draw: st.DrawFn) -> datetime:
    """Draw an instant around the clock changes of 2026."""
    minutes = draw(st.integers(0, 366 * 1440))
    micros = draw(st.sampled_from([0, 0, 1, 30_000_001, 59_999_999]))
    return datetime(2026, 1, 1, tzinfo=UTC) + minutes * MINUTE + timedelta(microseconds=micros)


@st.composite
def calendars(draw: st.DrawFn, overnight: bool = True) -> BusinessCalendar:
    """Draw a calendar that opens sometimes, with holidays and absences."""
    holidays = draw(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=5))
    starts = [start.replace(second=0, microsecond=0) for start in draw(st.lists(instants(), max_size=3))]
    absences = [(start, start + timedelta(hours=draw(st.integers(1, 100)))) for start in starts]
    return BusinessCalendar(draw(st.sampled_from(ZONES)), draw(_weeks(overnight)), holidays, absences)


durations = st.timedeltas(timedelta(microseconds=1), timedelta(hours=60))


@given(calendars(), instants())
def test_open_minutes_add_up_to_the_time_between(calendar: BusinessCalendar, t: datetime) -> None:
    start = t.replace(second=0, microsecond=0)
    open_minutes = sum(calendar.is_open(start + step * MINUTE) for step in range(900))
    assert calendar.between(start, start + 900 * MINUTE) == open_minutes * MINUTE


@given(calendars(), instants(), instants(), instants())
def test_time_between_is_additive_and_turns_its_sign(
    calendar: BusinessCalendar, a: datetime, b: datetime, c: datetime
) -> None:
    assert calendar.between(a, c) == calendar.between(a, b) + calendar.between(b, c)
    assert calendar.between(a, b) == -calendar.between(b, a)


@given(calendars(), instants(), durations)
def test_adding_lands_exactly_and_not_a_moment_later_than_needed(
    calendar: BusinessCalendar, t: datetime, duration: timedelta
) -> None:
    later, earlier = calendar.add(t, duration), calendar.add(t, -duration)
    assert later is not None
    assert earlier is not None
    assert calendar.between(t, later) == duration == calendar.between(earlier, t)
    moment = timedelta(microseconds=1)
    assert calendar.between(t, later - moment) == duration - moment
    assert calendar.between(earlier + moment, t) == duration - moment


@given(calendars(), instants(), instants(), durations, durations)
def test_adding_never_overtakes(
    calendar: BusinessCalendar, t: datetime, u: datetime, short: timedelta, more: timedelta
) -> None:
    first, second = sorted((t, u))
    a, b, c = calendar.add(first, short), calendar.add(second, short), calendar.add(first, short + more)
    assert a is not None
    assert b is not None
    assert c is not None
    assert a <= b
    assert a < c


@given(calendars(), instants())
def test_the_next_opening_is_open_and_nothing_is_before_it(calendar: BusinessCalendar, t: datetime) -> None:
    opening = calendar.next_open(t)
    assert opening is not None
    assert calendar.is_open(opening)
    assert calendar.between(t, opening) == timedelta(0)
    assert (opening == t) is calendar.is_open(t)


@given(calendars(), instants())
def test_the_next_change_changes_and_nothing_before_it_does(calendar: BusinessCalendar, t: datetime) -> None:
    change = calendar.next_change(t)
    if change is not None:
        assert calendar.is_open(change) is not calendar.is_open(t)
        assert calendar.between(t, change) == (change - t if calendar.is_open(t) else timedelta(0))


@given(calendars(overnight=False), instants(), instants(), st.integers(0, 30))
def test_business_days_never_overtake(
    calendar: BusinessCalendar, t: datetime, u: datetime, days: int
) -> None:
    first, second = sorted((t, u))
    a, b, c = (
        calendar.add_days(first, days),
        calendar.add_days(second, days),
        calendar.add_days(first, days + 1),
    )
    assert a is not None
    assert b is not None
    assert c is not None
    assert a <= b
    assert a <= c
    assert calendar.is_open(a)


@given(calendars(), instants(), durations, st.integers(-14 * 60, 14 * 60))
def test_the_spelling_of_an_instant_never_matters(
    calendar: BusinessCalendar, t: datetime, duration: timedelta, offset: int
) -> None:
    spelled = t.astimezone(timezone(timedelta(minutes=offset)))
    local = local_time(calendar.zone, t)
    for same in (spelled, local):
        assert calendar.is_open(same) == calendar.is_open(t)
        assert calendar.add(same, duration) == calendar.add(t, duration)
        assert calendar.next_open(same) == calendar.next_open(t)
        assert calendar.between(same, t) == timedelta(0)


@given(calendars(), calendars(), instants(), durations)
def test_any_of_two_is_open_while_either_is(
    one: BusinessCalendar, other: BusinessCalendar, t: datetime, duration: timedelta
) -> None:
    both = AnyOf(one.zone, [one, other])
    assert both.is_open(t) == (one.is_open(t) or other.is_open(t))
    assert both.next_open(t) == min(filter(None, (one.next_open(t), other.next_open(t))))
    due = both.add(t, duration)
    assert due is not None
    assert both.between(t, due) == duration
    assert due <= min(filter(None, (one.add(t, duration), other.add(t, duration))))


@given(calendars(), instants(), instants(), durations)
def test_how_far_a_calendar_was_asked_before_never_matters(
    calendar: BusinessCalendar, t: datetime, elsewhere: datetime, duration: timedelta
) -> None:
    before = calendar.add(t, duration), calendar.between(t, elsewhere)
    calendar.add(elsewhere, timedelta(hours=100))
    calendar.add(elsewhere, timedelta(hours=-100))
    assert (calendar.add(t, duration), calendar.between(t, elsewhere)) == before
