"""Who is on call: the layers in order, whose turn it is, who is away, and what overrides all of them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest

from bot.domain.business_hours import BusinessCalendar, parse_week
from bot.domain.schedules import (
    Every,
    Handoff,
    Layer,
    Override,
    Schedule,
    Shift,
    Turns,
    Unit,
    away,
)
from bot.domain.schedules.schedule import OnCall
from tests.unit.domain.samples import at, whole

WEEKLY = Turns("Europe/Berlin", Every(1, Unit.WEEK), Handoff("08:00", 0), date(2026, 1, 5))
HALF_DAYS = Turns("UTC", Every(12, Unit.HOUR), Handoff("00:00"), date(2026, 1, 1))
OFFICE = BusinessCalendar("Europe/Berlin", parse_week("Mon-Fri 08:00-16:00"))
EMEA = Layer("EMEA", ("sofia", "sven"), WEEKLY, OFFICE)
REST = Layer("rest", ("omar", "mei"), HALF_DAYS)


def schedule(
    *overrides: Override,
    layers: Sequence[Layer] = (EMEA, REST),
    absent: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> Schedule:
    """Return the 24x7 team's schedule; absences are pairs of instants."""
    gone = {who: away([(at(a), at(b)) for a, b in spans]) for who, spans in (absent or {}).items()}
    return Schedule(layers, overrides, gone)


def covers(who: str, start: str, end: str, instead_of: str | None = None) -> Override:
    """Return an override."""
    return Override(who, at(start), at(end), instead_of)


def shift(start: str, end: str, person: str | None, layer: str | None) -> Shift:
    """Return a shift."""
    return Shift(at(start), at(end), person, layer)


def test_the_first_layer_that_has_somebody_decides() -> None:
    assert schedule().shifts(at("2026-03-06T00:00Z"), at("2026-03-07T00:00Z")) == [
        shift("2026-03-06T00:00Z", "2026-03-06T07:00Z", "omar", "rest"),
        shift("2026-03-06T07:00Z", "2026-03-06T15:00Z", "sofia", "EMEA"),
        shift("2026-03-06T15:00Z", "2026-03-07T00:00Z", "mei", "rest"),
    ]


def test_before_its_first_turn_a_layer_says_nothing() -> None:
    assert schedule().at(at("2025-12-31T23:59Z")) == OnCall(None, None, at("2026-01-01T00:00Z"))
    assert schedule(layers=(EMEA,)).at(at("2026-01-02T10:00Z")) == OnCall(None, None, at("2026-01-05T07:00Z"))


def test_an_override_beats_every_layer() -> None:
    covered = schedule(covers("mei", "2026-03-05T08:00+01:00", "2026-03-05T16:00+01:00"))
    assert covered.at(at("2026-03-05T10:00Z")) == OnCall("mei", "override", at("2026-03-05T15:00Z"))
    assert covered.at(at("2026-03-05T15:00Z")) == OnCall("mei", "rest", at("2026-03-06T00:00Z"))


def test_an_override_beats_an_absence() -> None:
    day = ("2026-03-05T00:00Z", "2026-03-06T00:00Z")
    assert schedule(covers("mei", *day), absent={"mei": [day]}).at(at("2026-03-05T10:00Z")).person == "mei"


def test_of_overlapping_overrides_the_last_written_wins() -> None:
    first = covers("omar", "2026-03-05T00:00Z", "2026-03-07T00:00Z")
    second = covers("mei", "2026-03-06T00:00Z", "2026-03-06T12:00Z")
    assert schedule(first, second).at(at("2026-03-06T06:00Z")).person == "mei"
    assert schedule(second, first).at(at("2026-03-06T06:00Z")).person == "omar"
    assert [
        (found.person, found.start.day) for found in schedule(first, second).shifts(first.start, first.end)
    ] == [
        ("omar", 5),
        ("mei", 6),
        ("omar", 6),
    ]


def test_overrides_of_the_same_person_that_touch_are_one_shift() -> None:
    both = schedule(
        covers("mei", "2026-03-05T00:00Z", "2026-03-05T12:00Z"),
        covers("mei", "2026-03-05T12:00Z", "2026-03-06T00:00Z"),
    )
    assert both.at(at("2026-03-05T03:00Z")).until == at("2026-03-06T00:00Z")


def test_one_who_covers_for_somebody_has_that_person_s_shifts_alone() -> None:
    covered = schedule(covers("sven", "2026-03-05T00:00Z", "2026-03-07T00:00Z", "sofia"))
    assert covered.shifts(at("2026-03-05T00:00Z"), at("2026-03-06T00:00Z")) == [
        shift("2026-03-05T00:00Z", "2026-03-05T07:00Z", "omar", "rest"),
        shift("2026-03-05T07:00Z", "2026-03-05T15:00Z", "sven", "override"),
        shift("2026-03-05T15:00Z", "2026-03-06T00:00Z", "mei", "rest"),
    ]


def test_one_may_cover_for_whoever_covers() -> None:
    day = ("2026-03-05T00:00Z", "2026-03-06T00:00Z")
    chain = schedule(covers("omar", *day), covers("sven", *day, "omar"), covers("mei", *day, "sofia"))
    assert chain.at(at("2026-03-05T10:00Z")) == OnCall("sven", "override", at("2026-03-06T00:00Z"))


def test_an_absent_person_s_turn_goes_to_the_next_present_one_of_the_layer() -> None:
    gone = schedule(absent={"sofia": [("2026-03-05T00:00+01:00", "2026-03-06T00:00+01:00")]})
    assert gone.at(at("2026-03-05T10:00Z")) == OnCall("sven", "EMEA", at("2026-03-05T15:00Z"))
    assert gone.at(at("2026-03-06T10:00Z")).person == "sofia"


def test_when_a_whole_layer_is_away_the_next_layer_answers_and_then_the_team_as_a_whole() -> None:
    week = [("2026-03-02T00:00Z", "2026-03-09T00:00Z")]
    emea_gone = schedule(absent={"sofia": week, "sven": week})
    assert emea_gone.at(at("2026-03-05T10:00Z")) == OnCall("omar", "rest", at("2026-03-05T12:00Z"))
    all_gone = schedule(absent=dict.fromkeys(("sofia", "sven", "omar", "mei"), week))
    assert all_gone.at(at("2026-03-05T10:00Z")) == OnCall(None, None, at("2026-03-09T00:00Z"))


def test_somebody_who_comes_back_in_their_turn_takes_it_again() -> None:
    half = schedule(layers=(REST,), absent={"omar": [("2026-03-05T00:00Z", "2026-03-05T06:00Z")]})
    assert half.shifts(at("2026-03-05T00:00Z"), at("2026-03-06T00:00Z")) == [
        shift("2026-03-05T00:00Z", "2026-03-05T06:00Z", "mei", "rest"),
        shift("2026-03-05T06:00Z", "2026-03-05T12:00Z", "omar", "rest"),
        shift("2026-03-05T12:00Z", "2026-03-06T00:00Z", "mei", "rest"),
    ]


def test_turns_go_round_past_whoever_is_away() -> None:
    three = Layer("three", ("ana", "ben", "cho"), HALF_DAYS)
    found = schedule(layers=(three,), absent={"cho": [("2026-01-01T00:00Z", "2026-02-01T00:00Z")]})
    assert found.at(at("2026-01-02T00:00Z")) == OnCall("ana", "three", at("2026-01-03T00:00Z"))


def test_one_person_may_have_two_turns_of_three() -> None:
    often = schedule(layers=(Layer("often", ("ana", "ana", "ben"), HALF_DAYS),))
    assert often.at(at("2026-01-01T06:00Z")) == OnCall("ana", "often", at("2026-01-02T00:00Z"))
    assert often.at(at("2026-01-02T06:00Z")) == OnCall("ben", "often", at("2026-01-02T12:00Z"))


def test_one_person_needs_no_turns_and_stays_for_ever() -> None:
    assert schedule(layers=(Layer("only", ("ana",)),)).at(at("2026-01-01T00:00Z")) == OnCall(
        "ana", "only", None
    )


def test_a_schedule_without_layers_has_nobody_for_ever() -> None:
    assert Schedule([]).at(at("2026-01-01T00:00Z")) == OnCall(None, None, None)


def test_hours_may_run_past_midnight() -> None:
    nights = Layer("nights", ("ana",), None, BusinessCalendar("Europe/Berlin", parse_week("Fri 22:00-06:00")))
    found = schedule(layers=(nights,)).at(at("2026-03-07T02:00+01:00"))
    assert found == OnCall("ana", "nights", at("2026-03-07T06:00+01:00"))
    assert schedule(layers=(nights,)).at(found.until or at("2026-01-01T00:00Z")) == OnCall(
        None, None, at("2026-03-13T22:00+01:00")
    )


def test_hours_without_an_end_never_change_it() -> None:
    always = Layer("always", ("ana",), None, BusinessCalendar("UTC", parse_week("always")))
    assert schedule(layers=(always,)).at(at("2026-03-07T02:00Z")) == OnCall("ana", "always", None)


def test_somebody_away_until_the_end_of_time_costs_no_walk_there() -> None:
    for_ever = [("2026-01-01T00:00Z", "9998-12-20T00:00Z")]
    hourly = Turns("UTC", Every(1, Unit.HOUR), Handoff("00:00"), date(2026, 1, 1))
    one_left = Layer("hourly", ("ana", "ben"), hourly)
    found = schedule(layers=(one_left,), absent={"ben": for_ever})
    assert found.at(at("2026-03-01T00:00Z")) == OnCall("ana", "hourly", None)
    nobody_left = Layer("office", ("ben",), None, OFFICE)
    assert schedule(layers=(nobody_left,), absent={"ben": for_ever}).at(at("2026-03-01T00:00Z")).until is None


def test_a_shift_that_lies_beneath_another_layer_costs_no_walk_either() -> None:
    hourly = Turns("UTC", Every(1, Unit.HOUR), Handoff("00:00"), date(2026, 1, 1))
    covered = schedule(layers=(Layer("only", ("ana",)), Layer("hourly", ("ben", "cho"), hourly)))
    assert covered.at(at("2026-03-01T00:00Z")).until is None


def test_an_absence_may_reach_beyond_the_calendar_or_lie_outside_it() -> None:
    always = [("0001-01-01T00:00Z", "9999-12-31T00:00Z"), ("0001-01-01T00:00Z", "0001-02-01T00:00Z")]
    found = schedule(layers=(Layer("only", ("ana",)),), absent={"ana": always})
    assert found.at(at("2026-03-01T00:00Z")) == OnCall(None, None, None)


def test_the_first_instant_of_all_computers_is_an_instant_like_any_other() -> None:
    gone = schedule(
        layers=(Layer("only", ("ana",)),), absent={"ana": [("1969-01-01T00:00Z", "1970-01-01T00:00Z")]}
    )
    assert gone.at(at("1969-06-01T00:00Z")).until == at("1970-01-01T00:00Z")


@pytest.mark.parametrize("names", [("one", "one"), ("override",)])
def test_layers_have_names_of_their_own(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="each layer has a name of its own, and none is called “override”"):
        Schedule([Layer(name, ("ana",)) for name in names])


@pytest.mark.parametrize("people", [(), ("ana", "ben")])
def test_a_layer_has_somebody_and_turns_for_more_than_one(people: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="the layer “all” needs somebody, and turns for more than one"):
        Layer("all", people)


def test_an_override_has_some_length() -> None:
    with pytest.raises(ValueError, match="an override ends after it starts"):
        covers("ana", "2026-03-05T00:00Z", "2026-03-05T00:00Z")


def test_shifts_of_no_time_are_refused() -> None:
    t = at("2026-03-05T00:00Z")
    for end in (t, t - timedelta(days=1)):
        with pytest.raises(ValueError, match=whole(f"{end.isoformat()} is not after {t.isoformat()}")):
            schedule().shifts(t, end)


def test_an_instant_outside_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="schedules are known from the year 2 to the year 9998"):
        schedule().at(at("9999-06-01T00:00Z"))
