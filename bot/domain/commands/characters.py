"""Every odd space, dash, quote and invisible character, and the plain one that a command means by it."""

import unicodedata
from typing import Final

INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
)
"""Characters without a glyph, as a regular expression's class: joiners, marks of direction, variations."""

BLANK: Final = (
    "\x00-\x09\x0e-\x20\x7f-\x84\x86-\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800\u3164\u115f\u1160\uffa0"
)
"""Characters that show as space within a line, as such a class: Braille's and Hangul's blanks too."""

COMBINING: Final = "\u0300-\u036f\u20d0-\u20ff"

_SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u2035\u02bc\u02b9\u00b4`\u055a\ua78c"
_DOUBLE_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2036\u300c\u300d\u300e\u300f\u301d\u301e\u301f'
_DASHES = "\u2212\u2043\u2796\u02d7"
_OTHERS = {
    "\u2236": ":", "\ua789": ":", "\u02d0": ":", "\u2982": ":", "\u3001": ",", "\u060c": ",", "\u3002": ".",
    "\u2044": "/", "\u2215": "/", "\u29f8": "/", "\u061b": ";", "\u061f": "?", "\u3010": "[", "\u3011": "]",
    "\u22ef": "...", "\u2116": "No.",
}  # fmt: skip
_HANGUL_AND_BRAILLE_BLANKS = "\u2800\u3164\u115f\u1160\uffa0"


class _PlainCharacters(dict[int, str]):
    """A table for `str.translate` that works each character out when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain_of(chr(code))
        return plain


def _plain_of(character: str) -> str:
    category = unicodedata.category(character)
    if character in _SINGLE_QUOTES:
        return "'"
    if character in _DOUBLE_QUOTES:
        return '"'
    if category == "Pd" or character in _DASHES:
        return "-"
    if character in _OTHERS:
        return _OTHERS[character]
    if category in ("Zl", "Zp") or character in "\n\r\x0b\x0c\x85":
        return "\n"
    if category in ("Zs", "Cc", "Cs") or character in _HANGUL_AND_BRAILLE_BLANKS:
        return " "
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category in ("Cf", "Me") or character == "\u034f" or _varies(character):
        return ""
    composed = unicodedata.normalize("NFKC", character)
    return composed if composed == character else plain(composed)


def _varies(character: str) -> bool:
    """Tell whether a character only chooses the look of the one before it."""
    return "VARIATION SELECTOR" in unicodedata.name(character, "")


_TABLE = _PlainCharacters()


def plain(text: str) -> str:
    """Return text with each character as its plain one; invisible ones are left out."""
    return text if text.isascii() and text.isprintable() else text.translate(_TABLE)


def folded(text: str) -> str:
    """Return text as words are compared: plain, composed, in small letters."""
    return unicodedata.normalize("NFC", plain(text)).casefold()


def letters_only(text: str) -> str:
    """Return a name as people type it without its accents: "José" and "Jose" are one."""
    apart = unicodedata.normalize("NFKD", folded(text))
    return "".join(character for character in apart if not unicodedata.combining(character))
