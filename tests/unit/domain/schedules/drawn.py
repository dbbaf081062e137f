"""Schedules that hypothesis draws, each with the walk that answers for it."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from bot.domain.business_hours import BusinessCalendar
from bot.domain.calendar.week import WEEKDAYS
from bot.domain.schedules import Every, Handoff, Layer, Override, Schedule, Turns, Unit, away
from tests.unit.domain.schedules.oracle import Walk

ZONES = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kathmandu")
PEOPLE = ("ana", "ben", "cho", "dov")
NAMES = ("first", "second", "third")
START = datetime(2026, 1, 1, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def instants(days: int = 366) -> st.SearchStrategy[datetime]:
    """Draw a quarter of an hour of 2026, which has both clock changes of every zone."""
    return st.integers(0, days * 96).map(lambda step: START + step * QUARTER)


def spells() -> st.SearchStrategy[tuple[datetime, datetime]]:
    """Draw a stretch of up to a month."""
    return st.tuples(instants(), st.integers(1, 31 * 96)).map(
        lambda drawn: (drawn[0], drawn[0] + drawn[1] * QUARTER)
    )


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@st.composite
def turns(draw: st.DrawFn) -> Turns:
    """Draw turns of any length that begin around the new year."""
    unit = draw(st.sampled_from(Unit))
    every = Every(draw(st.integers(1, 30 if unit is Unit.HOUR else 3)), unit)
    weekday = draw(st.integers(0, 6)) if unit is Unit.WEEK else None
    handoff = Handoff(_time(15 * draw(st.integers(0, 95))), weekday)
    return Turns(
        draw(st.sampled_from(ZONES)), every, handoff, draw(st.dates(date(2025, 12, 1), date(2026, 3, 1)))
    )


@st.composite
def schedules(draw: st.DrawFn) -> tuple[Schedule, Walk]:
    """Draw a schedule, and the slow way to answer for it."""
    hours: dict[str, tuple[int, int]] = {}
    layers = []
    for name in NAMES[: draw(st.integers(0, 3))]:
        people = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4))
        calendar = None
        if draw(st.booleans()):
            first, last = draw(st.lists(st.integers(0, 47), min_size=2, max_size=2, unique=True))
            hours[name] = first * 30, last * 30
            interval = [(_time(first * 30), _time(last * 30))]
            calendar = BusinessCalendar(draw(st.sampled_from(ZONES)), dict.fromkeys(WEEKDAYS, interval))
        rota = draw(turns()) if len(people) > 1 or draw(st.booleans()) else None
        layers.append(Layer(name, people, rota, calendar))
    replaced = st.sampled_from((None, None, *PEOPLE))
    overrides = [
        Override(draw(st.sampled_from(PEOPLE)), start, end, draw(replaced))
        for start, end in draw(st.lists(spells(), max_size=4))
    ]
    gone = {person: draw(st.lists(spells(), max_size=3)) for person in PEOPLE}
    tables = {person: away(spans) for person, spans in gone.items()}
    return Schedule(layers, overrides, tables), Walk(layers, overrides, gone, hours)
