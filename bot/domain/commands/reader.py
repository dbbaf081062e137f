"""The one reader of commands: what was typed after a slash, and what a message says to the bot."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import islice
from typing import Final

from bot.domain.commands import commands
from bot.domain.commands.addressing import Address, Before, addresses
from bot.domain.commands.commands import (
    NoCommand,
    OpenTicket,
    Reading,
    Refused,
    SlashOnly,
    TellOnCall,
    Understood,
    Unknown,
)
from bot.domain.commands.near_verbs import (
    POLITE,
    bare,
    in_another_order,
    in_other_words,
    nearest_verb,
    read_or_none,
    tells_the_end,
)
from bot.domain.commands.opening_request import opening
from bot.domain.commands.opening_verbs import points_at_one, speaks_of_a_ticket
from bot.domain.commands.outages import names_a_priority, speaks_of_trouble
from bot.domain.commands.parsed import Parsed
from bot.domain.commands.priorities import urgency_at
from bot.domain.commands.remainder import trimmed
from bot.domain.commands.sentence import Context, Sentence, WhereSaid
from bot.domain.commands.times.instants import typed_instant
from bot.domain.commands.tokens import Token, TokenKind, is_joined, tokens
from bot.domain.commands.verbs import MENTION, ONCALL, SLASH, SLASH_ONLY, TICKET, Verb
from bot.errors import WrongInput

_HEAD: Final = 20
"""More tokens than stand between the bot's name and a verb."""
_GREETING: Final = frozenset({"hi", "hello", "hey", "ok", "okay", "so", "and", "now", "thanks", "yo", "the"})
_FEW: Final = 3
_ON_CALL: Final = (("oncall",), ("on", "call"), ("on", "-", "call"), ("on", "duty"))
_WHO: Final = (("who", "is"), ("who", "'", "s"), ("whos",), ("who",))
_IN_WORDS: Final = (
    *(((*who, *on), "oncall") for who in _WHO for on in _ON_CALL),
    *((on, "oncall") for on in _ON_CALL[1:3]),
    *((again, "reopen") for again in (("re", "open"), ("re", "-", "open"))),
)
"""Verbs of several words."""
_SETS: Final = ("set", "make", "bump", "raise", "lower", "change", "move", "put", *POLITE)
_WISHES: Final = tuple(
    (who, *wish, "to")
    for who in ("i", "we")
    for wish in (("want",), ("need",), ("have",), ("would", "like"), ("'", "d", "like"))
)
_MAKE: Final = frozenset({"new", "create", "raise", "report", "file", "log", "submit", "start"})


def read_message(text: str, context: Context) -> Reading:
    """Read a message: the command in it, or that it is conversation; never raises.

    In a ticket's thread only a whole command is one: what merely begins with a verb is conversation.
    """
    found = list(addresses(text, context))
    for address in found:
        reading = _said_to_us(text, address, context)
        if reading is not None:
            return reading
    named = next((address for address in found if not address.by_name), None)
    if named is None:
        return NoCommand()
    return _for_a_slash(text, named, context) or _without_verb(text, named, context)


def read_command(command: str, text: str, context: Context) -> Reading:
    """Read what was typed after a slash command ("ticket", "oncall"); never raises."""
    context = replace(context, place=WhereSaid.COMMAND)
    text = trimmed(text)
    verb, start, _ = _verb(text, 0, SLASH[command])
    if verb is not None:
        return _parsed(verb, Sentence(text, start, context))
    word = _first_word(text)
    if text.casefold() in ("", "now", "new"):
        return Understood(TellOnCall() if command == ONCALL else OpenTicket())
    refused = in_another_order(text, context) if command == TICKET else None
    if refused is not None:
        return refused
    meant = _meant_by(command, text, word, context)
    return Understood(meant) if meant is not None else Unknown(word, nearest_verb(word, SLASH[command]), text)


def _meant_by(command: str, text: str, word: str, context: Context) -> commands.Command | None:
    """Return what needs no verb: `/oncall tomorrow 9:00`, and the form for `/ticket P1 SMS is down`."""
    if command == ONCALL:
        try:
            return TellOnCall(typed_instant(text, context.zone, context.now))
        except WrongInput:
            return None
    read = tuple(islice(tokens(text), _HEAD))
    is_urgent = bool(read) and urgency_at(read, 0, context.words.priorities) is not None
    if is_urgent or (_may_cry(word, SLASH[command]) and speaks_of_trouble(text)):
        return OpenTicket(opening(text, context.words))
    return None


def _said_to_us(text: str, address: Address, context: Context) -> Reading | None:
    """Read what follows the bot's name, if a verb does."""
    verb, start, polite = _verb(text, address.start, MENTION)
    if verb is None:
        return None
    said = Sentence(text, start, context, polite)
    reading = _parsed(verb, said)
    if isinstance(reading, Refused):
        return _refused(reading, said, address)
    if isinstance(reading, Understood) and verb.name == "help":
        told = f"{address.before}\n{reading.not_understood}"
        if speaks_of_trouble(told):
            opened = OpenTicket(opening(text, context.words, start), address.before)
            return NoCommand(addressed=True, may_mean=None if context.place.is_ticket else opened)
    if isinstance(reading, Understood):
        return _with_what_stands_before(reading, verb, address, context)
    return reading


def _refused(refusal: Refused, said: Sentence, address: Address) -> Reading:
    """Hold a refusal against its words: a sentence is no command, and trouble is offered a ticket."""
    place = said.context.place
    if place.is_ticket:
        return NoCommand(addressed=True) if len(said.read) > _FEW or _doubts(address) else refusal
    asked = opening(said.whole, said.context.words, said.start)
    names_none = not any(said.number(at) for at in range(len(said.read)))
    if names_none and " " in asked.text and speaks_of_trouble(f"{address.before}\n{asked.text}"):
        return NoCommand(True, OpenTicket(asked, address.before))
    return NoCommand(addressed=True) if _doubts(address) else refusal


def _doubts(address: Address) -> bool:
    return address.kind is Before.DOUBT


def _with_what_stands_before(reading: Understood, verb: Verb, address: Address, context: Context) -> Reading:
    """Hold a command against the words before the bot's name: they may make something else of it."""
    command = reading.command
    if isinstance(command, OpenTicket):
        command = replace(command, before=address.before)
    leads = address.kind is Before.WORDS and verb.asks and not isinstance(command, OpenTicket)
    if (
        leads
        or address.kind is Before.DOUBT
        or (context.place.is_ticket and address.kind is not Before.NOTHING)
    ):
        return NoCommand(addressed=True, may_mean=command if verb.asks else None)
    if not (verb.asks or reading.not_understood) and speaks_of_trouble(address.before):
        return replace(reading, not_understood=address.before)
    return replace(reading, command=command)


def _for_a_slash(text: str, address: Address, context: Context) -> SlashOnly | None:
    """Read a whole command of a verb that no message has: nobody else is meant by `merge 2 into 1`."""
    verb, start, _ = _verb(text, address.start, SLASH_ONLY)
    if verb is None or address.kind is not Before.NOTHING:
        return None
    reading = _parsed(verb, Sentence(text, start, replace(context, place=WhereSaid.COMMAND)))
    is_part = not isinstance(reading, Understood) or reading.not_understood
    return None if is_part else SlashOnly(verb.name, f"/{verb.slash} {verb.usage}")


def _parsed(verb: Verb, said: Sentence) -> Reading:
    try:
        parsed: Parsed = verb.read(said)
    except WrongInput as wrong:
        return Refused(verb.name, str(wrong))
    if not parsed.is_sure and said.context.place is not WhereSaid.COMMAND:
        return NoCommand(addressed=True, may_mean=parsed.command if verb.asks else None)
    return Understood(parsed.command, parsed.left)


def _verb(text: str, start: int, table: Mapping[str, Verb]) -> tuple[Verb | None, int, bool]:
    """Return the verb that a text begins with, where its arguments begin, and whether it is asked nicely."""
    read = tuple(islice(tokens(text, start), _HEAD))
    polite, past_wish = False, 0
    for at, token in enumerate(read):
        if at < past_wish:
            continue
        wish = next((wish for wish in _WISHES if _stands_at(read, at, wish)), ())
        if wish:
            polite, past_wish = True, at + len(wish)
            continue
        name, end = _name_of_verb(read, at)
        is_verb = name in table and (name not in _MAKE or points_at_one(read, at + 1))
        if name in _MAKE and "open" in table and not is_verb and speaks_of_a_ticket(read, at + 1):
            return table["open"], end, polite
        if is_verb:
            return table[name], end, polite
        if token.kind is TokenKind.WORD and token.text not in POLITE | _GREETING:
            break
        if token.kind in (TokenKind.LINK, TokenKind.OTHER, TokenKind.USER):
            break
        polite = polite or token.text in POLITE
    return None, start, polite


def _name_of_verb(read: tuple[Token, ...], at: int) -> tuple[str, int]:
    """Return the word at a token and its end; "on-call" and "on call" are one."""
    for words, name in _IN_WORDS:
        if _stands_at(read, at, words):
            return name, read[at + len(words) - 1].end
    if read[at].kind is not TokenKind.WORD or is_joined(read, at):
        return "", read[at].end
    return read[at].text, read[at].end


def _stands_at(read: tuple[Token, ...], at: int, words: tuple[str, ...]) -> bool:
    return tuple(token.text for token in read[at : at + len(words)]) == words


def _without_verb(text: str, address: Address, context: Context) -> Reading:
    """Say of a message to the bot without a verb what may be meant."""
    rest = text[address.start :]
    alone = bare(rest, context) if address.kind is Before.NOTHING and not address.by_name else None
    if alone is not None:
        return alone
    word = _first_word(rest, POLITE)
    nearest = nearest_verb(word, MENTION)
    if context.place.is_ticket:
        meant = _meant(nearest, text, address.start, context)
        ends = context.place is WhereSaid.SOLVED_TICKET and tells_the_end(rest)
        return NoCommand(True, in_other_words(rest, meant, context), tells_end=ends)
    leads = address.kind in (Before.WORDS, Before.DOUBT)
    priority = None if leads else _priority_of_another(text, address.start, context)
    if priority is not None:
        return NoCommand(True, priority)
    if names_a_priority(rest, context.words.priorities) or (
        _may_cry(word, MENTION) and speaks_of_trouble(rest)
    ):
        return NoCommand(True, OpenTicket(opening(text, context.words, address.start), address.before))
    if names_a_priority(address.before, context.words.priorities) or speaks_of_trouble(address.before):
        return NoCommand(True, OpenTicket(opening(address.before, context.words), address.before))
    return NoCommand(addressed=True) if leads else Unknown(word, nearest, trimmed(rest))


def _priority_of_another(text: str, start: int, context: Context) -> commands.Command | None:
    """Return what "12 P1" and "raise 12 to P1" may mean: the priority of a ticket, and nothing else said."""
    said = Sentence(text, start, context)
    at = said.past(0, *_SETS)
    if at >= len(said.read):
        return None
    try:
        parsed = MENTION["priority"].read(replace(said, start=said.read[at].start))
    except WrongInput:
        return None
    return None if parsed.left else parsed.command


def _may_cry(word: str, table: Mapping[str, Verb]) -> bool:
    """Tell whether a word that may mean a verb may tell of trouble too: "call me, we are down"."""
    nearest = nearest_verb(word, table)
    return nearest is None or nearest == "open" or not table[nearest].asks


def _meant(nearest: str | None, text: str, start: int, context: Context) -> commands.Command | None:
    """Return the command that other words for a verb may mean in a ticket's thread."""
    verb = MENTION.get(nearest or "")
    if verb is None or not verb.asks:
        return None
    words = [token for token in islice(tokens(text, start), _HEAD) if token.kind is TokenKind.WORD]
    first = next((word for word in words if word.text not in POLITE), words[0])
    return read_or_none(verb, Sentence(text, first.end, context))


def _first_word(text: str, polite: Collection[str] = ()) -> str:
    """Return the first word that is none of some, else the first; nothing where there is none."""
    read = tuple(islice(tokens(text), _HEAD))
    words = [at for at, token in enumerate(read) if token.kind is TokenKind.WORD]
    ends = start = next((at for at in words if read[at].text not in polite), next(iter(words), None))
    if start is None or ends is None:
        return ""
    while is_joined(read, ends):
        ends += 2
    return trimmed(text[read[start].start : read[ends].end]).casefold()
