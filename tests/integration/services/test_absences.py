"""Days off: announced whole or not at all, listed, taken back in part, ended; on both databases."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import WrongInput
from bot.steps.people.absences import Days, without
from tests.fixtures.desk import Desk


def march(first: int, last: int | None = None) -> Days:
    """Return days of March 2026; the story begins on the 3rd, a Tuesday."""
    return date(2026, 3, first), date(2026, 3, last or first)


def announce(desk: Desk, *days: Days) -> None:
    """Have Cierra announce that she is away."""
    desk.services.oncall.announce_absence(desk.cierra, "U0CIERRA", days)


def planned(desk: Desk) -> list[Days]:
    """Return the days that are announced."""
    return [(one.first, one.last) for one in desk.services.oncall.planned_absences(desk.cierra)]


@pytest.mark.parametrize("impossible", [march(1), (march(12)[0], march(11)[0])])
def test_of_several_days_off_all_are_announced_or_none(desk: Desk, impossible: Days) -> None:
    with pytest.raises(WrongInput):
        announce(desk, march(9, 10), impossible)
    assert planned(desk) == []


def test_the_same_days_again_are_known_already(desk: Desk) -> None:
    announce(desk, march(9, 10))
    [again] = desk.services.oncall.announce_absence(desk.cierra, "U0CIERRA", [march(9, 10)])
    assert again.already
    assert planned(desk) == [march(9, 10)]


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ([march(10)], [march(9), march(11, 12)]),
        ([march(9, 10)], [march(11, 12)]),
        ([march(12, 20)], [march(9, 11)]),
        ([march(9), march(12)], [march(10, 11)]),
        ([], []),
    ],
)
def test_days_are_taken_out_of_an_absence_and_the_rest_stays(
    desk: Desk, taken: Sequence[Days], left: list[Days]
) -> None:
    announce(desk, march(9, 12))
    desk.services.oncall.cancel_absence(desk.cierra, "U0CIERRA", taken)
    assert sorted(planned(desk)) == left


def test_which_of_two_absences_is_taken_back_has_to_be_said(desk: Desk) -> None:
    announce(desk, march(9), march(12))
    with pytest.raises(WrongInput) as refused:
        desk.services.oncall.cancel_absence(desk.cierra, "U0CIERRA")
    assert str(refused.value) == (
        "Announced for Cierra Simms: 2026-03-09..2026-03-09, 2026-03-12..2026-03-12. "
        "Write `off cancel` and the days."
    )
    assert planned(desk) == [march(9), march(12)]


def test_whoever_is_back_is_asked_again_and_the_days_before_stay_as_they_were(desk: Desk) -> None:
    announce(desk, march(3, 6))
    assert desk.services.oncall.at("partiful", desk.cierra).answers.name == "Kirk McCalla"
    desk.pass_time(timedelta(days=1))
    desk.services.oncall.end_absence(desk.cierra, "U0CIERRA")
    assert desk.services.oncall.at("partiful", desk.cierra).answers.name == "Cierra Simms"
    with pytest.raises(WrongInput) as refused:
        desk.services.oncall.end_absence(desk.cierra, "U0CIERRA")
    assert str(refused.value) == (
        "Cierra Simms is not away today. "
        "No days off of Cierra Simms are announced here, so nothing was changed."
    )


some_days = st.tuples(st.integers(0, 12), st.integers(0, 5)).map(
    lambda drawn: (march(1 + drawn[0])[0], march(1 + drawn[0] + drawn[1])[0])
)


def each(days: Days) -> set[date]:
    """Return the days one by one."""
    return {days[0] + timedelta(days=n) for n in range((days[1] - days[0]).days + 1)}


@given(some_days, some_days)
def test_what_is_left_is_each_day_but_those_taken_out(whole: Days, out: Days) -> None:
    left = [each(piece) for piece in without(whole, *out)]
    assert set().union(*left) == each(whole) - each(out)
    assert sum(len(piece) for piece in left) == len(each(whole) - each(out))
