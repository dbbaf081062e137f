"""The one table of verbs: what each is called, what follows it, who may say it, where, and what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.domain.commands import duty_verbs, opening_verbs, other_verbs, ticket_verbs
from bot.domain.commands.parsed import Parsed
from bot.domain.commands.sentence import Sentence
from bot.domain.permission import Action


@dataclass(frozen=True)
class Verb:
    """A word by which something is asked of the bot."""

    name: str
    arguments: str
    """An example of what follows it; empty where nothing does."""
    help: str
    who: Action
    read: Callable[[Sentence], Parsed]
    slash: str | None = None
    """The slash command that has it, without its slash."""
    mention: bool = False
    """Whether it can be said in a message that mentions the bot."""
    asks: bool = False
    """Whether a sentence that may have meant it is answered with a button: it changes something."""
    more: tuple[tuple[str, str], ...] = ()
    """Further examples of what follows it, and what those do."""

    @property
    def usage(self) -> str:
        """Return the verb with its example: "show 12"."""
        return f"{self.name} {self.arguments}".strip()


TICKET: Final = "ticket"
ONCALL: Final = "oncall"
"""The slash commands, without their slash."""

TABLE: Final[tuple[Verb, ...]] = (
    Verb(
        "open",
        "P2 voice Calls drop",
        "open a ticket; priority and product may be left out",
        Action.OPEN,
        opening_verbs.open_new,
        slash=TICKET,
        mention=True,
        asks=True,
    ),
    Verb(
        "add",
        "12 It is worse now",
        "add to a ticket",
        Action.ADD_DETAILS,
        ticket_verbs.add,
        mention=True,
        asks=True,
    ),
    Verb(
        "list",
        "",
        "the account's open tickets, the most urgent first",
        Action.VIEW,
        other_verbs.list_tickets,
        slash=TICKET,
        mention=True,
        more=(
            ("P1 overdue", "those that are both; also `pending`, `escalated`, `mine`"),
            ("@user voice drops", "those of a person, a product, or with words in the subject"),
            ("solved since Mon", "those that were solved"),
            ("1234567", "those filed in the console under that number"),
        ),
    ),
    Verb("mine", "", "those assigned to you", Action.VIEW, other_verbs.list_mine, slash=TICKET),
    Verb("show", "12", "one ticket", Action.VIEW, ticket_verbs.show, slash=TICKET, mention=True),
    Verb(
        "solve",
        "12",
        "mark it solved; after a colon, with closing words",
        Action.SOLVE,
        ticket_verbs.solve,
        slash=TICKET,
        mention=True,
        asks=True,
    ),
    Verb("reopen", "12", "open it again", Action.REOPEN, opening_verbs.reopen, mention=True, asks=True),
    Verb(
        "priority",
        "12 P1",
        "change its priority",
        Action.SET_PRIORITY,
        ticket_verbs.priority,
        slash=TICKET,
        mention=True,
        asks=True,
    ),
    Verb(
        "escalate",
        "12 blocker",
        "escalate: blocker, or response if no meaningful answer comes",
        Action.ESCALATE,
        ticket_verbs.escalate,
        slash=TICKET,
        mention=True,
        asks=True,
    ),
    Verb(
        "console",
        "12",
        "the text to file in the console; with a number after it: what it was filed under",
        Action.CONSOLE,
        ticket_verbs.console,
        mention=True,
    ),
    Verb(
        "file",
        "12",
        "have it filed in the console",
        Action.CONSOLE,
        ticket_verbs.file,
        slash=TICKET,
        mention=True,
    ),
    Verb(
        "assign",
        "12 @user",
        "hand it to somebody of the account's team",
        Action.ASSIGN,
        ticket_verbs.assign,
        slash=TICKET,
    ),
    Verb(
        "merge",
        "12 into 7",
        "make one ticket a part of another; for a day that can be undone",
        Action.MERGE,
        ticket_verbs.merge,
        slash=TICKET,
    ),
    Verb(
        "link",
        "12 7",
        "have staff see of each that it has to do with the other",
        Action.LINK,
        ticket_verbs.link,
        slash=TICKET,
    ),
    Verb(
        "whatif",
        "P2 at 2026-03-06T17:30-05:00",
        "who would get it, and by when they answer",
        Action.ASK_ON_CALL,
        other_verbs.what_if,
        slash=TICKET,
    ),
    Verb(
        "history",
        "12",
        "all that happened to a ticket; without a number, what was refused lately",
        Action.LOOK_BACK,
        ticket_verbs.history,
        slash=TICKET,
    ),
    Verb(
        "phone",
        "Sweden",
        "numbers and PIN, only for you",
        Action.SEE_PHONES,
        other_verbs.phone,
        slash=TICKET,
        mention=True,
    ),
    Verb(
        "contacts",
        "",
        "who is who, and the links",
        Action.VIEW,
        other_verbs.contacts,
        slash=TICKET,
        mention=True,
    ),
    Verb(
        "guide",
        "voice",
        "what a ticket about a product should hold; alone: what else there is to read",
        Action.READ_GUIDE,
        other_verbs.guide,
        slash=TICKET,
        mention=True,
    ),
    Verb(
        "oncall",
        "at 2026-03-07 10:00",
        "who answers, now or then",
        Action.ASK_ON_CALL,
        other_verbs.on_call,
        mention=True,
    ),
    Verb("help", "", "this list", Action.READ_GUIDE, other_verbs.help_, slash=TICKET, mention=True),
    Verb(
        "at",
        "2026-03-07 10:00",
        "who answers then",
        Action.ASK_ON_CALL,
        other_verbs.on_call_at,
        slash=ONCALL,
    ),
    Verb(
        "next",
        "",
        "who answers next, and from when",
        Action.ASK_ON_CALL,
        other_verbs.on_call_next,
        slash=ONCALL,
    ),
    Verb(
        "week",
        "",
        "the schedules of the coming seven days",
        Action.ASK_ON_CALL,
        other_verbs.week,
        slash=ONCALL,
    ),
    Verb(
        "who",
        "@user",
        "when somebody is on call in the coming four weeks",
        Action.ASK_ON_CALL,
        other_verbs.shifts,
        slash=ONCALL,
    ),
    Verb(
        "off",
        "2026-12-24..2026-12-27",
        "you are away on these days, both included, or at these hours; @who before them for somebody else",
        Action.ANNOUNCE_ABSENCE,
        other_verbs.off,
        slash=ONCALL,
        more=(
            ("13:00-15:00", "you are away at these hours of today; `tomorrow 9-12`, `until 15:00`"),
            ("cancel 2026-12-24", "you are there after all; without days, the one absence that is planned"),
            ("", "the absences that are planned"),
        ),
    ),
    Verb(
        "away",
        "until 15:00",
        "you are away from now on; without a time, until you say `back`",
        Action.ANNOUNCE_ABSENCE,
        other_verbs.away_from_now,
        slash=ONCALL,
    ),
    Verb(
        "cover",
        "@user Fri 14:00..Mon 10:00 for @whose",
        "somebody takes over turns; without `for`, over the whole schedule that they belong to",
        Action.CHANGE_ON_CALL,
        duty_verbs.cover,
        slash=ONCALL,
    ),
    Verb(
        "swap",
        "@user 2026-12-24..2026-12-27",
        "you swap turns with somebody, once they accept",
        Action.CHANGE_ON_CALL,
        duty_verbs.swap,
        slash=ONCALL,
    ),
    Verb("back", "", "you are back now", Action.ANNOUNCE_ABSENCE, other_verbs.back, slash=ONCALL),
)

MENTION: Final[Mapping[str, Verb]] = {verb.name: verb for verb in TABLE if verb.mention}
"""What can be said in a message, by name."""

SLASH: Final[Mapping[str, Mapping[str, Verb]]] = {
    command: {verb.name: verb for verb in TABLE if verb.slash == command} for command in (TICKET, ONCALL)
}
"""What each slash command takes, by name."""

SLASH_ONLY: Final[Mapping[str, Verb]] = {verb.name: verb for verb in TABLE if not verb.mention}
"""What can be said in no message, by name."""
