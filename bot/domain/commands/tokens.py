"""Slack's text cut into words, marks, line breaks and entities, each with the place that it was read from."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.domain.commands.characters import BLANK, COMBINING, INVISIBLE, folded


class TokenKind(Enum):
    """What a token is."""

    WORD = auto()
    """Letters and digits, in small letters."""
    MARK = auto()
    """Any other character that shows."""
    BREAK = auto()
    """The end of a line."""
    USER = auto()
    """A person who is mentioned: the user's id, in capitals."""
    LINK = auto()
    """A link: what Slack shows of it, in small letters."""
    OTHER = auto()
    """A channel, a group, a date, everybody."""
    EMOJI = auto()
    """The name of an emoji."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text, and where it stands: `text[start:end]`."""

    kind: TokenKind
    text: str
    start: int
    end: int
    glued: bool
    """Whether nothing stands between it and the token before."""


_SHOWS = re.compile(f"[{BLANK}]")
_LONGEST_WORD: Final = 100
"""No command has a longer one."""
_INSIDE_WORDS: Final = frozenset("-'_@")
LETTER: Final = r"[^\W_\u3164\u115f\u1160\uffa0]"
# Nothing here can match in two ways, so the time grows with the text's length and nothing else.
_PIECE = re.compile(
    rf"(?P<user><@(?P<id>[UW][A-Z0-9]+)(?:\|[^<>]*)?>)"
    rf"|(?P<entity><(?P<target>[^<>|]+)(?:\|(?P<label>[^<>]*))?>)"
    rf"|(?P<escaped>&(?:amp|lt|gt);)"
    rf"|(?<![0-9A-Za-z]):(?P<emoji>(?=[0-9_+'-]{{0,20}}[a-z])[a-z0-9_+'-]{{1,100}}):"
    rf"|(?P<break>[\n\r\x0b\x0c\x85\u2028\u2029])"
    rf"|(?P<gap>[{BLANK}{INVISIBLE}]+)"
    rf"|(?P<word>{LETTER}+(?:[{INVISIBLE}{COMBINING}]+{LETTER}+){{0,100}}[{INVISIBLE}{COMBINING}]*)"
    rf"|(?P<mark>.)",
    re.DOTALL,
)


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """Walk over the tokens of a text, from `start`; what shows as space is none."""
    end = start
    for found in _PIECE.finditer(text, start):
        kind, read = _token(found)
        if kind is not None:
            yield Token(kind, read, found.start(), found.end(), found.start() == end)
            end = found.end()
        elif end == found.start() and not _SHOWS.search(found["gap"]):
            end = found.end()  # what is invisible parts nothing


def is_joined(read: Sequence[Token], at: int) -> bool:
    """Tell whether a word is only the beginning of a longer one: the "list" of "list-unsubscribe"."""
    if at + 2 >= len(read):
        return False
    mark, following = read[at + 1], read[at + 2]
    both = mark.glued and following.glued and following.kind is TokenKind.WORD
    return both and (mark.text in _INSIDE_WORDS or (mark.text == "." and following.text.isalnum()))


def _token(found: re.Match[str]) -> tuple[TokenKind | None, str]:
    if found["word"]:
        return TokenKind.WORD, folded(found["word"][:_LONGEST_WORD])
    if found["gap"]:
        return None, ""
    if found["break"]:
        return TokenKind.BREAK, "\n"
    if found["user"]:
        return TokenKind.USER, found["id"]
    if found["entity"]:
        return _entity(found["target"], found["label"])
    if found["emoji"]:
        return TokenKind.EMOJI, found["emoji"]
    return TokenKind.MARK, folded(html.unescape(found[0]))


def _entity(target: str, label: str | None) -> tuple[TokenKind, str]:
    if target.startswith(("!", "#", "@")):
        return TokenKind.OTHER, target
    return TokenKind.LINK, folded(html.unescape(label or target))
