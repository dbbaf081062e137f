"""What is announced about absences, what was taken back or undone, and what of it is in force."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

IMPORTED: Final = "calendar/"
"""How the names of acts begin that a calendar tells of."""
Stretch = tuple[datetime, datetime]
"""From the first instant until before the second."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """An absence, or (`takes_back`) a time in which the absence of that id does not hold after all.

    What is undone was in force until then: nothing ever changes what was.
    """

    id: int
    start: datetime
    end: datetime
    takes_back: int | None = None
    undone_at: datetime | None = None

    @property
    def stretch(self) -> Stretch | None:
        """Return the time in which it holds; None where it was undone before it began."""
        end = self.end if self.undone_at is None else min(self.end, self.undone_at)
        return (self.start, end) if self.start < end else None


def imported_act(calendar: str, told: str) -> str:
    """Name what a calendar tells; `told` is the same for the same time of the same person."""
    return f"{IMPORTED}{calendar}/{told}"


def in_force(announcements: Iterable[Announcement]) -> dict[int, list[Stretch]]:
    """Return what is left of each absence, by its id, in order of time."""
    left: dict[int, list[Stretch]] = {}
    out: dict[int, list[Stretch]] = defaultdict(list)
    for one in announcements:
        stretch = [one.stretch] if one.stretch else []
        if one.takes_back is None:
            left[one.id] = stretch
        else:
            out[one.takes_back] += stretch
    return {id_: _without(stretches, out[id_]) for id_, stretches in left.items()}


def common(one: Stretch, other: Stretch) -> Stretch | None:
    """Return the time that lies in both."""
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return (start, end) if start < end else None


def _without(stretches: list[Stretch], out: Iterable[Stretch]) -> list[Stretch]:
    for start, end in out:
        before = [(a, min(b, start)) for a, b in stretches]
        after = [(max(a, end), b) for a, b in stretches]
        stretches = sorted((a, b) for a, b in (*before, *after) if a < b)
    return stretches
