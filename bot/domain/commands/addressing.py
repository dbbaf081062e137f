"""Whether a message is said to the bot, and what stands before and after its name."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.domain.commands.characters import folded
from bot.domain.commands.remainder import has_words
from bot.domain.commands.sentence import Context
from bot.domain.small_talk import is_greeting

_MOST_MENTIONS: Final = 5
_SHORT: Final = 200
_MARKS_BEFORE = re.compile(r"(?:&gt;|[\s>•◦▪*_~`#|-]|\d{1,2}[.)]\s)+")
_CALLS = re.compile(
    r"(?:(?:please|pls|plz|ok|okay|cc|fyi|so|and|now|then|team|all|hey|hi|hello|yo|dear|@here|@channel)"
    r"(?:\W+|\Z))*"
)
_DOUBTS = re.compile(
    r"(?<!\w)(?:not|never|no|without|should|would|could|can|why|how|when|if|said|told|wrote|tried|try"
    r"|type[ds]?|write|uses?|using|via|like|example|did|does|do|what|who|already|\w{2,6}n['’]?t)(?!\w)|[?]"
)


class Before(Enum):
    """What stands before the bot's name."""

    NOTHING = auto()
    """Nothing, a greeting, the marks of a list or a quote."""
    SENTENCE = auto()
    """Words that end before it: "All SMS fail. @tam …"."""
    DOUBT = auto()
    """Words that make something else of it: "you should not @tam …"; or it is quoted and commented on."""
    WORDS = auto()
    """Words that lead to it."""


@dataclass(frozen=True)
class Address:
    """A message said to the bot."""

    before: str
    kind: Before
    start: int
    """Where the text after the bot's name begins."""
    by_name: bool = False
    """Whether the name was only typed, so that Slack did not make a mention of it."""


def addresses(text: str, context: Context) -> Iterator[Address]:
    """Walk over the places where a message names the bot, the first few of them."""
    for found in _mentions(text, context):
        before = text[: found.start()]
        by_name = not found[0].startswith("<")
        yield Address(_said(before), _kind(text, found), found.end(), by_name)


def _mentions(text: str, context: Context) -> Iterator[re.Match[str]]:
    bot = re.escape(context.bot_user or "-")
    names = "|".join(re.escape(name) for name in context.bot_names)
    pattern = re.compile(rf"<@{bot}(?:\|[^<>]*)?>|(?<![\w@<|.])@(?:{names})(?![\w.-])", re.IGNORECASE)
    for at, found in enumerate(pattern.finditer(text)):
        if at == _MOST_MENTIONS:
            return
        yield found


def _said(before: str) -> str:
    """Return what is said before the bot's name, nothing if that only greets or calls."""
    if not has_words(before):
        return ""
    words = _words(before) if len(before) <= _SHORT else before
    only_calls = not has_words(words) or is_greeting(words) or _CALLS.fullmatch(words.strip(" .,!:;"))
    return "" if len(before) <= _SHORT and only_calls else before.strip()


def _words(before: str) -> str:
    return folded(html.unescape(_MARKS_BEFORE.sub(" ", before))).strip()


def _kind(text: str, found: re.Match[str]) -> Before:
    before = text[: found.start()]
    if _is_commented_quote(text, found):
        return Before.DOUBT
    if not _said(before):
        return Before.NOTHING
    line = before.rpartition("\n")[2]
    lead = re.split(r"[.!:;,\n](?=\s|\Z)|—|–| - ", line[-_SHORT:])[-1]
    if _DOUBTS.search(folded(html.unescape(before[-_SHORT:]))):
        return Before.DOUBT
    return Before.WORDS if has_words(_MARKS_BEFORE.sub(" ", lead)) else Before.SENTENCE


def _is_commented_quote(text: str, found: re.Match[str]) -> bool:
    """Tell whether the name stands in a quote that words of one's own follow."""
    line_start = text.rfind("\n", 0, found.start()) + 1
    if not text[line_start : found.start()].lstrip().startswith(("&gt;", ">")):
        return False
    following = text[found.end() :].split("\n", 20)[1:]
    return any(line.strip() and not line.lstrip().startswith(("&gt;", ">")) for line in following)
