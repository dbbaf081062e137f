"""Days and hours off as people write them, for oneself or somebody else: all that was written, or nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from typing import Final

from bot.domain.commands.sentence import COURTESY
from bot.domain.commands.times.instants import words_of
from bot.domain.commands.times.spans import Hours, LocalClock, Span, SpanRead, WholeDays, span_at
from bot.errors import WrongInput

FORMS: Final = "Write 2026-12-24..2026-12-27 or 13:00-15:00, with @who before it for somebody else."
_MIXED: Final = (
    "That can be read in more than one way, so nothing was changed. Write the day beside each of the hours, "
    "2026-12-24 13:00-15:00, 2026-12-28 13:00-15:00, and whole days in a command of their own."
)
_WEEK_MIXED: Final = (
    "A week beside other days can be read in more than one way, so nothing was changed. Write the days by "
    "their dates: 2026-12-24..2026-12-27."
)
_USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_BETWEEN = re.compile(r" ?(?:,|;|&|\+|and(?!\w)) ?")
_FILLER = re.compile(
    r"(?:on|at|for|is|am|are|be|will|i'm|i'll|i|off|away|out|ooo|all day|the"
    rf"|{'|'.join(COURTESY)}|thank you|sick|ill|vacation|pto|(?:sick |annual )?leave)(?!\w) ?|[:,.;!?()] ?| "
)
_NAME = re.compile(r"[^\s,;:!?]+ ?")
_NO_NAMES: Final = frozenset(
    {"morning", "afternoon", "evening", "night", "tonight", "noon", "midnight", "half", "early", "late"}
    | {"day", "days", "week", "weeks", "weekday", "weekdays", "weekend", "every", "each", "daily"}
    | {"lunch", "breakfast", "dinner", "eod", "cob", "after", "before", "last", "next"}
    | {"until", "till", "except", "but", "not", "unless", "without", "or"}
)
"""Words of a time: where one of them was not understood, more was meant than was."""
_MYSELF: Final = frozenset({"me", "myself"})


@dataclass(frozen=True, slots=True)
class Who:
    """Whose days they are: a user, somebody by name in small letters, or (neither) whoever speaks."""

    user: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class DaysOff:
    """What was written after `off`; without spans, none was named."""

    who: Who
    spans: tuple[Span, ...]


def days_off(text: str, zone: str, now: datetime) -> DaysOff:
    """Read days or hours, and whose they are, in any order; hours are those of `zone`. Raises WrongInput."""
    users = list(dict.fromkeys(_USER.findall(text)))
    if len(users) > 1:
        raise WrongInput("One person at a time: write the days of each in a command of their own.")
    words = words_of(_USER.sub(" ", text))
    spans, name = _taken_apart(words, LocalClock(zone, now))
    if users and name:
        raise WrongInput(_not_understood(name))
    return DaysOff(Who(users[0] if users else None, name or None), _as_range(spans, words))


def _taken_apart(words: str, clock: LocalClock) -> tuple[list[Span], str]:
    """Return the spans of a line, and the words that are none of them: somebody's name."""
    reads, names = _read_through(words, clock)
    first = next((read for read in reads if read.day is not None), None)
    if first is not None and first is not reads[0] and first.is_behind:
        reads, names = _read_through(words, replace(clock, day=first.day))
    whole = [read for read in reads if isinstance(read.span, WholeDays)]
    if whole == reads and len({read.is_week for read in whole}) > 1:
        raise WrongInput(_WEEK_MIXED)
    return [read.span for read in reads], " ".join(name for name in names if name not in _MYSELF)


def _read_through(words: str, clock: LocalClock) -> tuple[list[SpanRead], list[str]]:
    """Return what a line names, span by span: hours without a day are of the day of the hours before them."""
    reads: list[SpanRead] = []
    names: list[str] = []
    at = 0
    while at < len(words):
        read = span_at(words, at, clock)
        if read is not None:
            reads.append(read)
            clock = replace(clock, day=read.day or clock.day, since=_last_day(read))
            between = _BETWEEN.match(words, read.end)
            at = between.end() if between else read.end
        elif (filler := _FILLER.match(words, at)) is not None:
            at = filler.end()
        else:
            name, at = _name_at(words, at)
            names.append(name)
    return reads, names


def _last_day(read: SpanRead) -> date | None:
    return read.span.last if isinstance(read.span, WholeDays) else read.day


def _name_at(words: str, at: int) -> tuple[str, int]:
    found = _NAME.match(words, at)
    name = found[0].strip().removeprefix("@").removesuffix("'s") if found else ""
    if (
        found is None
        or name in _NO_NAMES
        or any(character.isdigit() for character in name)
        or not name[:1].isalpha()
    ):
        raise WrongInput(_not_understood(words[at:]))
    return name, found.end()


def _as_range(spans: Sequence[Span], words: str) -> tuple[Span, ...]:
    """Return the spans; two single days with a comma or nothing between them begin and end one absence.

    Raises WrongInput for hours that stand among whole days, or over one another: which is meant is not known.
    """
    hours = [span for span in spans if isinstance(span, Hours)]
    if hours and (len(hours) < len(spans) or _overlap(hours)):
        raise WrongInput(_MIXED)
    if len(spans) == 2 and not re.search(r"[;&+]|\band\b", words):
        one, other = spans
        if isinstance(one, WholeDays) and isinstance(other, WholeDays):
            single = one.first == one.last and other.first == other.last
            return (WholeDays(one.first, other.last),) if single and one.first < other.first else tuple(spans)
    return tuple(spans)


def _overlap(hours: Sequence[Hours]) -> bool:
    in_order = sorted(hours, key=lambda span: span.starts)
    return any(one.ends > other.starts for one, other in pairwise(in_order))


def _not_understood(words: str) -> str:
    return f"“{words[:40]}” isn't a day or time that I understand, so nothing was changed. {FORMS}"
