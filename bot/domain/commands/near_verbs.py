"""What is nearly a verb: mistyped, in other words or another order, or behind the number that it is about."""

from collections.abc import Mapping
from difflib import get_close_matches
from itertools import islice, takewhile
from typing import Final

from bot.domain.commands.commands import (
    Command,
    Escalate,
    NoCommand,
    OpenTicket,
    Reading,
    Refused,
    SetPriority,
    SlashOnly,
    SolveTicket,
    Unknown,
)
from bot.domain.commands.priorities import urgency_at
from bot.domain.commands.remainder import trimmed
from bot.domain.commands.sentence import COURTESY, Context, Sentence
from bot.domain.commands.tokens import Token, TokenKind, tokens
from bot.domain.commands.verbs import MENTION, SLASH, TICKET, Verb
from bot.domain.escalation import Reason
from bot.errors import WrongInput

MEANS: Final[Mapping[str, str]] = {
    word: name
    for name, words in {
        "solve": "solved close closed resolve resolved done fixed complete completed finish mark",
        "open": "new create raise report file log start ticket case issue urgent incident outage submit",
        "reopen": "unsolve unresolve restart re-open",
        "add": "comment update note append reply attach",
        "list": "tickets ls all my mine",
        "show": "view status get display see",
        "priority": "prio severity sev set make bump lower change",
        "escalate": "escalation escalated blocker",
        "oncall": "on-call duty whos who's who on",
        "phone": "call phones number numbers telephone pin",
        "contacts": "contact people links",
        "guide": "guides guideline guidelines docs howto",
        "help": "commands usage man h",
    }.items()
    for word in words.split()
}
"""Other words for a verb: never obeyed, but the verb is named in the answer. "file" is a verb as well."""

POLITE: Final = frozenset(
    {"please", "pls", "plz", "kindly", "just", "to", "can", "could", "would", "will", "you"}
)
_BUTTONS: Final = frozenset({"pending", "take", "claim", "acknowledge", "ack"})
"""What only buttons do, by the words for it."""
_OF_A_TICKET: Final = frozenset({"show", "solve", "escalate", "assign", "history", "file"})
"""What a slash command does to a ticket that is named."""
_KNOWN: Final = frozenset((*MENTION, *SLASH[TICKET], *MEANS))
_ALIKE: Final = 0.72
_SOLVED: Final = frozenset({"solved", "resolved", "closed", "fixed"})
_DENIES: Final = frozenset({"not", "no", "never", "isn", "wasn", "hasn", "don", "doesn"})  # "isn" of "isn't"
_PARTS: Final = frozenset({",", ".", ";", ":", "!", "?", "-", "but"})
_ENDS: Final = _SOLVED | {"close", "done"}
_OF_AN_END: Final = frozenset(
    {*COURTESY, "it", "is", "s", "this", "that", "the", "ticket", "issue", "case", "now", "all", "ok", "yes"}
    | {"be", "can", "you", "as", "has", "been", "mark", "marked", "already", "thank", "and", "so"}
)
_ASKS: Final = frozenset({"is", "has", "can"})
"""Words that make a question of a sentence that they begin."""
_ALARMS: Final = frozenset({"blocker", "blocked", "sos", "\U0001f198"})
_HEAD: Final = 20
"""More tokens than a command in other words has."""
_SHORT: Final = 8
"""So many words or less may be a command in other words; a longer text that names a priority tells of one."""
_NEAR: Final = 4
"""So many tokens before a word may deny it."""


def bare(said: str, context: Context) -> Reading | None:
    """Read what is one word and a ticket's number, in either order, where the word is nearly a verb.

    After a number it has to be one: "12 calls" counts something.
    """
    sentence = Sentence(said, 0, context)
    at = sentence.past(0, *POLITE)
    first = sentence.number(at)
    at = sentence.past(first.end if first else at)
    word = sentence.word(at)
    named = first or sentence.number(sentence.past(at + 1, "the", "of"))
    if named is None or not sentence.ends(at + 1 if first else named.end):
        return None
    if word in _BUTTONS:
        return Refused(word, f"Only a button on the support team's card does “{word}”. Nothing was changed.")
    return None if first and word not in _KNOWN else _about(word, named.ticket, trimmed(said), context)


def in_another_order(said: str, context: Context) -> Refused | None:
    """Read what follows `/ticket` with its number or its priority first, and say how it is typed."""
    sentence = Sentence(said, 0, context)
    only_a_button = bare(said, context)
    if isinstance(only_a_button, Refused):
        return only_a_button
    named = sentence.number()
    verb = sentence.word(named.end) if named else ""
    if named is not None and verb in _OF_A_TICKET:
        return _typed(verb, named.ticket)
    moved = Sentence(_without(sentence, "priority"), 0, context)
    try:
        parsed = MENTION["priority"].read(moved)
    except WrongInput:
        return None
    command = parsed.command
    if not isinstance(command, SetPriority) or command.ticket is None or parsed.left:
        return None
    return _typed("priority", f"{command.ticket} {command.priority}")


def _typed(verb: str, arguments: str) -> Refused:
    return Refused(verb, f"Did you mean `/{TICKET} {verb} {arguments}`? Nothing was changed.")


def _without(sentence: Sentence, word: str) -> str:
    """Return a short text without a word of it."""
    kept = (token for token in sentence.read if token.text != word)
    return " ".join(sentence.whole[token.start : token.end] for token in kept)


def _about(word: str, ticket: str, said: str, context: Context) -> Reading | None:
    """Say what a word with a number may mean; None where the word is like no verb."""
    nearest = nearest_verb(word, MENTION)
    if nearest is None:
        slash = nearest_verb(word, SLASH[TICKET])
        return SlashOnly(slash, f"/{TICKET} {SLASH[TICKET][slash].usage}") if slash else None
    verb = MENTION[nearest]
    asks = context.place.is_ticket and verb.asks
    meant = read_or_none(verb, Sentence(ticket, 0, context)) if asks else None
    if meant is not None:
        return NoCommand(True, meant, is_bare=True)
    return Unknown(said if word == nearest else word, nearest, said)


def tells_the_end(said: str) -> bool:
    """Tell whether words say that it is over, and nothing else: "solved", "this can be closed, thanks"."""
    read = tuple(islice(tokens(said), _HEAD))
    words = [token.text for token in read if token.kind is not TokenKind.MARK]
    if "?" in said or len(read) == _HEAD or not _ENDS.intersection(words) or words[0] in _ASKS:
        return False
    return _ENDS.union(_OF_AN_END).issuperset(words)


def in_other_words(said: str, meant: Command | None, context: Context) -> Command | None:
    """Return what a few words without a verb may mean in a ticket's thread: "make it P1", "it is fixed"."""
    read = tuple(islice(tokens(said), _HEAD))
    words = [at for at, token in enumerate(read) if token.kind is TokenKind.WORD]
    if len(words) > _SHORT or not isinstance(meant, OpenTicket | None):
        return meant
    if any(read[at].text in _ALARMS and not _is_denied(read, at) for at in range(len(read))):
        return Escalate(None, Reason.BLOCKER)
    said_so = [at for at in range(len(read)) if not _is_denied(read, at)]
    found = (urgency_at(read, at, context.words.priorities) for at in said_so)
    priority = next((one.priority for one in found if one is not None and one.priority is not None), None)
    if priority is not None:
        return SetPriority(None, priority)
    if any(read[at].text in _SOLVED for at in said_so):
        return SolveTicket()
    return meant


def _is_denied(read: tuple[Token, ...], at: int) -> bool:
    """Tell whether a word is denied just before, in the same part of a sentence: "this is no P1"."""
    before = takewhile(lambda token: token.text not in _PARTS, reversed(read[:at]))
    return any(token.text in _DENIES for token in islice(before, _NEAR))


def read_or_none(verb: Verb, said: Sentence) -> Command | None:
    """Return what follows a verb, read; None for what it can't use."""
    try:
        return verb.read(said).command
    except WrongInput:
        return None


def nearest_verb(word: str, table: Mapping[str, Verb]) -> str | None:
    """Return the verb that a word may stand for: mistyped, or another word for it."""
    meant = "show" if word[:1].isdigit() else MEANS.get(word)
    if meant in table:
        return meant
    return next(iter(get_close_matches(word[:20], table, 1, _ALIKE)), None)
