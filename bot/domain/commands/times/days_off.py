"""Days and hours off as people write them, for oneself or somebody else: all that was written, or nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.commands.times.instants import words_of
from bot.domain.commands.times.spans import LocalClock, Span, WholeDays, span_at
from bot.errors import WrongInput

FORMS: Final = "Write 2026-12-24..2026-12-27 or 13:00-15:00, with @who before it for somebody else."
_USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_BETWEEN = re.compile(r" ?(?:,|;|&|\+|and(?!\w)) ?")
_FILLER = re.compile(
    r"(?:on|for|is|am|are|be|will|i'm|i'll|i|off|away|out|ooo|all day|the|please)(?!\w) ?|[:,.;!?] ?| "
)
_NAME = re.compile(r"[^\s,;:!?]+ ?")
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
    spans: list[Span] = []
    names: list[str] = []
    at = 0
    while at < len(words):
        span = span_at(words, at, clock)
        if span is not None:
            spans.append(span[0])
            between = _BETWEEN.match(words, span[1])
            at = between.end() if between else span[1]
        elif (filler := _FILLER.match(words, at)) is not None:
            at = filler.end()
        else:
            name, at = _name_at(words, at)
            names.append(name)
    return spans, " ".join(name for name in names if name not in _MYSELF)


def _name_at(words: str, at: int) -> tuple[str, int]:
    found = _NAME.match(words, at)
    name = found[0].strip().removeprefix("@").removesuffix("'s") if found else ""
    if found is None or any(character.isdigit() for character in name) or not name[:1].isalpha():
        raise WrongInput(_not_understood(words[at:]))
    return name, found.end()


def _as_range(spans: Sequence[Span], words: str) -> tuple[Span, ...]:
    """Return the spans; two single days with a comma or nothing between them begin and end one absence."""
    if len(spans) == 2 and not re.search(r"[;&+]|\band\b", words):
        one, other = spans
        if isinstance(one, WholeDays) and isinstance(other, WholeDays):
            single = one.first == one.last and other.first == other.last
            return (WholeDays(one.first, other.last),) if single and one.first < other.first else tuple(spans)
    return tuple(spans)


def _not_understood(words: str) -> str:
    return f"“{words[:40]}” isn't a day or time that I understand, so nothing was changed. {FORMS}"
