"""How many wrong PINs may come from one number before none is looked at for a while."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

HIDDEN: Final = "hidden"
"""All callers who hide their number are one: their tries are few, and lock nobody else out."""
_WORDS: Final = ("anonymous", "blocked", "private", "restricted", "unavailable", "unknown")
_ON_KEYS: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
_NO_NUMBERS: Final = frozenset({"", *_WORDS, *(word.translate(_ON_KEYS) for word in _WORDS)})
"""What stands for a hidden number: a word, or the keys that it is typed with; a SIP address has it too."""


@dataclass(frozen=True, slots=True)
class TriesAllowed:
    """How many wrong PINs are heard from one number within a time, counted from the first of them."""

    tries: int
    within: timedelta


SHOWN_NUMBER: Final = TriesAllowed(6, timedelta(hours=1))
HIDDEN_NUMBERS: Final = TriesAllowed(6, timedelta(hours=3))


@dataclass(frozen=True, slots=True)
class Tried:
    """The wrong PINs that came from a number."""

    wrong: int
    since: datetime


def caller_of(number: str) -> str:
    """Return a caller's number, or `HIDDEN`: who shows none is not told apart by what stands for it."""
    number = number.strip()
    name = number.casefold().removeprefix("sip:").partition("@")[0].removeprefix("+")
    return HIDDEN if name in _NO_NUMBERS else number


def allowance(caller: str) -> TriesAllowed:
    """Return how much may be tried from there."""
    return HIDDEN_NUMBERS if caller == HIDDEN else SHOWN_NUMBER


def is_locked_out(caller: str, tried: Tried | None, now: datetime) -> bool:
    """Tell whether nothing is looked at that comes from there."""
    allowed = allowance(caller)
    return tried is not None and tried.wrong >= allowed.tries and now < tried.since + allowed.within


def after_wrong(caller: str, tried: Tried | None, now: datetime) -> Tried:
    """Return what counts after one more wrong PIN."""
    if tried is None or now >= tried.since + allowance(caller).within:
        return Tried(1, now)
    return Tried(tried.wrong + 1, tried.since)


def account_of(pins: Mapping[str, str], typed: str) -> str | None:
    """Return the account whose PIN was typed; how long that takes tells nothing of any PIN."""
    found = None
    for account, pin in pins.items():
        if hmac.compare_digest(pin.encode(), typed.encode()):
            found = account
    return found
