"""A TAM's role that several people fill by turns: who has it, why, and when that changes."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from bot.domain.business_hours import AnyOf, BusinessCalendar, parse_week
from bot.domain.forecast import forecast
from bot.domain.rotation import PersonNow, who_is_on_call
from bot.domain.routing import Role, Team, keeps, next_change, role_on_duty, route
from bot.domain.schedules import Every, Handoff, Layer, Schedule, Turns, Unit
from bot.domain.sla import Priority
from bot.domain.tams import (
    Absence,
    ByLayer,
    ByOverride,
    Cover,
    Member,
    NamedPerson,
    RoleVacant,
    Rota,
    ScheduledTam,
)
from bot.domain.why import NextChange, OnDuty, Routed
from tests.unit.domain.samples import EASTERN, OFFICE, TARGETS, at, away, office, tam

PEOPLE = {"ana": Member("Ana Cruz", "U0ANA", EASTERN), "ben": Member("Ben Oh", "U0BEN", EASTERN)}
WEEKLY = Turns(EASTERN, Every(1, Unit.WEEK), Handoff("09:00", 0), date(2026, 3, 2))
HALF_DAYS = Turns(EASTERN, Every(4, Unit.HOUR), Handoff("09:00"), date(2026, 3, 2))
CALENDAR = BusinessCalendar(EASTERN, parse_week(OFFICE))
TUESDAY = at("2026-03-10T10:00-04:00")
SATURDAY = at("2026-03-14T10:00-04:00")


def scheduled(
    turns: Turns = WEEKLY,
    hours: BusinessCalendar | None = CALENDAR,
    absences: Mapping[str, Sequence[Absence]] | None = None,
    covers: Sequence[Cover] = (),
) -> ScheduledTam:
    """Return the primary TAM's role, filled by Ana and Ben in turns."""
    rota = Rota(Schedule([Layer("TAMs", ("ana", "ben"), turns, hours)]), PEOPLE)
    role = ScheduledTam(Role.PRIMARY, rota, OFFICE, AnyOf(EASTERN, [office()]))
    return role.announced(absences or {}, covers)


def team(primary: ScheduledTam | None = None) -> Team:
    """Return a team whose primary TAM is a schedule, and whose secondary is Kirk McCalla."""
    return Team(primary or scheduled(), tam(Role.SECONDARY, "Kirk McCalla"), "Engineers", EASTERN)


def test_a_ticket_goes_to_whoever_has_the_turn_and_says_why() -> None:
    found = route(team(), TUESDAY)
    assert (found.role, found.name, found.slack) == (Role.PRIMARY, "Ben Oh", "U0BEN")
    assert found.why == Routed(
        at=TUESDAY,
        on_duty=OnDuty(Role.PRIMARY, "Ben Oh", ByLayer("TAMs")),
        passed_over=(),
        following=NextChange(at("2026-03-10T18:00-04:00"), None, moves=True),
    )


def test_a_handoff_within_the_hours_changes_the_person_and_not_the_role() -> None:
    people = team(scheduled(HALF_DAYS, None))
    why = route(people, TUESDAY).why
    assert isinstance(why, Routed)
    assert why.following == NextChange(at("2026-03-10T14:00-04:00"), "Ben Oh", moves=True)
    assert next_change(people, TUESDAY) is None
    assert keeps(people, Role.PRIMARY, "U0ANA", TUESDAY)
    assert not keeps(people, Role.PRIMARY, "U0ANA", at("2026-03-10T14:00-04:00"))
    assert not keeps(people, Role.PRIMARY, "U0BEN", TUESDAY)


def test_an_override_is_the_reason_where_it_is() -> None:
    covered = scheduled(covers=[Cover(PEOPLE["ana"], TUESDAY, at("2026-03-10T12:00-04:00"))])
    assert covered.holder(TUESDAY).name == "Ana Cruz"
    assert covered.on_duty_by(TUESDAY) == ByOverride()


def test_off_duty_it_says_who_is_next_and_when() -> None:
    assert role_on_duty(team(), SATURDAY) is Role.PSE
    monday = at("2026-03-16T09:00-04:00")
    assert scheduled().passed_over(SATURDAY) == RoleVacant(Role.PRIMARY, "Ana Cruz", monday)
    assert next_change(team(), SATURDAY) == at("2026-03-16T09:00-04:00")


def test_an_announced_absence_gives_the_turn_to_the_next() -> None:
    gone = scheduled(
        absences={"U0BEN": [away("2026-03-10", "2026-03-10")], "U0CAT": [away("2026-03-10", "2026-03-10")]}
    )
    assert (scheduled().holder(TUESDAY).name, gone.holder(TUESDAY).name) == ("Ben Oh", "Ana Cruz")


def test_more_absences_add_to_those_known() -> None:
    first = scheduled(absences={"U0BEN": [away("2026-03-09", "2026-03-09")]})
    both = first.announced({"U0BEN": [away("2026-03-10", "2026-03-10")]}, ())
    for day in ("2026-03-09T10:00-04:00", "2026-03-10T10:00-04:00"):
        assert both.holder(at(day)).name == "Ana Cruz"


def test_with_everybody_away_the_role_is_vacant_until_somebody_is_back() -> None:
    spring = [away("2026-03-09", "2026-03-12")]
    gone = scheduled(absences={"U0BEN": spring, "U0ANA": spring})
    assert role_on_duty(team(gone), TUESDAY) is Role.SECONDARY
    assert gone.back(TUESDAY) == at("2026-03-13T09:00-04:00")
    for_ever = [away("2026-03-09", "9999-12-31")]
    left = scheduled(absences={"U0BEN": for_ever, "U0ANA": for_ever})
    assert left.holder(TUESDAY) == NamedPerson("the primary TAM", None)
    assert left.passed_over(TUESDAY) == RoleVacant(Role.PRIMARY, None, None)


def test_it_stands_in_the_rotation_like_any_tam() -> None:
    primary = who_is_on_call(team(), TUESDAY).primary
    assert primary == PersonNow("Ben Oh", OFFICE, True, None, TUESDAY)
    assert scheduled().absences_after(TUESDAY) == ()
    assert scheduled().everybody() == tuple(PEOPLE.values())


def test_the_business_clock_is_that_of_the_layers_whoever_is_away() -> None:
    spring = [away("2026-03-09", "2026-03-12")]
    gone = team(scheduled(absences={"U0BEN": spring, "U0ANA": spring}))
    assert gone.business.is_open(TUESDAY)


def test_nudges_follow_the_turns() -> None:
    people = team(scheduled(HALF_DAYS, None))
    start = at("2026-03-10T13:15-04:00")
    found = forecast(people, TARGETS, (5, 10), (0.5, 0.8), Priority.P1, start)
    assert (found.assignment.name, [nudge.to.name for nudge in found.nudges]) == (
        "Ana Cruz",
        ["Ana Cruz", "Ben Oh"],
    )


def test_a_team_hands_what_was_announced_to_each_of_its_tams() -> None:
    day = [away("2026-03-10", "2026-03-10")]
    gone = team().announced(
        {"U0BEN": day, "U0KIRK": day}, {Role.PRIMARY: [Cover(PEOPLE["ben"], TUESDAY, SATURDAY)]}
    )
    assert gone.primary.holder(TUESDAY).name == "Ben Oh"  # an override beats an absence
    assert gone.secondary is not None
    assert not gone.secondary.is_on(TUESDAY)
    assert gone.secondary.announced({"U0ANA": day}, ()) is gone.secondary


@pytest.mark.parametrize(
    ("hours", "start", "change"),
    [
        ("always", "2026-03-10T10:00-04:00", None),
        (OFFICE, "2026-03-10T10:00-04:00", "2026-03-10T18:00-04:00"),
        (OFFICE, "2026-03-14T10:00-04:00", "2026-03-16T09:00-04:00"),
        (OFFICE, "2026-03-01T10:00-05:00", "2026-03-02T09:00-05:00"),
    ],
)
def test_the_next_change_of_the_role_is_when_it_is_vacant_or_filled(
    hours: str, start: str, change: str | None
) -> None:
    primary = scheduled(hours=BusinessCalendar(EASTERN, parse_week(hours)))
    assert primary.next_change(at(start)) == (None if change is None else at(change))


def test_overrides_fill_a_vacancy_and_leave_one() -> None:
    covered = scheduled(covers=[Cover(PEOPLE["ana"], SATURDAY, at("2026-03-14T12:00-04:00"))])
    assert covered.next_change(at("2026-03-13T19:00-04:00")) == SATURDAY
    assert covered.next_change(SATURDAY) == at("2026-03-14T12:00-04:00")
    swapped = scheduled(covers=[Cover(PEOPLE["ana"], SATURDAY, at("2026-03-14T12:00-04:00"), "U0BEN")])
    assert swapped.next_change(SATURDAY) == at("2026-03-16T09:00-04:00")


def test_the_final_schedule_names_people_and_is_clipped_to_what_is_asked_for() -> None:
    turns = scheduled().rota.turns(at("2026-03-09T08:00-04:00"), TUESDAY)
    assert [(turn.start, turn.person and turn.person.name, turn.layer) for turn in turns] == [
        (at("2026-03-09T08:00-04:00"), None, None),
        (at("2026-03-09T09:00-04:00"), "Ben Oh", "TAMs"),
        (at("2026-03-09T18:00-04:00"), None, None),
        (at("2026-03-10T09:00-04:00"), "Ben Oh", "TAMs"),
    ]
    assert turns[-1].end == TUESDAY


def test_one_person_s_absences_to_come_are_listed() -> None:
    later = away("2026-03-20", "2026-03-21")
    alone = tam(Role.PRIMARY, "Cierra Simms", [away("2026-03-10", "2026-03-10"), later])
    assert alone.absences_after(TUESDAY) == (later,)


def test_while_all_are_away_the_role_is_vacant_until_somebody_is_back() -> None:
    gone = {"U0ANA": [away("2026-03-10", "2026-03-12")], "U0BEN": [away("2026-03-10", "2026-03-11")]}
    role = scheduled(absences=gone, hours=None)
    assert role.next_change(TUESDAY) == at("2026-03-12T00:00-04:00")


def test_whoever_is_of_no_turn_covers_none() -> None:
    stranger = Member("Kirk McCalla", "U0KIRK", EASTERN)
    end = at("2026-03-10T12:00-04:00")
    for cover in (Cover(stranger, TUESDAY, end), Cover(PEOPLE["ana"], TUESDAY, end, "U0KIRK")):
        assert scheduled(covers=[cover]).holder(TUESDAY).name == "Ben Oh"


def test_its_turns_are_those_of_the_schedule() -> None:
    role = scheduled()
    end = at("2026-03-11T10:00-04:00")
    turns = role.turns(TUESDAY, end)
    assert turns == role.rota.turns(TUESDAY, end)
    assert [turn.person.name if turn.person else None for turn in turns] == ["Ben Oh", None, "Ben Oh"]
