"""The escalation ladder, in hours and outside them."""

from datetime import timedelta

import pytest

from bot.domain.escalation import Rung, ladder, next_step_at, rung
from tests.unit.domain.samples import at

NOW = at("2026-03-10T10:00-04:00")
STEP, REPEAT = timedelta(minutes=15), timedelta(minutes=30)


@pytest.mark.parametrize(
    ("in_hours", "rungs"),
    [
        (True, [Rung.TAM, Rung.TAM_MANAGER, Rung.SUPPORT_MANAGEMENT, Rung.SUPPORT_MANAGEMENT]),
        (False, [Rung.PSE, Rung.SUPPORT_MANAGEMENT, Rung.TAM_MANAGER, Rung.TAM_MANAGER]),
    ],
)
def test_each_step_climbs_until_the_top_and_stays_there(in_hours: bool, rungs: list[Rung]) -> None:
    assert [rung(step, in_hours) for step in range(4)] == rungs


@pytest.mark.parametrize(("in_hours", "waits"), [(True, [STEP, STEP, REPEAT]), (False, [STEP, STEP, REPEAT])])
def test_steps_come_quickly_and_the_top_repeats(in_hours: bool, waits: list[timedelta]) -> None:
    assert [next_step_at(step, in_hours, NOW, STEP, REPEAT) - NOW for step in range(3)] == waits


def test_a_rung_that_nobody_fills_is_left_out() -> None:
    assert ladder(False, {Rung.SUPPORT_MANAGEMENT}) == (Rung.PSE, Rung.TAM_MANAGER)
    assert rung(1, False, {Rung.SUPPORT_MANAGEMENT}) is Rung.TAM_MANAGER


def test_a_night_team_that_nothing_reaches_is_passed_over() -> None:
    assert ladder(False, {Rung.PSE}) == (Rung.SUPPORT_MANAGEMENT, Rung.TAM_MANAGER)


def test_one_rung_stands_even_if_nobody_is_reached_and_repeats() -> None:
    everyone = set(Rung)
    assert ladder(True, everyone) == (Rung.TAM,)
    assert rung(5, True, everyone) is Rung.TAM
    assert next_step_at(0, True, NOW, STEP, REPEAT, everyone) == NOW + REPEAT


def test_rungs_read_as_words() -> None:
    assert [step.label for step in ladder(False)] == [
        "24x7 PSE team",
        "24x7 support management",
        "TAM manager",
    ]
    assert Rung.TAM.label == "TAM on duty"
