"""How long something lasts, as people write it: 3 days, 2 hours, an hour 30, 1h30."""

import re
from dataclasses import dataclass
from typing import Final

_COUNT = re.compile(
    r" ?(?:for )?(?:(?P<number>\d{1,3}) ?|(?P<word>an?|one|two|three) )"
    r"(?P<unit>day|d|week|w|hour|hr|h|minute|min|m)s?(?!\w)"
)
_MINUTES_BESIDE = re.compile(r" ?(?:and |, ?)?(?P<minutes>\d{1,2}) ?(?:minutes?|mins?|m)(?!\w)")
_HOURS_AND_MINUTES = re.compile(r" ?for (?P<hours>\d{1,2}) ?h ?(?P<minutes>[0-5]\d) ?m?(?!\w)")
_COUNTS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_WEEK_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Length:
    """Whole days, or else minutes, and where the text goes on after them."""

    days: int
    minutes: int
    end: int


def length_at(words: str, at: int) -> Length | None:
    """Read the length that a text names at a place; the text is folded, with single blanks."""
    both = _HOURS_AND_MINUTES.match(words, at)
    if both is not None:
        return Length(0, int(both["hours"]) * 60 + int(both["minutes"]), both.end())
    found = _COUNT.match(words, at)
    if found is None:
        return None
    count = _COUNTS[found["word"]] if found["word"] else int(found["number"])
    unit = found["unit"][0]
    if unit in "dw":
        return Length(count * _WEEK_DAYS if unit == "w" else count, 0, found.end())
    if unit == "m":
        return Length(0, count, found.end())
    beside = _MINUTES_BESIDE.match(words, found.end())
    if beside is None:
        return Length(0, count * 60, found.end())
    return Length(0, count * 60 + int(beside["minutes"]), beside.end())
