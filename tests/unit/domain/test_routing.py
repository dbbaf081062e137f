"""Who gets a ticket, why, and when that changes."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.business_hours import BusinessCalendar
from bot.domain.routing import Role, Team, keeps, next_change, role_on_duty, route
from bot.domain.tams import OnHoliday, OnLeave, OutsideHours, PersonAway, PostedHours
from bot.domain.why import NextChange, OnDuty, Routed
from tests.unit.domain.samples import EASTERN, KING_DAY, OFFICE, at, away, office, tam, team

TUESDAY_10AM = at("2026-03-10T10:00-04:00")
SATURDAY = at("2026-03-07T10:00-05:00")
WEEK_OFF = away("2026-03-09", "2026-03-12")
HOLIDAY_TEAM = team(primary=office(holidays=KING_DAY), secondary=office(holidays=KING_DAY))
CLOSED_FOR_GOOD = BusinessCalendar(EASTERN, {})
LATE = office("Mon-Fri 12:00-21:00")


@pytest.mark.parametrize(
    ("people", "when", "role", "name"),
    [
        (team(), "2026-03-10T10:00-04:00", Role.PRIMARY, "Cierra Simms"),
        (team(), "2026-03-10T09:00-04:00", Role.PRIMARY, "Cierra Simms"),
        (team(), "2026-03-10T18:00-04:00", Role.PSE, "Personalized Support Engineers"),
        (team([WEEK_OFF]), "2026-03-10T10:00-04:00", Role.SECONDARY, "Kirk McCalla"),
        (team([WEEK_OFF]), "2026-03-13T10:00-04:00", Role.PRIMARY, "Cierra Simms"),
        (team([WEEK_OFF], [WEEK_OFF]), "2026-03-10T10:00-04:00", Role.PSE, "Personalized Support Engineers"),
        (team(), "2026-03-07T10:00-05:00", Role.PSE, "Personalized Support Engineers"),
        (HOLIDAY_TEAM, "2026-01-19T10:00-05:00", Role.PSE, "Personalized Support Engineers"),
        (team(secondary=LATE), "2026-03-10T20:00-04:00", Role.SECONDARY, "Kirk McCalla"),
        (team(secondary=LATE), "2026-03-10T13:00-04:00", Role.PRIMARY, "Cierra Simms"),
        (team([WEEK_OFF], alone=True), "2026-03-10T10:00-04:00", Role.PSE, "Personalized Support Engineers"),
    ],
)
def test_tickets_go_to_the_primary_then_the_secondary_then_pse(
    people: Team, when: str, role: Role, name: str
) -> None:
    assignment = route(people, at(when))
    assert (assignment.role, assignment.name) == (role, name)
    assert role_on_duty(people, at(when)) is role


def test_the_assignee_can_be_reached_unless_it_is_a_team() -> None:
    assert route(team(), TUESDAY_10AM).slack == "U0CIERRA"
    assert route(team(), SATURDAY).slack is None


def test_the_why_is_the_rule_who_was_passed_over_and_what_comes_next() -> None:
    assert route(team([WEEK_OFF]), TUESDAY_10AM).why == Routed(
        at=TUESDAY_10AM,
        on_duty=OnDuty(Role.SECONDARY, "Kirk McCalla", PostedHours(OFFICE, EASTERN)),
        passed_over=(
            PersonAway(
                Role.PRIMARY,
                "Cierra Simms",
                OnLeave(date(2026, 3, 10), date(2026, 3, 12)),
                at("2026-03-13T09:00-04:00"),
            ),
        ),
        following=NextChange(at("2026-03-10T18:00-04:00"), None, moves=True),
    )


def test_with_no_tam_on_duty_all_of_them_were_passed_over() -> None:
    why = route(team(), SATURDAY).why
    outside, monday = OutsideHours(PostedHours(OFFICE, EASTERN)), at("2026-03-09T09:00-04:00")
    assert why == Routed(
        at=SATURDAY,
        on_duty=None,
        passed_over=(
            PersonAway(Role.PRIMARY, "Cierra Simms", outside, monday),
            PersonAway(Role.SECONDARY, "Kirk McCalla", outside, monday),
        ),
        following=NextChange(monday, "Cierra Simms", moves=False),
    )


@pytest.mark.parametrize(
    ("holidays", "day", "reason"),
    [
        (KING_DAY, "2026-01-19", OnHoliday(date(2026, 1, 19), "Martin Luther King Jr. Day")),
        ([date(2026, 1, 19)], "2026-01-19", OnHoliday(date(2026, 1, 19), "")),
        ([date(2026, 3, 7)], "2026-03-07", OutsideHours(PostedHours(OFFICE, EASTERN))),
    ],
)
def test_a_holiday_is_the_reason_on_a_working_day_alone(
    holidays: Collection[date], day: str, reason: OnHoliday | OutsideHours
) -> None:
    person = team(primary=office(holidays=holidays), alone=True).primary.passed_over(at(f"{day}T10:00-05:00"))
    assert isinstance(person, PersonAway)
    assert person.reason == reason


def test_whoever_left_for_good_is_never_back() -> None:
    people = team([away("2026-03-01", "9999-12-31")], [away("2026-03-01", "9998-12-20")])
    why = route(people, TUESDAY_10AM).why
    assert isinstance(why, Routed)
    assert ([one.back for one in why.passed_over], why.following) == ([None, None], None)


def test_an_absence_since_the_beginning_of_time_is_understood() -> None:
    assert role_on_duty(team([away("0001-01-01", "2026-03-12")]), TUESDAY_10AM) is Role.SECONDARY


def test_absences_in_a_row_are_one_absence() -> None:
    absences = [
        away("2026-03-13", "2026-03-16"),
        away("2026-03-09", "2026-03-12"),
        away("2026-03-20", "2026-03-21"),
    ]
    person = team(absences).primary
    assert person.absence(TUESDAY_10AM) == absences[0]
    assert person.absence(at("2026-03-17T00:00-04:00")) is None
    assert person.absence(at("2026-03-08T23:59-04:00")) is None


def test_absence_dates_are_whole_days_in_the_persons_zone() -> None:
    londoner = office("always", "Europe/London")
    person = team([away("2026-03-10", "2026-03-10", "Europe/London")], primary=londoner).primary
    assert person.is_on(at("2026-03-09T23:59:59Z"))
    assert not person.is_on(at("2026-03-10T00:00Z"))
    assert not person.is_on(at("2026-03-10T23:59:59Z"))
    assert person.is_on(at("2026-03-11T00:00Z"))


def test_an_absence_changes_who_answers_never_the_business_clock() -> None:
    people = team([WEEK_OFF], [WEEK_OFF])
    assert people.business.is_open(TUESDAY_10AM)
    assert not keeps(people, Role.PRIMARY, None, TUESDAY_10AM)


def test_the_business_clock_runs_while_either_tam_is_posted() -> None:
    people = team(secondary=LATE)
    assert people.business.is_open(at("2026-03-10T20:00-04:00"))
    assert not team(secondary=LATE, alone=True).business.is_open(at("2026-03-10T20:00-04:00"))


def test_hours_of_the_contract_go_before_the_posted_ones() -> None:
    people = replace(team(), contract_hours=office("Sat 09:00-18:00"))
    assert people.business.is_open(SATURDAY)
    assert not people.business.is_open(TUESDAY_10AM)


def test_teams_made_anew_share_their_calendars() -> None:
    calendar = office()
    first, second = (tam(Role.PRIMARY, "Cierra Simms", [WEEK_OFF], calendar) for _ in range(2))
    assert first.duty is second.duty


@pytest.mark.parametrize(
    ("people", "role", "when", "expected"),
    [
        (team(), Role.PRIMARY, TUESDAY_10AM, True),
        (team(), Role.PRIMARY, SATURDAY, False),
        (team(), Role.PSE, SATURDAY, True),
        (team(), Role.PSE, TUESDAY_10AM, True),
        (team(alone=True), Role.SECONDARY, TUESDAY_10AM, False),
    ],
)
def test_pse_is_always_on_duty_and_a_vacant_role_never(
    people: Team, role: Role, when: object, expected: bool
) -> None:
    assert keeps(people, role, None, when) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("people", "when", "expected"),
    [
        (team(), "2026-03-10T10:00-04:00", "2026-03-10T18:00-04:00"),
        (team(), "2026-03-06T18:00-05:00", "2026-03-09T09:00-04:00"),
        (team([WEEK_OFF]), "2026-03-12T10:00-04:00", "2026-03-12T18:00-04:00"),
        (team(secondary=LATE), "2026-03-10T10:00-04:00", "2026-03-10T18:00-04:00"),
        (team(secondary=LATE), "2026-03-10T18:00-04:00", "2026-03-10T21:00-04:00"),
        (team(primary=LATE), "2026-03-10T10:00-04:00", "2026-03-10T12:00-04:00"),
    ],
)
def test_the_next_change_is_when_tickets_go_to_another_role(people: Team, when: str, expected: str) -> None:
    change = next_change(people, at(when))
    assert change == at(expected)
    assert role_on_duty(people, change) is not role_on_duty(people, at(when))


def test_nothing_changes_where_the_primary_never_stops() -> None:
    assert next_change(team(primary=office("always")), TUESDAY_10AM) is None
    assert next_change(team(primary=CLOSED_FOR_GOOD, alone=True), TUESDAY_10AM) is None


def test_next_changes_walk_a_week_hour_by_hour_without_missing_a_turn() -> None:
    people = team([away("2026-03-05", "2026-03-06")], primary=LATE)
    hour = at("2026-03-04T00:00-05:00")
    end = at("2026-03-11T00:00-04:00")
    seen = next_change(people, hour)
    assert seen is not None
    while hour < end:
        following = hour + (at("2026-01-01T01:00Z") - at("2026-01-01T00:00Z"))
        changed = role_on_duty(people, hour) is not role_on_duty(people, following)
        assert changed == (next_change(people, hour) == following)
        hour = following


def test_roles_read_as_words() -> None:
    assert [role.label for role in Role] == [
        "primary TAM",
        "secondary TAM",
        "24x7 PSE team",
        "24x7 support management",
        "TAM manager",
    ]
