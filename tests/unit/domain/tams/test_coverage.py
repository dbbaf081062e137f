"""What a final schedule leaves open, and what it costs the people in it."""

from collections.abc import Sequence
from datetime import date

from bot.domain.business_hours import BusinessCalendar, parse_week
from bot.domain.schedules import Every, Handoff, Layer, Override, Schedule, Turns, Unit, away
from bot.domain.tams import Member, Rota
from bot.domain.tams.coverage import Burden, Gap, burdens, gaps, uncovered
from tests.unit.domain.samples import EASTERN, at

ANA = Member("Ana Cruz", "U0ANA", EASTERN)
BEN = Member("Ben Oh", "U0BEN", "Europe/Berlin")
CAT = Member("Cat Day", None, EASTERN)
PEOPLE = {"ana": ANA, "ben": BEN, "cat": CAT}
DAILY = Turns(EASTERN, Every(1, Unit.DAY), Handoff("09:00"), date(2026, 3, 1))
OFFICE = BusinessCalendar(EASTERN, parse_week("Mon-Sat 09:00-21:00"))
START, END = at("2026-03-09T09:00-04:00"), at("2026-03-16T09:00-04:00")


def rota(
    hours: BusinessCalendar | None = None,
    gone: Sequence[tuple[str, str]] = (),
    override: Override | None = None,
) -> Rota:
    """Return a schedule of Ana and Ben, who are both away at times."""
    spans = away([(at(start), at(end)) for start, end in gone])
    layer = Layer("all", ("ana", "ben"), DAILY, hours)
    return Rota(Schedule([layer], [override] if override else [], {"ana": spans, "ben": spans}), PEOPLE)


def test_around_the_clock_there_is_no_gap() -> None:
    assert gaps(rota(), START, END) == []


def test_a_gap_is_when_nobody_has_it_by_name_and_says_who_is_away() -> None:
    noon, night = "2026-03-10T12:00-04:00", "2026-03-11T00:00-04:00"
    assert gaps(rota(gone=[(noon, night)]), START, END) == [Gap(at(noon), at(night), (ANA, BEN))]


def test_hours_that_do_not_meet_leave_gaps() -> None:
    found = gaps(rota(OFFICE), START, at("2026-03-11T09:00-04:00"))
    assert [(gap.start, gap.end, gap.away) for gap in found] == [
        (at("2026-03-09T21:00-04:00"), at("2026-03-10T09:00-04:00"), ()),
        (at("2026-03-10T21:00-04:00"), at("2026-03-11T09:00-04:00"), ()),
    ]


def test_a_holiday_is_uncovered_where_a_gap_touches_it() -> None:
    gap = Gap(at("2026-03-09T21:00-04:00"), at("2026-03-11T00:00-04:00"), ())
    holidays = {date(2026, 3, 10): "Founders' Day", date(2026, 3, 11): "Day after"}
    assert uncovered([gap], holidays, EASTERN) == {date(2026, 3, 10): "Founders' Day"}


def test_nights_and_weekend_days_are_counted_by_each_one_s_own_clock() -> None:
    schedule = rota()
    turns = schedule.turns(START, END)
    assert burdens(schedule.members(), turns, END) == [Burden(ANA, 4, 2), Burden(BEN, 3, 2)]


def test_whoever_only_covers_counts_too() -> None:
    schedule = rota(override=Override("cat", at("2026-03-14T23:00-04:00"), at("2026-03-15T00:30-04:00")))
    turns = schedule.turns(START, END)
    assert Burden(CAT, 1, 2) in burdens(schedule.members(), turns, END)


def test_by_day_nobody_has_a_night() -> None:
    schedule = rota(OFFICE)
    found = burdens(schedule.members(), schedule.turns(START, END), END)
    assert {burden.person: burden.nights for burden in found}[ANA] == 0
