"""Verbs about turns that change hands: `/oncall cover`, `/oncall swap`."""

import re
from collections.abc import Collection
from typing import Final

from bot.domain.commands import commands
from bot.domain.commands.parsed import Parsed
from bot.domain.commands.sentence import Sentence
from bot.domain.commands.times.days_off import DaysOff, Who, days_off
from bot.domain.commands.times.instants import words_of
from bot.errors import WrongInput

_COVER: Final = "`/oncall cover @who FROM..TO for @whose`"
_SWAP: Final = "`/oncall swap @who FROM..TO`"
_USER = re.compile(
    r"\b(?:for|instead of|in place of)\s+<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>(?:\'s?)?", re.IGNORECASE
)
_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^<>]*)?>")
_WITH = re.compile(r"\bwith\b", re.IGNORECASE)
_NAME = re.compile(
    r"\b(?:for|instead of|in place of) @?(?!an?\b|one\b|two\b|three\b|the\b|me\b|my\b|today\b|tomorrow\b)"
    r"([^\W\d_][\w.'-]*(?: [^\W\d_][\w.'-]*)?)$"
)


def cover(said: Sentence) -> Parsed:
    """Read who is on call, when, and in whose place if that is said; nobody named is whoever speaks.

    Raises WrongInput for "cover me", which does not say who does.
    """
    instead_of, rest = _in_whose_place(said)
    if instead_of is None and said.word(0) in ("me", "myself"):
        raise WrongInput(f"Say who covers: {_COVER}.")
    read = _read(said, rest, _COVER)
    return Parsed(commands.TakeOver(read.who, read.spans, instead_of))


def swap(said: Sentence) -> Parsed:
    """Read who the other is, and when.

    Raises WrongInput where nobody is named, or no time.
    """
    read = _read(said, _WITH.sub(" ", said.text), _SWAP)
    if not (read.who.user or read.who.name):
        raise WrongInput(f"Say who with: {_SWAP}.")
    return Parsed(commands.SwapTurns(read.who, read.spans))


def _read(said: Sentence, text: str, form: str) -> DaysOff:
    read = days_off(text, said.context.zone, said.context.now)
    if not read.spans:
        raise WrongInput(f"Say from when until when: {form}, for example Fri 14:00..Mon 10:00.")
    return read


def _in_whose_place(said: Sentence) -> tuple[Who | None, str]:
    """Return whose turns are meant, and the text without that: a name ends the line, or is a known one."""
    text = said.text
    user = _USER.search(text)
    if user is not None:
        return Who(user=user[1]), f"{text[: user.start()]} {text[user.end() :]}"
    mentions = " ".join(found[0] for found in _MENTION.finditer(text))
    words = words_of(_MENTION.sub(" ", text)).rstrip(" .!?")
    name = _known_name(words, said.context.names) or _NAME.search(words)
    if name is not None:
        return Who(
            name=name[1].removesuffix("'s")
        ), f"{mentions} {words[: name.start()]}{words[name.end() :]}"
    return None, text


def _known_name(words: str, names: Collection[str]) -> re.Match[str] | None:
    """Return where somebody's turns are named by a name of the team's, the longest first."""
    called = {part for name in names for part in (name, *name.split())}
    known = "|".join(re.escape(name) for name in sorted(called, key=len, reverse=True))
    return re.search(rf"\b(?:for|instead of|in place of) @?({known})(?:'s)?(?!\w)", words) if known else None
