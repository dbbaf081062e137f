"""Ticket numbers as people write them: 12, #12, "PARTIFUL-12", ticket 12."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.commands.tokens import Token, TokenKind

_NOUNS: Final = frozenset({"ticket", "tickets", "case", "issue", "number", "no", "nr", "num", "nos", "id"})
_OPENS: Final = frozenset((*"#\"'(`[*_~<", "no."))
_CLOSES: Final = frozenset("\"')`]*_~>")
_KEY = re.compile(r"([a-z][a-z0-9]{1,19})-([0-9]{1,20})")
_LONGEST: Final = 20
"""A number of the console has no more digits."""


@dataclass(frozen=True, slots=True)
class NamedTicket:
    """A ticket as it was named: "12" or "PARTIFUL-12"."""

    ticket: str
    end: int
    """The place of the first token after it."""
    is_plain: bool
    """Whether it is bare digits, which might as well count something: "12 calls"."""


def number_at(read: Sequence[Token], at: int, prefixes: Collection[str] = ()) -> NamedTicket | None:
    """Read the number of a ticket that begins at a token; `prefixes` are the accounts', in capitals."""
    start = at
    while at < len(read) and read[at].kind is TokenKind.WORD and read[at].text in _NOUNS:
        at += 1
        if at < len(read) and read[at].text in (".", ":"):
            at += 1
    marked = at > start
    while at < len(read) and read[at].text in _OPENS:
        marked, at = True, at + 1
    named = _key(read, at, prefixes) or _digits(read, at, is_plain=not marked)
    return _closed(read, named, opened=marked) if named else None


def _digits(read: Sequence[Token], at: int, *, is_plain: bool) -> NamedTicket | None:
    if at >= len(read) or read[at].kind not in (TokenKind.WORD, TokenKind.LINK):
        return None
    digits = read[at].text.removeprefix("+")
    if not _is_number(digits) or _is_a_part(read, at):
        return None
    return NamedTicket(digits, at + 1, is_plain)


def _is_a_part(read: Sequence[Token], at: int) -> bool:
    """Tell whether digits are only the beginning of more: of "12:30", "12.5", "12%", "12-24"."""
    if at + 1 >= len(read) or not read[at + 1].glued:
        return False
    if read[at + 1].text in ("%", "°"):
        return True
    following = read[at + 2] if at + 2 < len(read) else None
    parts = read[at + 1].text in (":", ".", ",", "-", "/")
    return parts and following is not None and following.glued and following.text[:1].isdigit()


def _key(read: Sequence[Token], at: int, prefixes: Collection[str]) -> NamedTicket | None:
    """Read "PARTIFUL-12", with any dash or none, in one token or in several."""
    if at >= len(read) or read[at].kind not in (TokenKind.WORD, TokenKind.LINK):
        return None
    whole = _whole_key(read[at].text, prefixes)
    if whole is not None:
        return NamedTicket(whole, at + 1, is_plain=False)
    known = read[at].text.upper() in prefixes
    then = at + 1
    if then < len(read) and read[then].text in ("-", "_", "#") and (known or read[then].glued):
        then += 1
    if then >= len(read) or not read[at].text[:1].isalpha() or not _is_number(read[then].text):
        return None
    together = known or (then == at + 2 and read[then].glued)
    return (
        NamedTicket(f"{read[at].text.upper()}-{read[then].text}", then + 1, is_plain=False)
        if together
        else None
    )


def _whole_key(text: str, prefixes: Collection[str]) -> str | None:
    """Read a key that is one token: a link's words, or a prefix with its digits right behind it."""
    dashed = _KEY.fullmatch(text)
    if dashed is not None:
        return f"{dashed[1].upper()}-{dashed[2]}"
    name = text.rstrip("0123456789")
    number = text[len(name) :]
    return f"{name.upper()}-{number}" if name.upper() in prefixes and _is_number(number) else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST


def _closed(read: Sequence[Token], named: NamedTicket, *, opened: bool) -> NamedTicket:
    end = named.end
    while opened and end < len(read) and read[end].text in _CLOSES and read[end].glued:
        end += 1
    return NamedTicket(named.ticket, end, named.is_plain)
