"""What follows a verb, with everything that it can mean something by: names, the clock, where it was said."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from functools import cached_property
from itertools import islice
from typing import Final

from bot.domain.commands.characters import folded
from bot.domain.commands.opening_request import Vocabulary
from bot.domain.commands.remainder import after, has_words
from bot.domain.commands.ticket_numbers import NamedTicket, number_at
from bot.domain.commands.tokens import Token, TokenKind, tokens
from bot.domain.small_talk import is_thanks

_ENOUGH: Final = 60
"""More tokens than a command has before the words that it carries."""
COURTESY: Final = ("please", "pls", "plz", "plss", "kindly", "thanks", "thx", "thanx", "tnx", "ty", "cheers")
"""Words of politeness: beside a command they mean nothing."""


def without_courtesy(text: str) -> str:
    """Return a short text without the politeness that ends it: "Sweden, please"."""
    words = text.split()
    while words and folded(words[-1]).strip(" .,!") in COURTESY:
        words.pop()
    if [folded(word).strip(" .,!") for word in words[-2:]] == ["thank", "you"]:
        words = words[:-2]
    return " ".join(words) if len(words) < len(text.split()) else text


class WhereSaid(Enum):
    """Where something was said."""

    CHANNEL = auto()
    """At top level, or in a thread that belongs to no ticket."""
    LIVE_TICKET = auto()
    """In the thread of an unsolved ticket."""
    SOLVED_TICKET = auto()
    """In the thread of a solved ticket."""
    COMMAND = auto()
    """As a slash command."""

    @property
    def is_ticket(self) -> bool:
        """Tell whether everything said there belongs to a ticket."""
        return self in (WhereSaid.LIVE_TICKET, WhereSaid.SOLVED_TICKET)


@dataclass(frozen=True)
class Context:
    """What the reader knows of the place, the people and the time."""

    zone: str
    now: datetime
    place: WhereSaid = WhereSaid.CHANNEL
    bot_user: str | None = None
    bot_names: Collection[str] = ("tam",)
    words: Vocabulary = field(default_factory=Vocabulary)
    prefixes: Collection[str] = ()
    """Of ticket numbers, in capitals."""
    countries: Collection[str] = ()
    """That have a phone number, in small letters."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Users by what they are called, in small letters."""


@dataclass(frozen=True)
class Sentence:
    """The text after a verb."""

    whole: str
    start: int
    """Where what follows the verb begins."""
    context: Context
    is_polite: bool = False
    """Whether the verb was asked for nicely: "please solve" begs where "solve" does."""

    @property
    def text(self) -> str:
        """Return what follows the verb."""
        return self.whole[self.start :]

    @cached_property
    def read(self) -> Sequence[Token]:
        """Return its first tokens."""
        return tuple(islice(tokens(self.whole, self.start), _ENOUGH))

    def number(self, at: int = 0) -> NamedTicket | None:
        """Return the ticket named at a token."""
        return number_at(self.read, self._words_from(at), self.context.prefixes)

    def word(self, at: int) -> str:
        """Return the word at a token or behind the marks there; nothing at the end."""
        at = self._words_from(at)
        return self.read[at].text if at < len(self.read) else ""

    def past(self, at: int, *fillers: str) -> int:
        """Return the first token from `at` on that is neither a mark nor one of some words."""
        at = self._words_from(at)
        while at < len(self.read) and self.read[at].text in fillers:
            at = self._words_from(at + 1)
        return at

    def rest(self, at: int) -> str:
        """Return the text from a token on."""
        return after(self.whole, self.read, at, self.start)

    def ends(self, at: int) -> bool:
        """Tell whether nothing but marks and politeness stands from a token on."""
        rest, bare = self.rest(at), self.rest(self.past(at, *COURTESY))
        return not has_words(bare) or is_thanks(rest) or is_thanks(bare)

    def parts(self, at: int) -> bool:
        """Tell whether what follows a token is parted from it as an argument's words are: `12: words`."""
        token = self.read[at]
        return token.kind is TokenKind.BREAK or token.text[:1] in (":", "-", ";", ".", "=", "|", ">")

    def _words_from(self, at: int) -> int:
        while at < len(self.read) and self.read[at].kind in (
            TokenKind.MARK,
            TokenKind.BREAK,
            TokenKind.EMOJI,
        ):
            if self.read[at].text[:1] in "#\"'(`[*_~<" and number_at(self.read, at, self.context.prefixes):
                break
            at += 1
        return at
