"""What cannot wait is never with somebody whose shift has closed: by examples, and along the minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.business_hours import BusinessCalendar, parse_week
from bot.domain.handover import Holding, given_back, home_kept, home_of, next_in_line, next_shift_change
from bot.domain.routing import Assignment, Role, Team, route
from bot.domain.schedules import Every, Handoff, Layer, Schedule, Turns, Unit
from bot.domain.tams import Absence, Cover, Member, Person, Rota, ScheduledTam
from bot.domain.why import BackOnDuty, GivenByHand, ShiftOver, TakenByHand
from tests.fixtures.examples import drawing
from tests.unit.domain.oracle import MINUTE, MinuteWalk
from tests.unit.domain.samples import EASTERN, OFFICE, at, away, office, team

CIERRA, KIRK, PSE = "U0CIERRA", "U0KIRK", "Personalized Support Engineers"
NOON, SIX, NINE = at("2026-03-06T12:00-05:00"), at("2026-03-06T18:00-05:00"), at("2026-03-09T09:00-04:00")
LATE = office("Mon-Fri 12:00-21:00")
ENGINEERS = (Member("Omar", "U0OMAR", "UTC"), Member("Mei", "U0MEI", "UTC"))
START, DAYS = datetime(2026, 3, 6, tzinfo=UTC), 5  # the clocks of New York change on the third day
MINUTES = DAYS * 1440


def by_turns(people: tuple[Member, ...], every: Every, handoff: str) -> Rota:
    turns = Turns("UTC", every, Handoff(handoff), date(2026, 1, 1))
    named = {str(number): person for number, person in enumerate(people)}
    return Rota(Schedule([Layer("all", tuple(named), turns)]), named)


ROTA = by_turns(ENGINEERS, Every(12, Unit.HOUR), "00:00")


def held(
    role: Role, slack: str | None, since: datetime = NOON, home: Role | None = None, name: str = "Ann"
) -> Holding:
    return Holding(role, name, slack, since, home)


def who(found: Assignment | None) -> tuple[Role, str | None] | None:
    return (found.role, found.slack) if found else None


def test_at_the_close_it_goes_to_whoever_is_next_by_the_rule() -> None:
    assert next_in_line(team(), None, held(Role.PRIMARY, CIERRA), SIX - timedelta.resolution) is None
    assert next_in_line(team(), None, held(Role.PRIMARY, CIERRA), SIX) == route(team(), SIX)
    assert who(next_in_line(team(secondary=LATE), None, held(Role.PRIMARY, CIERRA), SIX)) == (
        Role.SECONDARY,
        KIRK,
    )


def test_whoever_got_it_off_duty_keeps_it_until_a_shift_of_theirs_has_closed() -> None:
    taken = held(Role.PRIMARY, CIERRA, since=at("2026-03-06T20:00-05:00"))
    assert next_in_line(team(), None, taken, taken.since) is None
    assert next_in_line(team(), None, taken, at("2026-03-07T12:00-05:00")) is None
    assert next_in_line(team(), None, taken, at("2026-03-09T18:00-04:00")) is not None


def test_whoever_fills_the_role_no_more_has_nothing_left() -> None:
    assert who(next_in_line(team(), None, held(Role.PRIMARY, "U0GONE"), NOON)) == (Role.PRIMARY, CIERRA)
    assert who(next_in_line(team(alone=True), None, held(Role.SECONDARY, KIRK), NOON)) == (
        Role.PRIMARY,
        CIERRA,
    )


@pytest.mark.parametrize("role", [Role.SUPPORT_MANAGEMENT, Role.TAM_MANAGER])
def test_those_above_keep_what_they_took(role: Role) -> None:
    assert next_in_line(team(), ROTA, held(role, "U0RALPH"), SIX) is None


def test_the_next_of_the_same_role_has_it_where_the_rule_would_name_another() -> None:
    pair = by_turns(
        (Member("Kirk", KIRK, "UTC"), Member("Lee", "U0LEE", "UTC")), Every(12, Unit.HOUR), "11:00"
    )
    people = replace(team(), secondary=ScheduledTam(Role.SECONDARY, pair, OFFICE, office()))
    morning = at("2026-03-06T10:00Z")
    turn = pair.at(morning).person
    assert turn is not None
    given = next_in_line(people, None, held(Role.SECONDARY, turn.slack, morning), at("2026-03-06T15:00Z"))
    other = KIRK if turn.slack == "U0LEE" else "U0LEE"
    assert given is not None
    assert (who(given), given.why) == ((Role.SECONDARY, other), ShiftOver("Ann"))


def test_an_engineer_passes_on_what_they_took_when_their_turn_ends() -> None:
    morning, noon = at("2026-03-06T08:00Z"), at("2026-03-06T12:00Z")
    on_call = ROTA.at(morning).person
    assert on_call is not None
    taken = held(Role.PSE, on_call.slack, morning)
    assert next_in_line(team(), ROTA, taken, morning) is None
    assert next_in_line(team(), ROTA, taken, noon - timedelta.resolution) is None
    assert next_in_line(team(), ROTA, taken, noon) == Assignment(Role.PSE, PSE, None, ShiftOver("Ann"))
    assert next_in_line(team(), None, taken, noon) is None
    assert next_in_line(team(), ROTA, replace(taken, slack=None), noon) is None
    assert next_in_line(team(), ROTA, replace(taken, slack="U0ANN"), noon) is None


def test_the_tam_gets_back_what_was_theirs_and_nothing_else() -> None:
    night = held(Role.PSE, None, SIX, home=Role.PRIMARY)
    given = given_back(team(), night, NINE)
    assert given == Assignment(Role.PRIMARY, "Cierra Simms", CIERRA, BackOnDuty(Role.PRIMARY))
    assert given_back(team(), night, NINE - timedelta.resolution) is None
    assert given_back(team(), replace(night, home=None), NINE) is None
    assert given_back(team(), replace(night, role=Role.PRIMARY), NINE) is None
    assert given_back(team(alone=True), replace(night, home=Role.SECONDARY), NINE) is None


def test_of_a_tam_who_is_away_the_one_on_duty_gets_it_in_their_hours() -> None:
    night = held(Role.PSE, None, SIX, home=Role.PRIMARY)
    gone = [away("2026-03-09", "2026-03-09")]
    people = team(primary_away=gone, secondary=office("Mon-Fri 08:00-18:00"))
    assert given_back(people, night, at("2026-03-09T08:30-04:00")) is None
    assert who(given_back(people, night, NINE)) == (Role.SECONDARY, KIRK)
    assert given_back(people, replace(night, role=Role.SECONDARY, slack=KIRK), NINE) is None
    assert given_back(team(gone, gone), night, NINE) is None


def test_where_it_goes_back_to_is_the_first_role_it_left() -> None:
    to_pse = route(team(), SIX)
    back = Assignment(Role.PRIMARY, "Cierra Simms", CIERRA, BackOnDuty(Role.PRIMARY))
    assert home_of(held(Role.PRIMARY, CIERRA), to_pse) is Role.PRIMARY
    assert home_of(held(Role.SECONDARY, KIRK, home=Role.PRIMARY), to_pse) is Role.PRIMARY
    assert home_of(held(Role.PSE, "U0OMAR"), to_pse) is None
    assert home_of(held(Role.PRIMARY, "U0GONE"), back) is None


def test_only_an_engineer_who_takes_it_fills_in() -> None:
    taken = Assignment(Role.PSE, "Omar", "U0OMAR", TakenByHand("Omar"))
    assert home_kept(Role.PRIMARY, taken) is Role.PRIMARY
    assert home_kept(Role.PRIMARY, replace(taken, why=GivenByHand("Omar", "Kirk"))) is None
    assert home_kept(Role.PRIMARY, replace(taken, role=Role.SECONDARY)) is None


def test_shifts_change_where_anybody_s_begins_or_ends() -> None:
    assert next_shift_change(team(), None, NOON) == SIX
    assert next_shift_change(team(), ROTA, SIX) == at("2026-03-07T00:00Z")
    assert next_shift_change(team([away("2026-03-09", "2026-03-09")]), None, SIX) == NINE
    closed = BusinessCalendar(EASTERN, {})
    assert next_shift_change(team(primary=closed, secondary=closed), None, NOON) is None


@dataclass(frozen=True)
class Drawn:
    """A team whose hours, absences and covers were drawn, and the walks that answer for them."""

    team: Team
    posted: Mapping[Role, MinuteWalk]
    duty: Mapping[Role, MinuteWalk]
    covers: Mapping[Role, tuple[Cover, ...]]

    def on_duty(self, role: Role, minute: int) -> str | None:
        """Return who is on duty in a TAM's role at a minute, by reading the rules."""
        t = START + minute * MINUTE
        covering = [one for one in self.covers[role] if one.start <= t < one.end]
        if covering and self.posted[role].open[minute]:
            return covering[-1].person.slack
        tam = self.team.tam(role)
        assert isinstance(tam, Person)
        return tam.slack if self.duty[role].open[minute] else None


spells = st.tuples(st.integers(0, MINUTES // 15 - 2), st.integers(1, 96)).map(
    lambda drawn: (
        START + drawn[0] * 15 * MINUTE,
        START + min(drawn[0] + drawn[1], MINUTES // 15) * 15 * MINUTE,
    )
)
HOURS = ("Mon-Fri 09:00-18:00", "Mon-Sun 22:00-06:00", "Mon-Fri 00:00-24:00", "Sat-Sun 01:30-02:30")


@st.composite
def drawn_teams(draw: st.DrawFn) -> Drawn:
    tams, posted, duty, covers = {}, {}, {}, {}
    for role, name in ((Role.PRIMARY, "Cierra"), (Role.SECONDARY, "Kirk")):
        zone, hours = draw(st.sampled_from((EASTERN, "Europe/Berlin"))), draw(st.sampled_from(HOURS))
        gone = draw(st.lists(spells, max_size=2))
        theirs = [Cover(Member("Lee", "U0LEE", zone), *spell) for spell in draw(st.lists(spells, max_size=1))]
        week = parse_week(hours)
        absences = tuple(Absence(start, end, zone) for start, end in gone)
        plain = Person(role, name, f"U0{name.upper()}", hours, BusinessCalendar(zone, week), absences)
        tams[role], covers[role] = plain.announced({}, theirs), tuple(theirs)
        posted[role] = MinuteWalk(zone, START, MINUTES, week)
        duty[role] = MinuteWalk(zone, START, MINUTES, week, absences=gone)
    people = Team(tams[Role.PRIMARY], tams[Role.SECONDARY], PSE, EASTERN)
    return Drawn(people, posted, duty, covers)


def lived(people: Team, opened: datetime, taken: datetime, end: datetime) -> list[Holding]:
    """Hand a ticket on from shift to shift; the engineer on call takes it at an instant, if the team has it.

    Return who had it, each with since when.
    """
    first = route(people, opened)
    story, now = [Holding(first.role, first.name, first.slack, opened)], opened
    while now < end:
        one = story[-1]
        given = given_back(people, one, now) or next_in_line(people, ROTA, one, now)
        if given is not None:
            story.append(Holding(given.role, given.name, given.slack, now, home_of(one, given)))
        elif now == taken and one.role is Role.PSE and one.slack is None:
            on_call = ROTA.at(now).person
            assert on_call is not None
            story.append(Holding(Role.PSE, on_call.name, on_call.slack, now, one.home))
        following = next_shift_change(people, ROTA, now) or end
        now = min(following, taken) if now < taken else following
    return story


@given(drawn_teams(), st.integers(0, MINUTES - 1), st.integers(0, MINUTES - 1))
@drawing(15)
def test_at_no_minute_is_it_with_somebody_off_duty(drawn: Drawn, opened: int, taken: int) -> None:
    story = lived(drawn.team, START + opened * MINUTE, START + taken * MINUTE, START + MINUTES * MINUTE)
    for minute in range(opened, MINUTES):
        t = START + minute * MINUTE
        now = next(one for one in reversed(story) if one.since <= t)
        if now.role is not Role.PSE:
            assert drawn.on_duty(now.role, minute) == now.slack
        elif now.slack is not None:
            assert ENGINEERS[int((t - START) / timedelta(hours=12)) % 2].slack == now.slack
        if now.home is not None:
            assert drawn.on_duty(now.home, minute) is None
