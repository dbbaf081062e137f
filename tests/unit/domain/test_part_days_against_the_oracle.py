"""Absences of any length, over changes of clocks: who answers, and until when, agrees with the minutes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.business_hours import BusinessCalendar, parse_week
from bot.domain.forecast import forecast
from bot.domain.rotation import who_is_on_call
from bot.domain.routing import Role, Team, next_change, role_on_duty
from bot.domain.sla import Priority
from bot.domain.tams import Absence, Person
from tests.fixtures.examples import drawing
from tests.unit.domain.oracle import MINUTE, MinuteWalk
from tests.unit.domain.samples import TARGETS

HOURS = "Mon-Fri 09:00-18:00, Sat-Sun 22:00-06:00"
ZONES = ("America/New_York", "Europe/Berlin")
STARTS = tuple(datetime(2026, month, day, tzinfo=UTC) for month, day in ((3, 6), (3, 27), (10, 30)))
DAYS = 5
MINUTES = DAYS * 1440

Stretches = list[tuple[datetime, datetime]]


@st.composite
def away(draw: st.DrawFn, start: datetime) -> Stretches:
    """Draw absences from a minute to two days long."""
    found = []
    for _ in range(draw(st.integers(0, 4))):
        begins = start + draw(st.integers(0, MINUTES - 1)) * MINUTE
        found.append((begins, begins + draw(st.integers(1, 2880)) * MINUTE))
    return found


def _absences(stretches: Stretches, zone: str) -> tuple[Absence, ...]:
    return tuple(Absence(start, end, zone) for start, end in stretches)


class Both:
    """A team of two TAMs, and the same two as a walk along the minutes sees them."""

    def __init__(self, start: datetime, absences: tuple[Stretches, Stretches]) -> None:
        roles = (Role.PRIMARY, Role.SECONDARY)
        posted = [BusinessCalendar(zone, parse_week(HOURS)) for zone in ZONES]
        people = [
            Person(role, role.label, None, HOURS, hours, _absences(own, hours.zone))
            for role, hours, own in zip(roles, posted, absences, strict=True)
        ]
        self.team = Team(people[0], people[1], "Engineers", ZONES[0])
        self.walks = [
            MinuteWalk(zone, start, MINUTES, parse_week(HOURS), (), own)
            for zone, own in zip(ZONES, absences, strict=True)
        ]
        self.start = start

    def role(self, index: int) -> Role:
        """Return who answers at a minute, by the walk."""
        primary, secondary = (walk.open[index] for walk in self.walks)
        return Role.PRIMARY if primary else Role.SECONDARY if secondary else Role.PSE


@st.composite
def teams(draw: st.DrawFn) -> Both:
    """Draw two people and their absences."""
    start = draw(st.sampled_from(STARTS))
    return Both(start, (draw(away(start)), draw(away(start))))


@drawing(15)
@given(teams())
def test_who_answers_agrees_at_every_minute(both: Both) -> None:
    for index in range(0, MINUTES, 7):
        t = both.start + index * MINUTE
        assert role_on_duty(both.team, t) is both.role(index), t


@drawing(15)
@given(teams(), st.integers(0, MINUTES // 2))
def test_the_next_change_is_the_first_minute_at_which_another_role_answers(both: Both, index: int) -> None:
    t = both.start + index * MINUTE
    found = who_is_on_call(both.team, t)
    assert found.next_change == next_change(both.team, t)
    now = both.role(index)
    change = next((later for later in range(index, MINUTES) if both.role(later) is not now), None)
    if change is not None:
        assert found.next_change == both.start + change * MINUTE
    else:
        assert found.next_change is None or found.next_change >= both.start + MINUTES * MINUTE


@drawing(15)
@given(teams(), st.integers(0, MINUTES // 2))
def test_a_ticket_foretold_goes_where_the_minutes_say_and_so_do_its_nudges(both: Both, index: int) -> None:
    t = both.start + index * MINUTE
    found = forecast(both.team, TARGETS, (5, 10), (0.5, 0.8, 1.0), Priority.P1, t)
    role = both.role(index)
    assert found.assignment.role is role
    assert found.respond_by == t + timedelta(hours=1)
    for nudge in found.nudges:
        later = (nudge.at - both.start) // MINUTE
        stays = role is Role.PSE or both.walks[(Role.PRIMARY, Role.SECONDARY).index(role)].open[later]
        role = role if stays else both.role(later)
        assert nudge.to.role is role
