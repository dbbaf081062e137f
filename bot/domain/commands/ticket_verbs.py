"""Verbs about a ticket: what follows each of them, read."""

import re
from typing import Final

from bot.domain.commands import commands
from bot.domain.commands.characters import folded
from bot.domain.commands.parsed import Parsed, alone
from bot.domain.commands.priorities import Urgency, urgency_at
from bot.domain.commands.remainder import has_words
from bot.domain.commands.sentence import COURTESY, Sentence, WhereSaid, without_courtesy
from bot.domain.commands.ticket_numbers import NamedTicket
from bot.domain.commands.tokens import TokenKind
from bot.domain.escalation import Reason
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.errors import WrongInput

_REASONS: Final = {"response": Reason.RESPONSE, "blocker": Reason.BLOCKER, "blocked": Reason.BLOCKER}
_BEFORE_REASON: Final = ("critical", "as", "because", "of", "no", "a", "for", "it", "is", "reason")
_WISHED: Final = ("should", "must", "has", "needs", "need", "please", "set", "raised", "changed")
_LINKING: Final = ("to", "is", "as", "be", "for", "of", "on", "at", "least", "up", "a", "now")
_BEFORE_PRIORITY: Final = (
    _WISHED + _LINKING + ("it", "this", "that", "ticket", "really", "rather", "actually")
)
IN_THE_CONSOLE: Final = (
    "it",
    "this",
    "that",
    "ticket",
    "in",
    "to",
    "into",
    "the",
    "console",
    "now",
    *COURTESY,
)
CALLED: Final = ("number", "no", "nr", "case", "issue", "for", "us", "me", "there")
"""What may stand beside the number of a ticket that is to be filed."""
_BEFORE_A_TICKET: Final = ("the", "this", "that", "me", "us", "for", *COURTESY)
_ASSIGN_TO: Final = ("to", "the")
_BEGS = re.compile(
    r"(?<!\w)(?:asap|please|pls|plz|urgent\w{0,2}|immediately|hurry|quick\w{0,2}|now|need|can you|could you)"
    r"(?!\w)|\?"
)
POINTS: Final = ("this", "it", "that", "ticket", "the", "now", "one", "as", "solved", "closed", "resolved")
_MORE: Final = "It happens on Android only"
WHICH: Final = "Say which ticket, by its number: for example"
_PRIORITIES: Final = "There are P1, P2 and P3."
_WHY: Final = (
    "Say why: `response` (no meaningful or timely answer) or `blocker` (a critical blocker, and you are "
    "there to work on it now)."
)
_INTO: Final = ("into", "in", "to", "with", "and", "ticket")
_TO_WHOM: Final = "Name a person (@user) or a role: primary, secondary or pse. For example `assign 12 @user`."


def add(said: Sentence) -> Parsed:
    """Read `12 text`; in a ticket's thread "add 12 numbers" may count something.

    Raises WrongInput where no ticket is named, or nothing is to be added.
    """
    named = said.number(said.past(0, "to", "on"))
    if named is None:
        if said.context.place.is_ticket:
            return Parsed(commands.AddDetails(None, said.rest(0)), is_sure=False)
        raise WrongInput(f"{WHICH} `add 12 {_MORE}`.")
    text = said.rest(named.end)
    if not has_words(text):
        raise WrongInput(f"Write what to add after the number: `add {named.ticket} {_MORE}`.")
    return Parsed(commands.AddDetails(named.ticket, text), is_sure=_is_meant(said, named))


def show(said: Sentence) -> Parsed:
    """Read `12`."""
    named = named_ticket(said, "show 12")
    return alone(said, named.end if named else 0, commands.ShowTicket(named.ticket if named else None))


def history(said: Sentence) -> Parsed:
    """Read `12`, or nothing."""
    named = said.number()
    return alone(said, named.end if named else 0, commands.ShowHistory(named.ticket if named else None))


def solve(said: Sentence) -> Parsed:
    """Read `12: closing words`; words that are not parted from the number, or that beg, close nothing.

    Raises WrongInput for more than one ticket.
    """
    named = named_ticket(said, "solve 12")
    end = named.end if named else 0
    points = only_points(said, end)
    closing = "" if points else said.rest(end)
    ticket = named.ticket if named else None
    if not has_words(closing):
        sure = not points and not said.is_polite and "?" not in said.text
        return Parsed(commands.SolveTicket(ticket), is_sure=sure)
    another = said.number(said.past(end, "and"))
    if named is not None and another is not None and said.ends(another.end):
        raise WrongInput(f"One ticket at a time: `solve {named.ticket}`, then `solve {another.ticket}`.")
    parted = named is not None and said.parts(end)
    sure = parted and not said.is_polite and not _BEGS.search(folded(closing))
    return Parsed(commands.SolveTicket(ticket, closing), is_sure=sure)


def priority(said: Sentence) -> Parsed:
    """Read `12 P1`, in either order; a lower priority is set only where nothing else is said.

    Raises WrongInput where no ticket is named, and for a priority that there isn't.
    """
    named, urgency, end = _number_and_priority(said)
    if urgency is None:
        word = said.word(end)
        wrong = f"“{word[:40]}” isn't a priority." if word else "Say which priority."
        raise WrongInput(f"{wrong} {_PRIORITIES}")
    if urgency.priority is None:
        raise WrongInput(f"There is no such priority. {_PRIORITIES}")
    if named is None and not said.context.place.is_ticket:
        raise WrongInput(f"{WHICH} `priority 12 {urgency.priority}`.")
    command = commands.SetPriority(named.ticket if named else None, urgency.priority)
    if said.ends(end):
        asks = said.is_polite or "?" in said.text
        return Parsed(command, is_sure=not asks or urgency.priority is Priority.P1)
    sure = urgency.priority is Priority.P1 and not said.context.place.is_ticket
    return Parsed(command, said.rest(end), sure)


def escalate(said: Sentence) -> Parsed:
    """Read `12 response|blocker comment`; without a reason, none is guessed.

    Raises WrongInput for a mention without a reason.
    """
    named = named_ticket(said, "escalate 12 blocker")
    at = said.past(named.end if named else 0, *_BEFORE_REASON)
    reason = _REASONS.get(said.word(at))
    ticket = named.ticket if named else None
    if reason is not None:
        return Parsed(commands.Escalate(ticket, reason, said.rest(at + 1)))
    left = said.rest(named.end if named else 0)
    if said.context.place is WhereSaid.COMMAND or (said.context.place.is_ticket and has_words(left)):
        return Parsed(commands.Escalate(ticket, None, left), is_sure=said.context.place is WhereSaid.COMMAND)
    raise WrongInput(_WHY)


def console(said: Sentence) -> Parsed:
    """Read `12`, or `12 7654321`: the number that it was filed under; in a ticket's thread, that alone."""
    named = named_ticket(said, "console 12")
    number = said.rest(named.end) if named else ""
    if said.context.place.is_ticket and not number:
        written = said.rest(0) if named and "-" not in named.ticket else ""
        sure = named is not None or said.ends(0)
        return Parsed(
            commands.FileInConsole(None if written or not named else named.ticket, written), is_sure=sure
        )
    return Parsed(commands.FileInConsole(named.ticket if named else None, number))


def file(said: Sentence) -> Parsed:
    """Read `12`, or "the ticket 12 in the console"; in a ticket's thread "it" will do."""
    named = said.number(said.past(0, *_BEFORE_A_TICKET)) or named_ticket(said, "file 12")
    end = said.past(named.end if named else 0, *IN_THE_CONSOLE, *CALLED)
    command = commands.FileTicket(named.ticket if named else None)
    ends = said.ends(end)
    return Parsed(command, "" if ends else said.rest(end), is_sure=ends)


def assign(said: Sentence) -> Parsed:
    """Read `12 @user`, or a role: primary, secondary, pse.

    Raises WrongInput where no ticket is named, or nobody who is known.
    """
    named = named_ticket(said, "assign 12 @user")
    at = said.past(named.end if named else 0, *_ASSIGN_TO)
    if named is None or at >= len(said.read):
        raise WrongInput(_TO_WHOM)
    token = said.read[at]
    if token.kind is TokenKind.USER:
        return alone(said, at + 1, commands.AssignTicket(named.ticket, user=token.text))
    if token.text in set(Role):
        return alone(said, at + 1, commands.AssignTicket(named.ticket, role=Role(token.text)))
    name = folded(without_courtesy(said.rest(at))).removeprefix("@")
    user = said.context.names.get(" ".join(name.split()).rstrip(" .,!"))
    if user is None:
        raise WrongInput(_TO_WHOM)
    return Parsed(commands.AssignTicket(named.ticket, user=user))


def merge(said: Sentence) -> Parsed:
    """Read `12 into 7`; the first becomes a part of the second.

    Raises WrongInput where two tickets are not named.
    """
    one, other = _two(said, "`merge 12 into 7` makes 12 a part of 7")
    return alone(said, other.end, commands.MergeTickets(one.ticket, other.ticket))


def link(said: Sentence) -> Parsed:
    """Read `12 7`; raises WrongInput where two tickets are not named."""
    one, other = _two(said, "`link 12 7`")
    return alone(said, other.end, commands.LinkTickets(one.ticket, other.ticket))


def _two(said: Sentence, example: str) -> tuple[NamedTicket, NamedTicket]:
    one = said.number()
    other = said.number(said.past(one.end, *_INTO)) if one else None
    if one is None or other is None:
        raise WrongInput(f"Name two tickets: {example}.")
    return one, other


def only_points(said: Sentence, end: int) -> bool:
    """Tell whether what follows a ticket only points at it, or is polite: "close this", "close it please"."""
    return said.past(end) < len(said.read) and said.ends(said.past(end, *POINTS))


def named_ticket(said: Sentence, example: str) -> NamedTicket | None:
    """Return the ticket that is named; None where it is the thread's own.

    Raises WrongInput where none is named and the thread is no ticket's: `example` is the right form.
    """
    named = said.number(said.past(0, "me", "us"))
    if named is None and not said.context.place.is_ticket:
        at = said.past(0)
        word = said.word(0) if at < len(said.read) and said.read[at].kind is TokenKind.WORD else ""
        if word and said.context.place is WhereSaid.COMMAND:
            raise WrongInput(f"“{word[:40]}” names no ticket. {WHICH} `{example}`.")
        raise WrongInput(f"{WHICH} `{example}`.")
    return named


def _is_meant(said: Sentence, named: NamedTicket) -> bool:
    """Tell whether a number names a ticket: in a ticket's thread bare digits may count something."""
    return not (said.context.place.is_ticket and named.is_plain) or said.parts(named.end)


def _number_and_priority(said: Sentence) -> tuple[NamedTicket | None, Urgency | None, int]:
    """Read both, in either order; in a ticket's thread "1" alone is a priority."""
    first = said.number(said.past(0, "of", "for", "on"))
    urgency, end = _priority_from(said, first.end if first else 0)
    if first is not None and (urgency is not None or not said.context.place.is_ticket):
        return first, urgency, end
    urgency, after = _priority_from(said, 0)
    if urgency is None:
        return first, None, end
    then = said.number(said.past(after, *_BEFORE_PRIORITY))
    return then, urgency, then.end if then else after


def _priority_from(said: Sentence, at: int) -> tuple[Urgency | None, int]:
    at = said.past(at, *_BEFORE_PRIORITY)
    urgency = urgency_at(said.read, at, said.context.words.priorities)
    if urgency is None and said.word(at) in ("1", "2", "3"):
        urgency = Urgency(Priority(f"P{said.word(at)}"), at + 1)
    return urgency, urgency.end if urgency else at
