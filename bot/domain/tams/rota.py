"""A schedule together with the people its keys stand for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar.zones import microseconds
from bot.domain.schedules import Override, Schedule, away
from bot.domain.tams.cover import Cover
from bot.domain.tams.identity import Member
from bot.domain.tams.tam import Announced
from bot.domain.tams.turn import Turn


@dataclass(frozen=True)
class Rota:
    """A schedule, the people by the keys that it uses, and when each of them is away."""

    schedule: Schedule
    people: Mapping[str, Member]

    def at(self, t: datetime) -> Turn:
        """Return who is on call at an instant, and until when it stays as it is."""
        found = self.schedule.at(t)
        return Turn(t, found.until, self._member(found.person), found.layer)

    def turns(self, start: datetime, end: datetime) -> list[Turn]:
        """Return the final schedule of [start, end), clipped to it; ValueError if it is empty."""
        shifts = self.schedule.shifts(start, end)
        return [Turn(one.start, one.end, self._member(one.person), one.layer) for one in shifts]

    def members(self) -> tuple[Member, ...]:
        """Return the people of the layers, each once, in the order of their first turns."""
        return tuple(self.people[key] for key in self._keys())

    def away(self, t: datetime) -> tuple[Member, ...]:
        """Return the people of the layers who are away at an instant."""
        at, gone = microseconds(t), self.schedule.away
        return tuple(self.people[key] for key in self._keys() if key in gone and gone[key].is_open(at))

    def announced(self, absences: Announced, covers: Sequence[Cover] = ()) -> "Rota":
        """Return it with what was announced later, absences by Slack user; only its own people cover."""
        gone = dict(self.schedule.away)
        for key, member in self.people.items():
            own = [(one.start, one.end) for one in absences.get(member.slack or "", ())]
            if own:
                gone[key] = away(own, gone[key]) if key in gone else away(own)
        overrides = (*self.schedule.overrides, *self._overrides(covers))
        return replace(self, schedule=replace(self.schedule, away=gone, overrides=overrides))

    def _overrides(self, covers: Sequence[Cover]) -> Iterator[Override]:
        keys = {member.slack: key for key, member in self.people.items() if member.slack}
        for one in covers:
            if one.person.slack in keys and (one.instead_of is None or one.instead_of in keys):
                instead_of = keys[one.instead_of] if one.instead_of else None
                yield Override(keys[one.person.slack], one.start, one.end, instead_of)

    def _keys(self) -> Iterable[str]:
        return dict.fromkeys(key for layer in self.schedule.layers for key in layer.people)

    def _member(self, key: str | None) -> Member | None:
        return None if key is None else self.people[key]
