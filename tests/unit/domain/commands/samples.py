"""What the reader is told in these tests, and what it understood, in a line."""

from datetime import UTC, datetime
from typing import NamedTuple

from bot.domain.calendar.zones import local_time
from bot.domain.commands import commands
from bot.domain.commands.commands import Command, NoCommand, Reading, Refused, SlashOnly, Understood, Unknown
from bot.domain.commands.opening_request import Vocabulary
from bot.domain.commands.reader import read_command, read_message
from bot.domain.commands.sentence import Context, WhereSaid
from bot.domain.commands.times.days_off import Who
from bot.domain.commands.times.spans import Span, WholeDays
from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.sla import Priority
from bot.domain.tams import FOR_EVER


class Kind(NamedTuple):
    """A way in which people write, where bots stumbled over it, and rows: where, text, understood."""

    name: str
    source: str
    rows: tuple[tuple[str, str, str], ...]


NOW = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)  # a Tuesday, 10:00 in New York
ZONE = "America/New_York"
WORDS = Vocabulary(
    products={
        "voice": "voice",
        "call": "voice",
        "calls": "voice",
        "programmable voice": "voice",
        "messaging": "messaging",
        "sms": "messaging",
        "whatsapp": "messaging",
        "flex": "flex",
    },
    priorities={
        "business critical": Priority.P1,
        "degraded service": Priority.P2,
        "general issue": Priority.P3,
    },
)
PLACES = {
    "channel": WhereSaid.CHANNEL,
    "ticket": WhereSaid.LIVE_TICKET,
    "solved": WhereSaid.SOLVED_TICKET,
    "/ticket": WhereSaid.COMMAND,
    "/oncall": WhereSaid.COMMAND,
}


def context(place: WhereSaid = WhereSaid.CHANNEL, now: datetime = NOW) -> Context:
    """Return what the reader knows in Partiful's channel."""
    return Context(
        zone=ZONE,
        now=now,
        place=place,
        bot_user="UBOT",
        words=WORDS,
        prefixes=("PARTIFUL",),
        countries=("sweden", "united kingdom"),
        names={"kirk mccalla": "U0KIRK", "kirk": "U0KIRK"},
    )


def asked_for(wanted: TicketFilter) -> list[str]:
    """Say what a list is narrowed by, a word or two each."""
    said = {
        "mine": wanted.mine,
        "filed as": wanted.console_number,
        "priority": wanted.priority,
        "status": wanted.status,
        "overdue": wanted.overdue,
        "escalated": wanted.escalated,
        "assignee": wanted.assignee,
        "product": wanted.product,
        "words": wanted.words,
        "id": wanted.example_id,
        "solved since": wall(wanted.solved_since) if wanted.solved_since else None,
    }
    return [name if value is True else f"{name} {value}" for name, value in said.items() if value]


def reading_of(where: str, text: str) -> Reading:
    """Read a text; `@tam` in it is the bot as Slack writes a mention."""
    if where.startswith("/"):
        return read_command(where.removeprefix("/"), text, context(WhereSaid.COMMAND))
    return read_message(text.replace("@tam", "<@UBOT>"), context(PLACES[where]))


def told(reading: Reading) -> str:
    """Say in a line what was understood."""
    match reading:
        case Understood(command, left):
            return _of(command) + (f" (left: {left})" if left else "")
        case Refused(_, sentence):
            return f"refused: {sentence}"
        case SlashOnly(_, usage):
            return f"slash only: {usage}"
        case Unknown(word, nearest, _):
            return f"unknown {word}" + (f", nearest {nearest}" if nearest else "")
        case NoCommand(addressed, may_mean):
            asked = f", may mean {_of(may_mean)}" if may_mean else ""
            return f"talk{' to the bot' if addressed else ''}{asked}"


def _of(command: Command) -> str:
    match command:
        case commands.OpenTicket(opening, before):
            head = " ".join(part for part in ("open", opening.priority, opening.product) if part)
            words = f": {opening.text}" if opening.text else ""
            subject = f" (subject: {opening.headed})" if opening.headed != opening.text else ""
            asks = " (urgent?)" if opening.urgency_unclear else ""
            return f"{head}{words}{subject}{asks}" + (f" (before: {before})" if before else "")
        case commands.AddDetails(ticket, text):
            return f"add {ticket or 'here'}: {text}"
        case commands.ShowTicket(ticket):
            return f"show {ticket or 'here'}"
        case commands.SolveTicket(ticket, closing):
            return f"solve {ticket or 'here'}" + (f": {closing}" if closing else "")
        case commands.ReopenTicket(ticket):
            return f"reopen {ticket or 'here'}"
        case commands.SetPriority(ticket, priority):
            return f"priority {ticket or 'here'} {priority}"
        case commands.Escalate(ticket, reason, comment):
            return f"escalate {ticket or 'here'} {reason or '?'}" + (f": {comment}" if comment else "")
        case commands.AssignTicket(ticket, user, role):
            return f"assign {ticket} {user or role}"
        case commands.MergeTickets(ticket, into):
            return f"merge {ticket} into {into}"
        case commands.LinkTickets(ticket, to):
            return f"link {ticket} to {to}"
        case commands.FileTicket(ticket):
            return f"file {ticket or 'here'}"
        case commands.FileInConsole(ticket, number):
            return f"console {ticket or 'here'}" + (f" filed as {number}" if number else "")
        case commands.ShowHistory(ticket):
            return f"history {ticket or 'of refusals'}"
        case commands.ListTickets(wanted):
            return " ".join(["list", *asked_for(wanted)])
        case commands.ForetellTicket(priority, at):
            return f"whatif {priority} {wall(at)}"
        case commands.TellOnCall(at, following):
            return "oncall" + (f" {wall(at)}" if at else "") + (" next" if following else "")
        case commands.TellWeek():
            return "week"
        case commands.TellShifts(who):
            return f"shifts of {whose(who)}".strip()
        case commands.TakeDaysOff(who, spans):
            return f"off {whose(who)}{stretches(spans)}"
        case commands.CancelDaysOff(who, spans):
            return f"cancel off {whose(who)}{stretches(spans)}".strip()
        case commands.TakeOver(who, spans, instead_of):
            whose_turns = f" for {whose(instead_of)}".rstrip() if instead_of else ""
            return f"cover {whose(who)}{stretches(spans)}{whose_turns}"
        case commands.SwapTurns(who, spans):
            return f"swap {whose(who)}{stretches(spans)}"
        case commands.ComeBack(who):
            return f"back {whose(who)}".strip()
        case commands.ListDaysOff():
            return "off: list"
        case commands.TellPhones(country):
            return f"phone {country}".strip()
        case commands.TellGuide(topic):
            return f"guide {topic}".strip()
        case commands.TellContacts():
            return "contacts"
        case commands.TellHelp():
            return "help"
    raise AssertionError(command)


def wall(at: datetime) -> str:
    """Write an instant as New York's clock shows it."""
    return f"{local_time(ZONE, at):%Y-%m-%d %H:%M}"


def whose(who: Who) -> str:
    """Name whose days off they are; nothing for one's own."""
    return f"{who.user or who.name} " if who.user or who.name else ""


def stretches(spans: tuple[Span, ...]) -> str:
    """Write days and hours off."""
    return ", ".join(_stretch(span) for span in spans)


def _stretch(span: Span) -> str:
    if isinstance(span, WholeDays):
        return str(span.first) if span.first == span.last else f"{span.first}..{span.last}"
    return f"{wall(span.starts)} - {'for ever' if span.ends == FOR_EVER else wall(span.ends)}"
