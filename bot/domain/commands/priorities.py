"""Priorities as people write them, and words that look like one or speak of an outage."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.commands.characters import folded
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
_ENOUGH: Final = 4000
"""So many characters tell how urgent something is; people say it first."""

_SPEAKS_OF_ONE = re.compile(
    r"(?<![\w-])(?:p ?-?\d\d?|s[0-5]|sev(?:erity)?[ -]?\d|prio(?:rity)?[ :=-]{0,2}p?\d"
    r"|(?:p|sev|severity|prio|priority)[ :-]{1,2}(?:one|two))(?!\w)",
    re.ASCII,
)
_NOT = r"(?<!not )(?<!non )(?<!non-)(?<!n't )(?<!no )(?<!not that )(?<!not very )(?<!not so )(?<!less )"
_ALL = r"(?:all|every|everything|everyone|everybody|nothing|nobody|no one|none|no|any|entire|whole|complete)"
_FAILS = (
    r"(?:down|fail(?:s|ed|ing|ure|ures)?|dead|broken|stuck|stop(?:s|ped)?|drop(?:s|ped|ping)?|reject(?:ed)?"
    r"|block(?:ed)?|offline|unavailable|unreachable|bounc(?:e|es|ed|ing)|error(?:s|ing)?|undelivered|lost"
    r"|works?|working|goes (?:out|through)|go (?:out|through)|(?:gets?|going) through|arrives?)"
)
_OUTAGE = re.compile(
    rf"{_NOT}(?<![\w-])(?:outage|urgent|urgently|urgency|emergency|critical|criticals|asap|sos|incident|p1s?"
    r"|mayday|on fire"
    r"|(?:high|highest|top|max) prio(?:rity)?|prio(?:rity)?[: ]{1,2}(?:high|highest|critical|max)"
    r"|major (?:issue|problem|impact)|blocker|blocking (?:us|prod|production)|showstopper|catastroph\w{0,6}"
    r"|immediate(?:ly)?|right now|losing (?:money|revenue|customers|users|sales)|100 ?%"
    r"|(?:prod|production|live) (?:is |issue|down|broken|impact\w{0,4})"
    r"|(?:is|are|was|were|went|goes|going|been|be|still|all|completely|totally|fully|entirely|everything|\w{1,12}'(?:s|re)"
    r"|sms|mms|voice|calls|messages|messaging|video|flex|api|service|system|site|line|lines|platform"
    r")[ ,]{1,2}down(?! (?:to|by)\b)"
    r"|stopped working|(?:not|n't) work(?:s|ing)? at all|(?:can't|cannot|can not|unable to) \w{1,12} any"
    rf"|{_ALL} (?:[\w'-]{{1,20}} ){{0,4}}{_FAILS})(?!\w)"
)
_ALARMS = re.compile(
    ":(?:sos|rotating_light|fire|warning|exclamation|bangbang|one|two):|[12]\ufe0f?\u20e3|[\U0001f198\U0001f6a8\U0001f525\u203c\u2757]"
)


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


def speaks_of_urgency(text: str) -> bool:
    """Tell whether a text speaks of an outage, calls for help, or names a priority in passing."""
    return bool(_SPEAKS_OF_ONE.search(_words(text))) or calls_for_help(text)


def calls_for_help(text: str) -> bool:
    """Tell whether a text speaks of an outage or calls for help, whatever priorities it names."""
    return bool(_OUTAGE.search(_words(text)) or _ALARMS.search(text[:_ENOUGH]))


def _words(text: str) -> str:
    return " ".join(folded(text[:_ENOUGH]).split())


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
    while then < len(tokens) and then < at + 3 and tokens[then].text in _BETWEEN:
        then += 1
    if then >= len(tokens) or tokens[then].kind is not TokenKind.WORD or _goes_on(tokens, then):
        return None
    number = _NUMBER.fullmatch(_IN_WORDS.get(tokens[then].text, tokens[then].text))
    if number is not None:
        return Urgency(_numbered(number[1]), then + 1)
    named = _ONE_WORD.fullmatch(tokens[then].text.translate(_LOOK_ALIKES))
    if named is not None and named[1] == "p" and tokens[at].text != "p":
        return Urgency(_numbered(named[2]), then + 1)
    return None


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
