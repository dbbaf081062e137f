"""Verbs that open: a new ticket, or what was solved again."""

from dataclasses import replace

from bot.domain.commands import commands
from bot.domain.commands.opening_request import opening
from bot.domain.commands.parsed import Parsed, alone
from bot.domain.commands.priorities import urgency_at
from bot.domain.commands.sentence import Sentence, WhereSaid
from bot.domain.commands.ticket_verbs import CALLED, IN_THE_CONSOLE, POINTS, WHICH, named_ticket, only_points
from bot.domain.commands.tokens import Token, TokenKind, is_joined
from bot.errors import WrongInput


def open_new(said: Sentence) -> Parsed:
    """Read `[P1] [product] text`; in the thread of an unsolved ticket it only may have been meant.

    "open again" opens what was solved. Raises WrongInput for a ticket's number alone.
    """
    again = _again(said)
    if again is not None:
        return again
    read = opening(said.whole, said.context.words, said.start)
    sure = said.context.place is not WhereSaid.LIVE_TICKET
    return Parsed(commands.OpenTicket(read), is_sure=sure)


def reopen(said: Sentence) -> Parsed:
    """Read `12`, or "it" in a ticket's thread."""
    named = named_ticket(said, "reopen 12")
    end = named.end if named else 0
    end = said.past(end, *POINTS) if only_points(said, end) else end
    parsed = alone(said, end, commands.ReopenTicket(named.ticket if named else None))
    return replace(parsed, is_sure=parsed.is_sure and "?" not in said.text)


def _again(said: Sentence) -> Parsed | None:
    """Read `again`, `it again please`, `12 again`, `back up`; None for what is to be a new ticket."""
    at = said.past(0, *POINTS)
    named = said.number(at)
    at = said.past(named.end if named else at, *POINTS)
    if said.word(at) not in ("again", "back"):
        if named is not None and said.ends(at) and said.context.place is not WhereSaid.COMMAND:
            raise WrongInput(
                f"`open` makes a new ticket. Write `show {named.ticket}` or `reopen {named.ticket}`."
            )
        points = said.context.place is WhereSaid.SOLVED_TICKET and said.word(0) in ("it", "this", "that")
        return Parsed(commands.ReopenTicket(), is_sure=False) if points and said.ends(at) else None
    end = said.past(at, "again", "back", "up")
    named = named or said.number(end)
    end = max(end, named.end) if named else end
    if not said.ends(end):
        return None
    if named is None and not said.context.place.is_ticket:
        raise WrongInput(f"{WHICH} `reopen 12`.")
    return Parsed(commands.ReopenTicket(named.ticket if named else None))


def points_at_one(read: tuple[Token, ...], at: int) -> bool:
    """Tell whether "file" is followed by a ticket that there is, or by nothing: "12", "it", "ticket 12"."""
    words = [token.text for token in read[at:] if token.kind is TokenKind.WORD]
    is_number = words[:1] != [] and words[0].isdigit()
    keys = [read[then].text for then in range(at, len(read) - 2) if _is_key(read, then)]
    named = any(word.isdigit() for word in words)
    beside = (*IN_THE_CONSOLE, *CALLED, *keys[:1]) if named else IN_THE_CONSOLE
    return is_number or _is_key(read, at) or all(word in beside or word.isdigit() for word in words)


def _is_key(read: tuple[Token, ...], at: int) -> bool:
    return is_joined(read, at) and read[at + 2].text.isdigit()


def speaks_of_a_ticket(read: tuple[Token, ...], at: int) -> bool:
    """Tell whether "create" is followed by "a ticket" or by a priority."""
    for then in range(at, min(at + 3, len(read))):
        if read[then].text == "ticket" or urgency_at(read, then, {}) is not None:
            return True
        if read[then].text not in ("a", "an", "new", "the", "me", "us"):
            return False
    return False
