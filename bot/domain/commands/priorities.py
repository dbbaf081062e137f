"""Priorities as people write them, and words that may be one mistyped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from bot.domain.commands.tokens import Token, TokenKind
from bot.domain.sla import Priority

_LOOK_ALIKES = str.maketrans({"\u0440": "p", "\u03c1": "p", "\u0455": "s"})  # Cyrillic er and dze, Greek rho
_ONE_WORD = re.compile(r"(p|s|sev|severity|prio|priority|pri)0{0,2}(\d{1,2})")
_SCALES: Final = frozenset({"p", "sev", "severity", "prio", "priority", "pri"})
_IN_WORDS: Final = {"one": "1", "two": "2", "three": "3"}
_NUMBER = re.compile(r"0{0,2}(\d{1,2})")
_BETWEEN: Final = frozenset({"-", ":", "=", "#", "_", "/", "level"})
_JOINS: Final = frozenset({"/", "-", "|", ",", "&", "or", "and", "to"})
_URGENT: Final = frozenset({"urgent", "urgently"})
_ROMAN: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_GRADES: Final = frozenset(
    {
        "high",
        "higher",
        "highest",
        "top",
        "max",
        "maximum",
        "major",
        "severe",
        "critical",
        "crit",
        "medium",
        "med",
    }
)
_MISTYPED: Final = re.compile(r"p{2,}\d{1,2}|(?:p\d){2,}|[a-z]p1|p1[a-z]|[0-3]p|p[il]", re.ASCII)
_DIGITS: Final = frozenset("0123")
_URGENT_WORDS: Final = ("urgent", "urgently", "emergency", "critical", "outage", "outages")
_ALIKE: Final = 0.83


@dataclass(frozen=True, slots=True)
class Urgency:
    """A priority as it was written; `priority` is None for what looks like one and is none (P0, S2)."""

    priority: Priority | None
    end: int
    """The place of the first token after it."""


def urgency_at(tokens: Sequence[Token], at: int, names: Mapping[str, Priority]) -> Urgency | None:
    """Read a priority that stands at a token; of several ("P2/P1") the most urgent.

    `names` are further names of priorities in small letters ("business critical").
    """
    first = _one(tokens, at, names)
    if first is None:
        return None
    then = first.end
    if then + 1 < len(tokens) and tokens[then].text in _JOINS:
        other = urgency_at(tokens, then + 1, names)
        if other is not None:
            found = [one for one in (first.priority, other.priority) if one is not None]
            return Urgency(min(found, key=lambda one: one.rank, default=None), other.end)
    return first


def looks_like_one(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word at the head of a ticket may be a priority mistyped: `PP1`, `High:`, `ugent`."""
    if at >= len(tokens) or tokens[at].kind is not TokenKind.WORD:
        return False
    word = tokens[at].text.translate(_LOOK_ALIKES)
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if _MISTYPED.fullmatch(word) or is_nearly_urgent(word) or (word in _DIGITS and _is_marked(tokens, at)):
        return True
    if following is None or following.kind in (TokenKind.MARK, TokenKind.BREAK):
        return word in _GRADES or word in _SCALES
    return word in _SCALES and (len(following.text) == 1 or following.text in _GRADES)


def is_nearly_urgent(word: str) -> bool:
    """Tell whether a word is "urgent" or "outage" mistyped."""
    if word in _URGENT_WORDS or not 5 <= len(word) <= 10 or word[0] not in "uecro":
        return False
    return bool(get_close_matches(word, _URGENT_WORDS, 1, _ALIKE))


def _is_marked(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number stands as a priority does: `1:`, `#1`."""
    before, following = tokens[at - 1 : at], tokens[at + 1 : at + 2]
    return any(token.text == "#" for token in before) or any(token.text == ":" for token in following)


def _one(tokens: Sequence[Token], at: int, names: Mapping[str, Priority]) -> Urgency | None:
    if at < len(tokens) and tokens[at].kind is TokenKind.EMOJI and tokens[at].text in _IN_WORDS:
        return Urgency(_numbered(_IN_WORDS[tokens[at].text]), at + 1)
    if at >= len(tokens) or tokens[at].kind is not TokenKind.WORD:
        return None
    word = tokens[at].text.translate(_LOOK_ALIKES)
    if word in _URGENT:
        return Urgency(Priority.P1, at + 1)
    found = _ONE_WORD.fullmatch(word)
    if found is not None and not _goes_on(tokens, at):
        return Urgency(_numbered(found[2]) if found[1] != "s" else None, at + 1)
    if word in _SCALES:
        return _scaled(tokens, at)
    return _named(tokens, at, names)


def _scaled(tokens: Sequence[Token], at: int) -> Urgency | None:
    """Read a number, or a priority, after "Sev", "P-" or "priority:"."""
    then = at + 1
    while then < len(tokens) and then < at + 3 and _stands_between(tokens, then):
        then += 1
    if then >= len(tokens) or tokens[then].kind is not TokenKind.WORD or _goes_on(tokens, then):
        return None
    written = tokens[then].text
    in_words = _IN_WORDS.get(written) or _roman(tokens, at, then)
    number = _NUMBER.fullmatch(in_words or written)
    if number is not None:
        return Urgency(_numbered(number[1]), then + 1)
    named = _ONE_WORD.fullmatch(tokens[then].text.translate(_LOOK_ALIKES))
    if named is not None and named[1] == "p" and tokens[at].text != "p":
        return Urgency(_numbered(named[2]), then + 1)
    return None


def _roman(tokens: Sequence[Token], at: int, then: int) -> str | None:
    """Read "Sev-II", "P-I"; but "priority: I …" and "P I …" go on with a sentence."""
    between = {token.text for token in tokens[at + 1 : then]}
    is_sentence = tokens[then].text == "i" and (":" in between or (not between and tokens[at].text == "p"))
    return None if is_sentence else _ROMAN.get(tokens[then].text)


def _stands_between(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a mark joins a scale to its number; a full stop does only between them: "P.1"."""
    if tokens[at].text not in (".", ","):
        return tokens[at].text in _BETWEEN
    return tokens[at].glued and at + 1 < len(tokens) and tokens[at + 1].glued


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the digits are only the beginning of more: "P1.5", "P1's"."""
    if at + 2 >= len(tokens):
        return False
    mark, following = tokens[at + 1], tokens[at + 2]
    if not (mark.glued and following.glued and following.kind is TokenKind.WORD):
        return False
    return (mark.text == "." and following.text.isdigit()) or (mark.text == "'" and following.text == "s")


def _numbered(digits: str) -> Priority | None:
    name = f"P{int(digits)}"
    return Priority(name) if name in set(Priority) else None


def _named(tokens: Sequence[Token], at: int, names: Mapping[str, Priority]) -> Urgency | None:
    for length in (3, 2, 1):
        some = tokens[at : at + length]
        if len(some) == length and all(token.kind is TokenKind.WORD for token in some):
            priority = names.get(" ".join(token.text for token in some))
            if priority is not None:
                return Urgency(priority, at + length)
    return None
