"""What is left of a text once its command is read: as it was written, without the marks between."""

import html
import re
from collections.abc import Sequence
from typing import Final

from bot.domain.commands.characters import BLANK, INVISIBLE
from bot.domain.commands.tokens import LETTER, Token, TokenKind

_BMP: Final = "".join(map(chr, range(0x10000)))
_BLANKS: Final = "".join(re.findall(rf"[{BLANK}\u200b\u2060\ufeff\n\r\x0b\x0c\x85\u2028\u2029]", _BMP))
_UNSEEN: Final = "".join(re.findall(f"[{INVISIBLE}]", _BMP))
_ROUNDS: Final = 10
_SEPARATORS: Final = frozenset(":,.!?;|=>)]}-/\\+\u2022\u00b7*_~`\"'")
_STAND_ALONE: Final = frozenset(":,;|=>-/\u2022\u00b7.!")
_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "\u201c": "\u201d", "\u2018": "\u2019", "\u00ab": "\u00bb"}
_TWINS: Final = ("```", "`", "*", "_", "~", '"')
_SO_FAR: Final = 300
_NO_WORDS = re.compile(r":[a-z0-9_+'-]{1,100}:|<[@!#][^<>]{0,300}>")
_WORD = re.compile(LETTER)
_SHOWN: Final = 4000
_LINE_MARKS = re.compile(rf"\A(?:&gt;|[{BLANK}{INVISIBLE}>\u2022\u25e6\u25aa]|-(?=[{BLANK}]))*")
_WRAPS: Final = ("```", "`", "*", "_", "~")


def after(text: str, read: Sequence[Token], end: int, begin: int = 0) -> str:
    """Return the text from its token `end` on, without what parts it from the tokens before it.

    `read` are the tokens from `begin` on, where something was read already unless it is 0. A mark that was
    opened before ("*open P1 SMS* is down") is closed there, and so goes too.
    """
    at, led = end, end > 0 or begin > 0
    while led and at < len(read) and _separates(read, at):
        at += 1
    start = begin
    if led and read:
        start = read[at].start if at < len(read) else read[-1].end
    said = text[start:]
    for mark in _unclosed(text[max(0, start - _SO_FAR) : start]):
        said = _without_closing(said, mark)
    return trimmed(said)


def trimmed(text: str) -> str:
    """Return a text without blanks, of whatever kind, at its ends.

    What varies or joins the character before it is a part of the text; after a blank it is nothing.
    """
    text = text.strip(_BLANKS)
    for _ in range(_ROUNDS):
        shown = text.rstrip(_UNSEEN)
        if shown[-1:] not in _BLANKS:
            break
        text = shown.rstrip(_BLANKS)
    return text


def has_words(text: str) -> bool:
    """Tell whether a text says anything: emoji, people, marks and invisible characters alone do not."""
    if len(text) > _SHOWN and _WORD.search(text, _SHOWN):
        return True
    return _WORD.search(_NO_WORDS.sub(" ", html.unescape(text[:_SHOWN]))) is not None


def is_blank(text: str) -> bool:
    """Tell whether a text shows nothing at all: blanks of whatever kind, and invisible characters."""
    return not text.strip(_BLANKS + _UNSEEN)


def first_line(text: str) -> str:
    """Return the first line that has words, without the marks of a quote, a list or code around it."""
    line = next((line for line in text.splitlines() if has_words(line)), "")
    said = trimmed(_LINE_MARKS.sub("", line))
    for mark in _WRAPS:
        inside = said.removeprefix(mark).removesuffix(mark)
        if mark not in inside and (mark == "```" or len(said) == len(inside) + 2):
            said = trimmed(inside)
    return said


def _separates(read: Sequence[Token], at: int) -> bool:
    """Tell whether a token only stands between what was read and what is said."""
    token = read[at]
    if token.kind is TokenKind.BREAK:
        return True
    if token.kind is not TokenKind.MARK or token.text[:1] not in _SEPARATORS:
        return False
    follows = at + 1 < len(read) and read[at + 1].glued and read[at + 1].kind is not TokenKind.BREAK
    if not token.glued:
        return token.text[:1] in _STAND_ALONE and not follows
    opens = token.text[:1] in "`\"'" or (token.text[:1] in "*_~" and read[at - 1].kind is not TokenKind.WORD)
    return not follows or not opens or _separates(read, at + 1)


def _unclosed(before: str) -> list[str]:
    """Return what closes the marks that were opened, the last opened first."""
    found: list[str] = []
    for mark in _TWINS:
        if before.count(mark) % 2:
            found.append(mark)
        before = before.replace(mark, "") if mark == "```" else before
    found += [close for mark, close in _PAIRS.items() if before.count(mark) > before.count(close)]
    return found


def _without_closing(said: str, mark: str) -> str:
    """Leave out the first mark of the text that closes something: no word follows it."""
    found = re.search(rf"(?<=\S){re.escape(mark)}(?![^\W_])", said)
    return said[: found.start()] + said[found.end() :] if found else said
