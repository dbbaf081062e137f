"""What can be said to the bot, as typed commands; the texts in them are as they were written."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.commands.opening_request import OpeningRequest
from bot.domain.commands.times.days_off import Who
from bot.domain.commands.times.spans import Span
from bot.domain.escalation import Reason
from bot.domain.routing import Role
from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.sla import Priority


@dataclass(frozen=True)
class Command:
    """Something that the bot is asked to do."""


@dataclass(frozen=True)
class TicketCommand(Command):
    """Something to do with a ticket: the one that is named ("12", "PARTIFUL-12"), or the thread's own."""

    ticket: str | None = None


@dataclass(frozen=True)
class OpenTicket(Command):
    """Open a ticket."""

    opening: OpeningRequest = field(default_factory=OpeningRequest)
    before: str = ""
    """What was said before the bot was addressed, unless it only greets."""


@dataclass(frozen=True)
class AddDetails(TicketCommand):
    """Add to a ticket."""

    text: str = ""


@dataclass(frozen=True)
class ShowTicket(TicketCommand):
    """Show a ticket's card."""


@dataclass(frozen=True)
class SolveTicket(TicketCommand):
    """Mark a ticket solved."""

    closing: str = ""


@dataclass(frozen=True)
class ReopenTicket(TicketCommand):
    """Open a solved ticket again."""


@dataclass(frozen=True)
class SetPriority(TicketCommand):
    """Change a ticket's priority."""

    priority: Priority = Priority.P3


@dataclass(frozen=True)
class Escalate(TicketCommand):
    """Escalate a ticket; None where no reason was given (only a form may ask for it)."""

    reason: Reason | None = None
    comment: str = ""


@dataclass(frozen=True)
class AssignTicket(TicketCommand):
    """Hand a ticket to a user or to a role."""

    user: str | None = None
    role: Role | None = None


@dataclass(frozen=True)
class MergeTickets(TicketCommand):
    """Make a ticket a part of another, as that is named."""

    into: str = ""


@dataclass(frozen=True)
class LinkTickets(TicketCommand):
    """Link a ticket to another, as that is named."""

    to: str = ""


@dataclass(frozen=True)
class FileInConsole(TicketCommand):
    """Give the text to file in the console, or take the number that a ticket was filed under."""

    number: str = ""


@dataclass(frozen=True)
class FileTicket(TicketCommand):
    """Have the bot file a ticket in the console."""


@dataclass(frozen=True)
class ShowHistory(TicketCommand):
    """Tell what happened to a ticket; to none: what was refused."""


@dataclass(frozen=True)
class ListTickets(Command):
    """List tickets: the account's open ones, unless others are asked for."""

    wanted: TicketFilter = field(default_factory=TicketFilter)
    said: str = ""
    """The filters as they were written."""


@dataclass(frozen=True)
class ForetellTicket(Command):
    """Say what would happen to a ticket."""

    priority: Priority
    at: datetime


@dataclass(frozen=True)
class TellOnCall(Command):
    """Say who answers, now or at an instant; `next`: after the next change."""

    at: datetime | None = None
    next: bool = False


@dataclass(frozen=True)
class TellWeek(Command):
    """Show the schedules of the coming week."""


@dataclass(frozen=True)
class TellShifts(Command):
    """Say when somebody is on call."""

    who: Who


@dataclass(frozen=True)
class TakeDaysOff(Command):
    """Announce an absence."""

    who: Who
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class CancelDaysOff(Command):
    """Take an absence back: the one that is planned, or what of it lies in the spans."""

    who: Who
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class ComeBack(Command):
    """End the absence that lasts now."""

    who: Who


@dataclass(frozen=True)
class TakeOver(Command):
    """Put somebody on call, `instead_of` somebody if that was said."""

    who: Who
    spans: tuple[Span, ...]
    instead_of: Who | None = None


@dataclass(frozen=True)
class SwapTurns(Command):
    """Ask somebody to swap turns."""

    who: Who
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class ListDaysOff(Command):
    """List the absences that are planned."""


@dataclass(frozen=True)
class TellPhones(Command):
    """Give the phone numbers, of a country or all."""

    country: str = ""


@dataclass(frozen=True)
class TellContacts(Command):
    """Say who is who."""


@dataclass(frozen=True)
class TellGuide(Command):
    """Say what a ticket about a product should hold."""

    topic: str = ""


@dataclass(frozen=True)
class TellHelp(Command):
    """Say what there is to say."""


@dataclass(frozen=True)
class Understood:
    """A command, and what of the text is no part of it."""

    command: Command
    not_understood: str = ""


@dataclass(frozen=True)
class Refused:
    """A verb whose arguments cannot be used: the sentence says the nearest right form. Nothing is done."""

    verb: str
    sentence: str


@dataclass(frozen=True)
class SlashOnly:
    """A whole command said in a message whose verb only a slash command has. Nothing is done."""

    verb: str
    usage: str
    """How it is typed, by an example."""


@dataclass(frozen=True)
class Unknown:
    """Something said to the bot that begins with no verb; `nearest` is the verb that may be meant."""

    word: str
    nearest: str | None
    text: str


@dataclass(frozen=True)
class NoCommand:
    """What people say to each other."""

    addressed: bool = False
    """Whether the bot is named in it."""
    may_mean: Command | None = None
    """What the bot may have been asked to do; it asks instead of doing it."""
    is_bare: bool = False
    """Whether it is a word like a verb and a ticket's number, and no more: it is for nobody but the bot."""
    tells_end: bool = False
    """Whether it says of a solved ticket that it is over, and no more: nobody waits for an answer to that."""


Reading = Understood | Refused | SlashOnly | Unknown | NoCommand
