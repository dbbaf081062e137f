"""What a final schedule leaves open, and what it costs the people in it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendar.zones import first_instant, local_day
from bot.domain.tams.identity import Member
from bot.domain.tams.rota import Rota
from bot.domain.tams.turn import Turn

_DAY = timedelta(days=1)
NIGHT = ("22:00", "06:00")


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which nobody is on call by name, and who of the layers is away as it begins."""

    start: datetime
    end: datetime
    away: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Burden:
    """The nights and weekend days on which somebody is on call, by their own clock."""

    person: Member
    nights: int
    weekend_days: int


def gaps(rota: Rota, start: datetime, end: datetime) -> list[Gap]:
    """Return the times within [start, end) in which nobody is on call by name."""
    open_turns = (turn for turn in rota.turns(start, end) if turn.person is None)
    return [Gap(turn.start, turn.end or end, rota.away(turn.start)) for turn in open_turns]


def uncovered(found: Collection[Gap], holidays: Mapping[date, str], zone: str) -> dict[date, str]:
    """Return the holidays on which nobody is on call by name for a while, as the clock in `zone` counts."""
    touched = {day for gap in found for day in _days(gap.start, gap.end, zone)}
    return {day: holidays[day] for day in sorted(touched & holidays.keys())}


def burdens(people: Iterable[Member], turns: Sequence[Turn], end: datetime) -> list[Burden]:
    """Return what turns cost each of the people, and anybody else who has one; the most burdened first."""
    everybody = dict.fromkeys((*people, *(turn.person for turn in turns if turn.person)))
    found = [_burden(person, [turn for turn in turns if turn.person == person], end) for person in everybody]
    return sorted(found, key=lambda burden: (-burden.nights, -burden.weekend_days, burden.person.name))


def _burden(person: Member, turns: Sequence[Turn], end: datetime) -> Burden:
    nights: set[date] = set()
    days: set[date] = set()
    for turn in turns:
        until = turn.end or end
        for day in _days(turn.start - _DAY, until, person.zone):
            night = (
                first_instant(person.zone, day, NIGHT[0]),
                first_instant(person.zone, day + _DAY, NIGHT[1]),
            )
            if turn.start < night[1] and night[0] < until:
                nights.add(day)
        days.update(_days(turn.start, until, person.zone))
    return Burden(person, len(nights), sum(day.weekday() >= 5 for day in days))


def _days(start: datetime, end: datetime, zone: str) -> list[date]:
    """Return the dates that the clock in a zone shows from `start` until before `end`."""
    first, last = local_day(zone, start), local_day(zone, end - timedelta(microseconds=1))
    return [first + step * _DAY for step in range((last - first).days + 1)]
