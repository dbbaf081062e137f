"""One layer of a schedule: people who take turns, perhaps only at some hours of the week."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.business_hours import BusinessCalendar
from bot.domain.calendar.open_table import OpenTable
from bot.domain.calendar.zones import FIRST, LAST, instant_at, microseconds
from bot.domain.schedules.horizon import NEVER, or_never
from bot.domain.schedules.turns import Turns

Away = Mapping[str, OpenTable]
"""When each person is away, by the person's key; whoever is missing is never away."""

_PRESENT = OpenTable(FIRST, LAST, (), ())


def away(absences: Iterable[tuple[datetime, datetime]], known: OpenTable = _PRESENT) -> OpenTable:
    """Return a person's absences, [start, end) each, as a table that is open while they are away.

    Those known already are kept.
    """
    spans = [(max(microseconds(start), FIRST), min(microseconds(end), LAST)) for start, end in absences]
    before = zip(known.starts, known.ends, strict=True)
    return OpenTable(FIRST, LAST, [*before, *(span for span in spans if span[0] < span[1])], ())


@dataclass(frozen=True)
class Layer:
    """People, by their keys, in the order of their turns; one alone needs no turns.

    `hours` limit the layer, holidays never do.
    """

    name: str
    people: Sequence[str]
    turns: Turns | None = None
    hours: BusinessCalendar | None = None

    def __post_init__(self) -> None:
        if not self.people or (self.turns is None and len(self.people) > 1):
            raise ValueError(f"the layer “{self.name}” needs somebody, and turns for more than one")

    def span(self, at: int, gone: Away) -> tuple[str | None, int]:
        """Return whose the layer is at an instant in microseconds, None for nobody, and until when.

        The end is the first instant at which it is not theirs; NEVER if there is none.
        """
        who, until = self._step(at, gone)
        while until < NEVER:
            following, later = self._step(until, gone)
            if following != who:
                break
            until = later
        return who, until

    def covered(self, at: int, gone: Away) -> tuple[bool, int]:
        """Say whether the layer is anybody's at an instant in microseconds, and until when at least."""
        if self.turns and at < self.turns.first:
            return False, self.turns.first
        absences = [gone.get(person, _PRESENT) for person in set(self.people)]
        leaving = [or_never(table.next_change(at)) for table in absences if not table.is_open(at)]
        if not leaving:
            return False, min(or_never(table.next_change(at)) for table in absences)
        if self.hours is None:
            return True, max(leaving)
        if not self.hours.is_open(instant_at(at)):
            return False, _time(self.hours.next_open(instant_at(at)))
        return True, min(max(leaving), _time(self.hours.next_change(instant_at(at))))

    def _step(self, at: int, gone: Away) -> tuple[str | None, int]:
        """Answer as `span` does, with an end at which the layer may be theirs still.

        Each step but the first passes an end of somebody's absence, so that never many are needed.
        """
        turn = self.turns.at(at) if self.turns else 0
        if self.turns and turn is None:
            return None, self.turns.first
        who, until = self._owner(turn or 0, at, gone)
        if self.hours is None or who is None:
            return who, until
        if not self.hours.is_open(instant_at(at)):
            return None, _time(self.hours.next_open(instant_at(at)))
        return who, min(until, _time(self.hours.next_change(instant_at(at))))

    def _owner(self, turn: int, at: int, gone: Away) -> tuple[str | None, int]:
        """Return who has a turn by then, absent people passed over, and until when at least."""
        who, until, last = None, NEVER, turn
        for ahead in range(turn, turn + len(self.people)):
            person = self.people[ahead % len(self.people)]
            absences = gone.get(person, _PRESENT)
            if who is None or person == who or absences.is_open(at):
                until = min(until, or_never(absences.next_change(at)))
            if absences.is_open(at):
                continue
            if who not in (None, person):
                return who, min(until, self._begins(last + 1))
            who, last = person, ahead
        return who, until

    def _begins(self, turn: int) -> int:
        return NEVER if self.turns is None else self.turns.begins(turn)


def _time(t: datetime | None) -> int:
    return NEVER if t is None else microseconds(t)
