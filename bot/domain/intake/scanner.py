"""Find example IDs in text, in one pass whose time grows with the text's length and nothing else."""

import re
from dataclasses import dataclass

from bot.domain.intake.kinds import Catalogue, IdKind, Shape
from bot.domain.intake.reading import PhoneFault, Reading, read_sid, read_token

# Every repetition is bounded or cannot overlap what stands beside it: no input makes these slow.
# An ID may follow what encodes a character, in an address (%2F, %252F) or in a log (\\n, \\u002F, \\x2F).
_ENCODED = (
    r"(?<=%[0-9A-Fa-f]{2})|(?<=%25[0-9A-Fa-f]{2})|(?<=\\[nrt])|(?<=\\u[0-9A-Fa-f]{4})|(?<=\\x[0-9A-Fa-f]{2})"
)
_PART_OF_A_CODE = (
    r"(?!(?<=\\)[nrt][A-Za-z]{2}[0-9A-Fa-f]|(?<=%)[0-9A-Fa-f]{2}[A-Za-z]{2}[0-9A-Fa-f]{32}(?![0-9A-Za-z]))"
)
_SID_LIKE = re.compile(
    rf"(?:(?<![0-9A-Za-z]){_PART_OF_A_CODE}|{_ENCODED})[A-Za-z]{{2}}[0-9A-Za-z]{{20,44}}(?![0-9A-Za-z])"
)
_MESSAGE_ID = re.compile(r"(?i:x-message-id|(?<![\w-])message-id)[\"']?\s{0,3}[:=]\s{0,3}[\"'<]?$")
_LABEL = 24
_PHONE_LIKE = re.compile(r"(?<![\w+])\+?\d(?:[ \u00a0().\-/]{0,3}\d){6,17}(?![\w])")
_ITEM = re.compile(r"[^\s,;]+")
_AROUND = "()[]{}<>\"'`*_~|.,:;!?“”‘’«»=#"


@dataclass(frozen=True, slots=True)
class Typed:
    """A field of examples, read: the examples in order, and whether other words stand between them."""

    readings: tuple[Reading, ...]
    has_words: bool


def scan(text: str, catalogue: Catalogue) -> tuple[Reading, ...]:
    """Return the SIDs that stand anywhere in a text, each once; mistyped ones of known kinds too."""
    found: dict[str, Reading] = {}
    tokens: dict[str, int] = {}
    for match in _SID_LIKE.finditer(text):
        tokens.setdefault(match[0], match.start())
    for token, at in tokens.items():
        reading = read_sid(token, catalogue)
        if reading is not None and not (reading.fault and _MESSAGE_ID.search(text[max(0, at - _LABEL) : at])):
            found.setdefault(reading.key, reading)
    return tuple(found.values())


def numbers_in(text: str) -> tuple[str, ...]:
    """Return what is written like an international phone number in a text, in order, each once."""
    found = (match[0] for match in _PHONE_LIKE.finditer(text) if match[0].startswith("+"))
    return tuple(dict.fromkeys(found))


def read_field(text: str, catalogue: Catalogue, wanted: tuple[IdKind, ...], phone_fault: PhoneFault) -> Typed:
    """Read a field that asks for examples, line by line: IDs, and words that explain them.

    A line without any ID is read word by word, so that each is told what it is not.
    """
    readings: list[Reading] = []
    has_words = False
    for line in text.splitlines():
        here = _line(line, catalogue, wanted, phone_fault)
        known = [reading for reading in here if reading.recognised]
        has_words = has_words or len(known) < len(here)
        readings += known or _whole(line, here)
    return Typed(tuple(readings), has_words)


def _line(
    line: str, catalogue: Catalogue, wanted: tuple[IdKind, ...], phone_fault: PhoneFault
) -> list[Reading]:
    """Read one line; phone numbers first, since blanks may stand inside them."""
    found: list[tuple[int, Reading]] = []

    def taken(match: re.Match[str]) -> str:
        reading = read_token(match[0], catalogue, wanted, phone_fault)
        if reading.kind is None or reading.kind.shape is not Shape.PHONE:
            return match[0]
        found.append((match.start(), reading))
        return " " * len(match[0])

    for item in _ITEM.finditer(_PHONE_LIKE.sub(taken, line)):
        inside = [(item.start(), reading) for reading in scan(item[0], catalogue)]
        token = item[0].strip(_AROUND)
        if inside:
            found += inside
        elif token:
            found.append((item.start(), read_token(token, catalogue, wanted, phone_fault)))
    return [reading for _, reading in sorted(found, key=lambda pair: pair[0])]


def _whole(line: str, words: list[Reading]) -> list[Reading]:
    """Return a line without any ID as what it is: a word or two that should be one, or a sentence."""
    if len(words) <= 2:
        return words
    return [Reading(line.strip(), fault="A line of the examples holds no ID.", recognised=False)]
