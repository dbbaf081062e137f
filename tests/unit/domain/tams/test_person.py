"""A TAM of one person: whom Slack no longer knows, and what is no stretch of time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.calendar.zones import instant_at
from bot.domain.routing import Role
from bot.domain.tams import Absence, Person
from bot.domain.tams.announcements import common
from bot.domain.tams.duty import GoneFromSlack
from bot.domain.wording import TimeFormat, WallClock
from tests.unit.domain.samples import EASTERN, at, tam, team

NOON = at("2026-03-10T12:00-04:00")
HOUR = timedelta(hours=1)


def test_whoever_slack_does_not_know_any_more_is_passed_over_for_that() -> None:
    gone = Absence(NOON - HOUR, NOON + 100 * HOUR, EASTERN, is_gone=True)
    person = tam(Role.PRIMARY, "Cierra Simms")
    assert isinstance(person, Person)
    assert replace(person, absences=(gone,)).passed_over(NOON).reason == GoneFromSlack()


@pytest.mark.parametrize("length", [timedelta(0), -HOUR])
def test_the_turns_of_no_time_are_refused(length: timedelta) -> None:
    end = NOON + length
    with pytest.raises(ValueError, match="is not after") as refused:
        tam(Role.PRIMARY, "Cierra Simms").turns(NOON, end)
    assert str(refused.value) == f"{end.isoformat()} is not after {NOON.isoformat()}"


def test_what_two_stretches_share() -> None:
    first, second, third, fourth = (instant_at(n) for n in range(4))
    assert common((first, third), (second, fourth)) == (second, third)
    assert common((first, fourth), (second, third)) == (second, third)
    assert common((first, second), (second, third)) is None
    assert common((first, second), (third, fourth)) is None


def test_a_teams_times_are_told_on_its_own_clock() -> None:
    assert replace(team(), time_format=TimeFormat.WHOLE_DAY).wall_clock == WallClock(
        EASTERN, TimeFormat.WHOLE_DAY
    )
