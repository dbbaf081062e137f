"""What follows `open`: priority and product in either order, then the words that say what is wrong."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from bot.domain.commands.outages import speaks_of_urgency
from bot.domain.commands.priorities import looks_like_one, urgency_at
from bot.domain.commands.remainder import after, has_words
from bot.domain.commands.tokens import Token, TokenKind, is_joined, tokens
from bot.domain.sla import Priority

_HEAD: Final = 60
"""More tokens than any beginning of a ticket has before its words."""
_FILLERS: Final = frozenset(
    {"a", "an", "new", "the", "me", "us", "please", "pls", "plz", "for", "with", "as", "in", "on", "of"}
    | {"about", "priority", "prio", "product", "severity", "kindly", "at", "it", "this", "is", "level"}
)
_TICKET: Final = frozenset({"ticket", "tickets"})
_ISSUE: Final = frozenset({"case", "issue"})
_LEADING: Final = frozenset({"for", "about", "on", "as"})
_CORRECTS: Final = frozenset(
    {
        "no",
        "sorry",
        "actually",
        "wait",
        "correction",
        "mean",
        "meant",
        "rather",
        "oops",
        "make",
        "should",
        "better",
    }
)
_OF_CORRECTIONS: Final = frozenset(
    {"i", "be", "that", "to", "my", "bad", "was", "must", "hm", "hmm", "or", "edit"}
)
_DENIES: Final = frozenset({"not", "no", "never", "t"})  # the "t" of "don't"
_PERSON = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^<>]*)?>")
_LONGEST_CORRECTION: Final = 10  # tokens
_LONGEST_NAME: Final = 3  # words
_LONGEST_LINE: Final = 300  # characters
_MOST: Final = 300
"""So many tokens of a message are looked through for a priority."""
_ASKS_FOR_ONE: Final = frozenset({"open", "create", "raise", "file", "log", "need", "want", "make", "start"})
_IN_PASSING: Final = frozenset(
    {"a", "an", "the", "no", "not", "non", "is", "was", "than", "to", "from", "for", "of", "any", "our", "my"}
)


@dataclass(frozen=True)
class Vocabulary:
    """The words of a runbook, in small letters."""

    products: Mapping[str, str] = field(default_factory=dict)
    """Every name that a product goes by, and its id."""
    priorities: Mapping[str, Priority] = field(default_factory=dict)
    """What else priorities are called: "business critical"."""


@dataclass(frozen=True)
class OpeningRequest:
    """What somebody wants opened; texts are as they were written, Slack's entities and all."""

    priority: Priority | None = None
    product: str | None = None
    text: str = ""
    headed: str = ""
    """The text from where its subject begins: "SMS" on a line of its own isn't a subject."""
    urgency_unclear: bool = False
    """Whether it sounds urgent, or names a priority that does not exist, and nobody said P1, P2 or P3."""


@dataclass
class _Head:
    """The beginning, as far as it was understood."""

    priority: Priority | None = None
    looks_like_one: bool = False
    product: str | None = None
    text_at: int = 0
    """The first token of the text."""
    subject_at: int = 0
    """The first token of the text's subject."""
    text_begun: bool = False
    """Whether something that belongs to the text was met."""

    def begin_at(self, token: int) -> None:
        """Let the subject begin at a token, and the text too unless it has begun."""
        self.subject_at = token
        if not self.text_begun:
            self.text_at = token


@dataclass(frozen=True)
class ProductNamed:
    id: str
    is_id: bool
    end: int


def opening(text: str, words: Vocabulary, start: int = 0) -> OpeningRequest:
    """Read what follows `open`, which is the text from `start` on."""
    read = list(islice(tokens(text, start), _HEAD))
    head = _head(read, words)
    said, headed = after(text, read, head.text_at, start), after(text, read, head.subject_at, start)
    headed = headed if has_words(headed) else said
    last = _at_the_end(headed, words)
    priority = head.priority or last
    if priority is None:
        unclear = head.looks_like_one or speaks_of_urgency(text[start:])  # the product too: "voice is dead"
    else:
        unclear = head.looks_like_one or (last is not None and last.outranks(priority))
    return OpeningRequest(priority, head.product, said, headed, unclear)


def priority_named(text: str, words: Vocabulary) -> Priority | None:
    """Return the priority that a message names for itself: first, last, or after "open", "need a".

    The people that it mentions count as nothing.
    """
    read = [token for token in islice(tokens(text), _MOST) if token.kind is not TokenKind.USER]
    asked = _head(read[:_HEAD], words).priority or _at_the_end(_without_people(text).strip(), words)
    wanted = (_wanted_at(read, at, words) for at in range(len(read)))
    return asked or next((priority for priority in wanted if priority is not None), None)


def _wanted_at(read: Sequence[Token], at: int, words: Vocabulary) -> Priority | None:
    """Return the priority behind a word that asks for one: the "P1" of "can you open a P1"."""
    if read[at].text not in _ASKS_FOR_ONE or (read[at - 1 : at] and read[at - 1].text in _DENIES):
        return None
    then = at + 1
    while then < len(read) and read[then].text in _FILLERS:
        then += 1
    urgency = urgency_at(read, then, words.priorities)
    return urgency.priority if urgency else None


def _without_people(text: str) -> str:
    return _PERSON.sub(" ", text)


def _head(read: Sequence[Token], words: Vocabulary) -> _Head:
    head, at = _Head(), 0
    while at < len(read):
        at = _past_correction(read, at, words) if head.priority else at
        urgency = urgency_at(read, at, words.priorities)
        product = None if head.product else product_at(read, at, words.products)
        if (urgency is not None and urgency.priority is None) or (
            urgency is None and _is_mistyped(head, read, at)
        ):
            head.looks_like_one = True
            break
        if urgency is not None and urgency.priority is not None:
            if head.priority is not None and not urgency.priority.outranks(head.priority):
                break
            head.priority, at = urgency.priority, urgency.end
            head.begin_at(at)
        elif product is not None:
            at = _take_product(head, read, product)
        elif _is_noun(read, at):
            at += 1
            head.begin_at(at)
        elif _may_stand_between(read[at]):
            at += 1
            if read[at - 1].text in _LEADING and head.subject_at == at - 1 > 0:
                head.begin_at(at)
        else:
            break
    return head


def _is_mistyped(head: _Head, read: Sequence[Token], at: int) -> bool:
    return head.priority is None and looks_like_one(read, at)


def _past_correction(read: Sequence[Token], at: int, words: Vocabulary) -> int:
    """Return where a priority stands that takes back the one before: the "P1" of "P3, no, sorry, P1"."""
    then, corrects = at, False
    while then < min(len(read), at + _LONGEST_CORRECTION):
        if corrects and urgency_at(read, then, words.priorities) is not None:
            return at if read[then - 1].text == "no" else then  # "no P1" takes nothing back
        corrects = corrects or read[then].text in _CORRECTS
        if (
            read[then].kind is TokenKind.WORD
            and read[then].text not in _CORRECTS | _FILLERS | _OF_CORRECTIONS
        ):
            break
        then += 1
    return at


def _take_product(head: _Head, read: Sequence[Token], product: ProductNamed) -> int:
    """Take a product; its id is taken out of the text, another name is a part of what is said."""
    head.product = product.id
    if not _says_more(read, product.end):
        return len(read)
    ends_line = read[product.end].kind is TokenKind.BREAK
    if not product.is_id:
        head.text_begun = True
    if product.is_id or ends_line:
        head.begin_at(product.end)
    return product.end


def _is_noun(read: Sequence[Token], at: int) -> bool:
    """Tell whether a word only says that a ticket is wanted: "ticket", or the "issue" of "issue: …"."""
    if read[at].text in _TICKET:
        return True
    is_last = at + 1 == len(read)
    return read[at].text in _ISSUE and (is_last or read[at + 1].kind in (TokenKind.MARK, TokenKind.BREAK))


def product_at(read: Sequence[Token], at: int, products: Mapping[str, str]) -> ProductNamed | None:
    """Read a product's name that begins at a token; the longest that fits."""
    for length in range(min(_LONGEST_NAME, len(read) - at), 0, -1):
        some = read[at : at + length]
        name = " ".join(token.text for token in some)
        if name in products:
            is_id = products[name] == name and not is_joined(read, at + length - 1)
            return ProductNamed(products[name], is_id, at + length)
    return None


def _says_more(read: Sequence[Token], at: int) -> bool:
    return any(token.kind in (TokenKind.WORD, TokenKind.LINK) for token in read[at:])


def _may_stand_between(token: Token) -> bool:
    return token.kind in (TokenKind.MARK, TokenKind.EMOJI, TokenKind.BREAK) or token.text in _FILLERS


def _at_the_end(text: str, words: Vocabulary) -> Priority | None:
    """Return the priority that ends the first line: "SMS is down (P1)", but not "this is no P1"."""
    line = text.partition("\n")[0]
    if len(line) > _LONGEST_LINE:
        return None
    read = list(tokens(line))
    said = [at for at, token in enumerate(read) if token.kind is not TokenKind.MARK]
    for at in said[-3:]:
        urgency = urgency_at(read, at, words.priorities)
        if urgency is None or any(other >= urgency.end for other in said):
            continue
        before = read[at - 1].text if at else ""
        return None if before in _IN_PASSING else urgency.priority
    return None
