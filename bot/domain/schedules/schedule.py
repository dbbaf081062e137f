"""A schedule: layers over layers, overrides over all of them, and the final answer for any instant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from bot.domain.calendar.zones import DAY, LAST, instant_at
from bot.domain.schedules.horizon import NEVER, as_instant, known
from bot.domain.schedules.layer import Away, Layer
from bot.domain.schedules.overrides import OVERRIDE, Override, Stacks

HORIZON = 400 * DAY


@dataclass(frozen=True, slots=True)
class Shift:
    """Who is on call from `start` until before `end`, and by which layer; nobody by none."""

    start: datetime
    end: datetime
    person: str | None
    layer: str | None


@dataclass(frozen=True, slots=True)
class OnCall:
    """Who is on call at an instant, by which layer, and until when; `until` is None for ever after."""

    person: str | None
    layer: str | None
    until: datetime | None


@dataclass(frozen=True)
class Schedule:
    """Layers, of which the first that has somebody decides, and overrides in the order of their writing."""

    layers: Sequence[Layer]
    overrides: Sequence[Override] = ()
    away: Away = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = [OVERRIDE, *(layer.name for layer in self.layers)]
        if len(set(names)) < len(names):
            raise ValueError(f"each layer has a name of its own, and none is called “{OVERRIDE}”")

    def at(self, t: datetime) -> OnCall:
        """Return who is on call at an instant, and until when it stays as it is."""
        at = known(t)
        person, layer, end = next(self._spans(at))
        return OnCall(person, layer, as_instant(end))

    def shifts(self, start: datetime, end: datetime) -> list[Shift]:
        """Return the shifts that tile [start, end) exactly, clipped to it; ValueError if it is empty."""
        first, last = known(start), known(end)
        if last <= first:
            raise ValueError(f"{end.isoformat()} is not after {start.isoformat()}")
        shifts, spans = [], self._spans(first)
        while first < last:
            person, layer, until = next(spans)
            shifts.append(Shift(instant_at(first), instant_at(min(until, last)), person, layer))
            first = until
        return shifts

    def next_vacancy(self, t: datetime) -> datetime | None:
        """Return the next instant at which somebody is on call if nobody was, or nobody if somebody was.

        None stands for none within HORIZON, which every yearly change of clocks lies in.
        """
        at = known(t)
        covered, until = self._covered(at)
        while until <= min(at + HORIZON, LAST):
            following, later = self._covered(until)
            if following is not covered:
                return instant_at(until)
            until = later
        return None

    def _covered(self, at: int) -> tuple[bool, int]:
        """Say whether anybody is on call at an instant, and until when at least."""
        stack, until = self._stacks.at(at)
        if stack and stack[0].instead_of is None:
            return True, until
        layers = [layer.covered(at, self.away) for layer in self.layers]
        ends = [end for covered, end in layers if covered]
        if ends:
            return True, min(until, max(ends))
        return False, min([until, *(end for _, end in layers)])

    def _spans(self, at: int) -> Iterator[tuple[str | None, str | None, int]]:
        """Yield person, layer and end, from an instant on; what follows is always another's."""
        person, layer, until = self._step(at)
        while until <= LAST:
            following = self._step(until)
            if following[:2] != (person, layer):
                yield person, layer, until
                person, layer = following[:2]
            until = following[2]
        yield person, layer, NEVER

    def _step(self, at: int) -> tuple[str | None, str | None, int]:
        """Return who is on call at an instant, by which layer, and until when at least."""
        stack, until = self._stacks.at(at)
        hidden = bool(stack) and stack[0].instead_of is None
        person, layer, end = (None, None, NEVER) if hidden else self._layered(at)
        for override in stack:
            if override.instead_of in (None, person):
                person, layer = override.person, OVERRIDE
        return person, layer, min(until, end)

    def _layered(self, at: int) -> tuple[str | None, str | None, int]:
        until = NEVER
        for layer in self.layers:
            person, end = layer.span(at, self.away)
            until = min(until, end)
            if person is not None:
                return person, layer.name, until
        return None, None, until

    @cached_property
    def _stacks(self) -> Stacks:
        return Stacks(self.overrides)
