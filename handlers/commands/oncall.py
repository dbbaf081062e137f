"""`/oncall`: who answers now, at an instant, next; and announcing days off."""

from collections.abc import Sequence
from datetime import date

from slack_bolt import Ack, App

from bot.blocks.answers import asking, help, lists, on_call, schedules
from bot.blocks.kit import ids
from bot.blocks.kit.text import defang
from bot.blocks.values import Post
from bot.domain.calendar.zones import local_day
from bot.domain.commands import commands
from bot.domain.commands.commands import Command, Refused, Understood, Unknown
from bot.domain.commands.reader import read_command
from bot.domain.commands.times.days_off import Who
from bot.domain.commands.times.spans import Span, WholeDays
from bot.domain.commands.verbs import ONCALL
from bot.domain.permission import Actor
from bot.domain.wording import day_words
from bot.errors import WrongInput
from bot.services import Services
from bot.services.oncall import Absent
from handlers import hearing, identity
from handlers.payloads.command import SlashCommand

_AboutDuty = commands.TellOnCall | commands.TellWeek | commands.TellShifts


def register(app: App) -> None:
    """Register the command."""
    app.command(ids.ONCALL_COMMAND)(answer)


def answer(ack: Ack, slash_command: SlashCommand, services: Services) -> None:
    """Answer at once, to the asker alone."""
    here = identity.account_meant(services, slash_command)
    actor = identity.actor(services, slash_command.person, here)
    accounts = (here,) if here else services.people.accounts_of(slash_command.team)
    known = hearing.context(services, here, actor.user)
    match read_command(ONCALL, slash_command.text, known):
        case Understood(commands.TellOnCall() | commands.TellWeek() | commands.TellShifts() as asked):
            posts = [_who(services, account, actor, asked) for account in accounts]
        case Understood(command):
            posts = [_absence(services, actor, command)]
        case Refused(_, sentence):
            raise WrongInput(sentence)
        case Unknown(_, nearest, text):
            meant = nearest and f"{ids.ONCALL_COMMAND} {nearest}"
            posts = [asking.unknown(defang(text.split(None, 1)[0], {}), meant, help.help_for_staff())]
        case _:
            posts = [help.help_for_staff()]
    blocks = [block for post in posts for block in post.blocks]
    ack(text="\n".join(post.text for post in posts), blocks=blocks, response_type="ephemeral")


def _who(services: Services, account: str, actor: Actor, asked: _AboutDuty) -> Post:
    if isinstance(asked, commands.TellWeek):
        return schedules.schedules(services.oncall.week(account, actor))
    if isinstance(asked, commands.TellShifts):
        user = asked.who.user or services.people.named(asked.who.name or "")
        return schedules.schedules(services.oncall.shifts_of(account, actor, user))
    if asked.next:
        return on_call.oncall(services.oncall.next_change(account, actor))
    return on_call.oncall(services.oncall.at(account, actor, asked.at))


def _absence(services: Services, actor: Actor, command: Command) -> Post:
    match command:
        case commands.TakeDaysOff(who, spans):
            user = _user(services, actor, who)
            absent = services.oncall.announce_absence(actor, user, _whole_days(spans))
            return lists.plain_answer(" ".join(_away(services, one) for one in absent))
        case commands.CancelDaysOff(who, spans):
            taken = services.oncall.cancel_absence(actor, _user(services, actor, who), _whole_days(spans))
            return _back(services, taken, _whole_days(spans))
        case commands.ComeBack(who):
            return _back(services, services.oncall.end_absence(actor, _user(services, actor, who)), ())
    planned = services.oncall.planned_absences(actor)
    told = "; ".join(f"{one.name} {_span(services, one.first, one.last)}" for one in planned)
    return lists.plain_answer(f"Days off that are announced: {told or 'none'}.")


def _user(services: Services, actor: Actor, who: Who) -> str:
    return who.user or (services.people.named(who.name) if who.name else actor.user)


def _whole_days(spans: Sequence[Span]) -> list[tuple[date, date]]:
    """Return days; raises WrongInput for hours, before anything is changed."""
    days = [(span.first, span.last) for span in spans if isinstance(span, WholeDays)]
    if len(days) < len(spans):
        raise WrongInput("Only whole days can be announced, not hours: write 2026-12-24..2026-12-27.")
    return days


def _away(services: Services, absent: Absent) -> str:
    span = _span(services, absent.first, absent.last)
    known = " already" if absent.already else ""
    return f"{absent.name} is away {span}{known}. Tickets of those days go to whoever is next."


def _back(services: Services, taken: Sequence[Absent], days: Sequence[tuple[date, date]]) -> Post:
    name = taken[0].name
    if not days:
        spans = ", ".join(_span(services, one.first, one.last) for one in taken)
        return lists.plain_answer(f"{name} is back: the days off {spans} are taken back from today on.")
    spans = ", ".join(_span(services, first, last) for first, last in days)
    return lists.plain_answer(f"{name} is there {spans} after all.")


def _span(services: Services, first: date, last: date) -> str:
    today = local_day(services.runbook.provider.time_zone, services.clock.now())
    one, other = day_words(first, today), day_words(last, today)
    return one if first == last else f"{one} to {other}"
