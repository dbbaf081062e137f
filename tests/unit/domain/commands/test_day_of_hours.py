"""Hours off and the day that they are of: wherever it stands, it counts for all of them."""

from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.zones import local_time
from bot.domain.commands.times.days_off import days_off
from bot.domain.commands.times.spans import Hours
from bot.errors import WrongInput
from tests.unit.domain.commands.samples import NOW, ZONE

TODAY = date(2026, 3, 3)
DAYS = st.sampled_from(
    (
        ("today", TODAY),
        ("tomorrow", TODAY + timedelta(days=1)),
        ("Friday", date(2026, 3, 6)),
        ("Mon", date(2026, 3, 9)),
        ("Mar 12", date(2026, 3, 12)),
        ("2026-03-12", date(2026, 3, 12)),
        ("Thu, 12 Mar", date(2026, 3, 12)),
    )
)
JOINS = st.sampled_from((", ", " and ", "; ", " "))
HOURS = st.sampled_from(
    (
        ("9:00-10:00", "11:00-12:00", "13:30-15:00"),
        ("9am to 10am", "11am to noon", "1:30pm to 3pm"),
        ("9am-10am", "11am - noon", "13:30..15:00"),
        ("09:00 until 10:00", "11:00 till 12:00", "noon to 3pm"),
    )
)


@given(hours=HOURS, day=DAYS, many=st.integers(1, 3), join=JOINS, is_behind=st.booleans())
def test_a_day_counts_for_all_hours_beside_it(
    hours: tuple[str, ...], day: tuple[str, date], many: int, join: str, is_behind: bool
) -> None:
    said = join.join(hours[:many])
    read = days_off(f"{said} {day[0]}" if is_behind else f"{day[0]} {said}", ZONE, NOW)
    assert len(read.spans) == many
    assert {_day_of(span.starts) for span in read.spans if isinstance(span, Hours)} == {day[1]}
    assert {_day_of(span.ends) for span in read.spans if isinstance(span, Hours)} == {day[1]}


TIMES = ("9", "13", "12", "9-12", "1-3pm", "13:00", "15:00-16:00", "noon", "for", "2", "hours", "days")
WORDS = ("to", "until", "and", ",", "tomorrow", "Friday", "Mon", "Mar", "from", "next", "week", *TIMES)


@given(words=st.lists(st.sampled_from(WORDS), max_size=8))
def test_hours_never_stand_among_whole_days_or_over_one_another(words: list[str]) -> None:
    try:
        spans = days_off(" ".join(words), ZONE, NOW).spans
    except WrongInput:
        return
    hours = sorted((span for span in spans if isinstance(span, Hours)), key=lambda span: span.starts)
    assert not hours or len(hours) == len(spans)
    assert all(one.ends <= other.starts for one, other in pairwise(hours))


def _day_of(at: datetime) -> date:
    return local_time(ZONE, at).date()
