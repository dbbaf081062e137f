"""Others cover for one TAM: in the posted hours, whoever is away; it agrees with a walk along the minutes."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.business_hours import BusinessCalendar, parse_week
from bot.domain.routing import Role, Team, keeps, route
from bot.domain.tams import Absence, Cover, InPlaceOf, Member, Person, PersonAway, PostedHours
from bot.domain.why import NextChange, OnDuty, Routed
from tests.fixtures.examples import drawing
from tests.unit.domain.oracle import MINUTE, MinuteWalk
from tests.unit.domain.samples import EASTERN, OFFICE, at, away, team

KIRK, RALPH = Member("Kirk McCalla", "U0KIRK", EASTERN), Member("Ralph Esposito", "U0RALPH", EASTERN)
TUESDAY = at("2026-03-10T10:00-04:00")
HOURS = "Mon-Fri 09:00-18:00, Sat-Sun 22:00-06:00"
START, DAYS = datetime(2026, 3, 6, tzinfo=UTC), 4
MINUTES = DAYS * 1440


def cover(person: Member, start: str, end: str, instead_of: str | None = "U0CIERRA") -> Cover:
    return Cover(person, at(start), at(end), instead_of)


NOON_TO_TWO = cover(RALPH, "2026-03-10T12:00-04:00", "2026-03-10T14:00-04:00")


def following(people: Team, t: datetime) -> NextChange | None:
    why = route(people, t).why
    assert isinstance(why, Routed)
    return why.following


def test_tickets_go_to_whoever_covers_and_the_why_says_in_whose_place() -> None:
    people = team().announced({}, {Role.PRIMARY: [NOON_TO_TWO]})
    found = route(people, at("2026-03-10T12:30-04:00"))
    assert (found.role, found.name, found.slack) == (Role.PRIMARY, "Ralph Esposito", "U0RALPH")
    assert found.why == Routed(
        at("2026-03-10T12:30-04:00"),
        OnDuty(Role.PRIMARY, "Ralph Esposito", InPlaceOf("Cierra Simms", PostedHours(OFFICE, EASTERN))),
        (),
        NextChange(at("2026-03-10T14:00-04:00"), "Cierra Simms", moves=True),
    )
    assert following(people, TUESDAY) == NextChange(NOON_TO_TWO.start, "Ralph Esposito", moves=True)
    assert route(people, at("2026-03-10T14:00-04:00")).name == "Cierra Simms"


def test_a_ticket_leaves_whoever_covered_when_that_ends() -> None:
    people = team().announced({}, {Role.PRIMARY: [NOON_TO_TWO]})
    assert keeps(people, Role.PRIMARY, "U0RALPH", at("2026-03-10T13:59-04:00"))
    assert not keeps(people, Role.PRIMARY, "U0RALPH", at("2026-03-10T14:00-04:00"))
    assert keeps(people, Role.PRIMARY, "U0CIERRA", at("2026-03-10T14:00-04:00"))


def test_a_cover_beats_an_absence_and_is_announced_in_the_why_until_then() -> None:
    gone = {"U0CIERRA": [away("2026-03-10", "2026-03-10")]}
    people = team().announced(gone, {Role.PRIMARY: [NOON_TO_TWO]})
    assert route(people, at("2026-03-10T12:30-04:00")).name == "Ralph Esposito"
    why = route(people, TUESDAY).why
    assert isinstance(why, Routed)
    [off] = why.passed_over
    assert isinstance(off, PersonAway)
    assert (off.back, off.covered_by) == (NOON_TO_TWO.start, "Ralph Esposito")
    assert people.primary.absence(TUESDAY) is not None
    assert people.primary.absence(at("2026-03-10T12:30-04:00")) is None


def test_nobody_covers_out_of_hours_or_for_somebody_else() -> None:
    night = cover(RALPH, "2026-03-10T18:00-04:00", "2026-03-11T09:00-04:00")
    assert route(team().announced({}, {Role.PRIMARY: [night]}), at("2026-03-10T19:00-04:00")).role is Role.PSE
    for_kirk = replace(NOON_TO_TWO, instead_of="U0KIRK")
    people = team().announced({}, {Role.PRIMARY: [for_kirk]})
    assert people.primary is team().primary or route(people, NOON_TO_TWO.start).name == "Cierra Simms"


def test_of_covers_that_overlap_the_last_written_wins() -> None:
    later = cover(KIRK, "2026-03-10T13:00-04:00", "2026-03-10T15:00-04:00")
    people = team().announced({}, {Role.PRIMARY: [NOON_TO_TWO, later]})
    names = [
        turn.person and turn.person.name
        for turn in people.primary.turns(TUESDAY, at("2026-03-11T00:00-04:00"))
    ]
    assert names == ["Cierra Simms", "Ralph Esposito", "Kirk McCalla", "Cierra Simms", None]


@st.composite
def stretch(draw: st.DrawFn) -> tuple[datetime, datetime]:
    """Draw a stretch from a minute to a day long."""
    begins = draw(st.integers(0, MINUTES - 2))
    return START + begins * MINUTE, START + (begins + draw(st.integers(1, 1440))) * MINUTE


@drawing(15)
@given(
    st.lists(stretch(), max_size=3),
    st.lists(st.tuples(stretch(), st.sampled_from([KIRK, RALPH])), max_size=4),
)
def test_who_is_on_duty_agrees_at_every_minute(
    gone: list[tuple[datetime, datetime]], covered: list[tuple[tuple[datetime, datetime], Member]]
) -> None:
    posted = BusinessCalendar(EASTERN, parse_week(HOURS))
    alone = Person(Role.PRIMARY, "Cierra Simms", "U0CIERRA", HOURS, posted, ())
    covers = [Cover(who, *when, "U0CIERRA") for when, who in covered]
    primary = alone.announced({"U0CIERRA": [Absence(*one, EASTERN) for one in gone]}, covers)
    hours = MinuteWalk(EASTERN, START, MINUTES, parse_week(HOURS))
    present = MinuteWalk(EASTERN, START, MINUTES, parse_week(HOURS), (), gone)

    def expected(index: int) -> str | None:
        t = START + index * MINUTE
        who = [one.person.name for one in covers if one.start <= t < one.end]
        if who and hours.open[index]:
            return who[-1]
        return "Cierra Simms" if present.open[index] else None

    turns = primary.turns(START, START + MINUTES * MINUTE)
    assert all(one.end == other.start for one, other in pairwise(turns))
    for turn in turns:
        first, last = ((each - START) // MINUTE for each in (turn.start, turn.end or START))
        assert {expected(index) for index in range(first, last)} == {
            turn.person.name if turn.person else None
        }
        assert primary.is_on(turn.start) is (turn.person is not None)
        if turn.person:
            assert primary.holder(turn.start).name == turn.person.name
