"""Overrides: who takes over from which person and when, whatever the layers say; the last written wins."""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar.zones import FIRST
from bot.domain.schedules.horizon import NEVER, known

OVERRIDE = "override"
"""The name that stands where a layer's would; no layer may have it."""


@dataclass(frozen=True, slots=True)
class Override:
    """A person on call from `start` until before `end`; only in place of `instead_of`, if it has one."""

    person: str
    start: datetime
    end: datetime
    instead_of: str | None = None

    def __post_init__(self) -> None:
        if known(self.end) <= known(self.start):
            raise ValueError("an override ends after it starts")


class Stacks:
    """Overrides in the order of their writing, laid out so that an instant's are found by one bisection."""

    def __init__(self, overrides: Sequence[Override]) -> None:
        begin, end = defaultdict(list), defaultdict(list)
        for index, override in enumerate(overrides):
            begin[known(override.start)].append(index)
            end[known(override.end)].append(index)
        self._edges = [FIRST, *sorted(begin.keys() | end.keys()), NEVER]
        self._stacks: list[tuple[Override, ...]] = [()]
        active: list[int] = []
        for edge in self._edges[1:-1]:
            for index in end[edge]:
                active.remove(index)
            for index in begin[edge]:
                insort(active, index)
            self._stacks.append(_that_matter([overrides[index] for index in active]))

    def at(self, instant: int) -> tuple[tuple[Override, ...], int]:
        """Return the overrides of an instant in microseconds, the last written last, and until when."""
        index = bisect_right(self._edges, instant)
        return self._stacks[index - 1], self._edges[index]


def _that_matter(active: list[Override]) -> tuple[Override, ...]:
    """Return the last override that takes over from everybody, and those written after it."""
    plain = [index for index, override in enumerate(active) if override.instead_of is None]
    return tuple(active[plain[-1] :] if plain else active)
