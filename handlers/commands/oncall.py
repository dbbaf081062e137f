"""`/oncall`: who answers now, at an instant, next; and announcing who is away, or covers."""

from slack_bolt import Ack, App

from bot.blocks.answers import absences, asking, covers, on_call, schedules
from bot.blocks.kit import ids
from bot.blocks.kit.text import defang
from bot.blocks.values import Post
from bot.domain.commands import commands
from bot.domain.commands.commands import Command, Refused, Understood, Unknown
from bot.domain.commands.reader import read_command
from bot.domain.commands.times.days_off import Who
from bot.domain.commands.verbs import ONCALL
from bot.domain.keys.done import DoneKey
from bot.domain.permission import Actor
from bot.errors import WrongInput
from bot.services import Services
from handlers import hearing, identity, telling_help
from handlers.payloads.command import SlashCommand

_AboutDuty = commands.TellOnCall | commands.TellWeek | commands.TellShifts


def register(app: App) -> None:
    """Register the command."""
    app.command(ids.ONCALL_COMMAND)(answer)


def answer(ack: Ack, slash_command: SlashCommand, services: Services) -> None:
    """Answer at once, to the asker alone; raises WrongInput for what was refused as it was read."""
    here = identity.account_meant(services, slash_command)
    actor = identity.actor(services, slash_command.person, here)
    accounts = (here,) if here else services.people.accounts_of(slash_command.team)
    known = hearing.context(services, here, actor.user)
    match read_command(ONCALL, slash_command.text, known):
        case Understood(commands.TellOnCall() | commands.TellWeek() | commands.TellShifts() as asked):
            posts = [_who(services, account, actor, asked) for account in accounts]
        case Understood(command):
            posts = _announced_once(services, slash_command.once, actor, command)
        case Refused(_, sentence):
            raise WrongInput(sentence)
        case Unknown(_, nearest, text):
            posts = [_unknown(services, here, nearest, text)]
        case _:
            posts = [telling_help.for_typist(services, here)]
    blocks = [block for post in posts for block in post.blocks]
    ack(text="\n".join(post.text for post in posts), blocks=blocks, response_type="ephemeral")


def _unknown(services: Services, here: str | None, nearest: str | None, text: str) -> Post:
    meant, known = nearest and f"{ids.ONCALL_COMMAND} {nearest}", telling_help.for_typist(services, here)
    return asking.unknown(defang(text.split(None, 1)[0], {}), meant, known)


def _who(services: Services, account: str, actor: Actor, asked: _AboutDuty) -> Post:
    if isinstance(asked, commands.TellWeek):
        return schedules.schedules(services.oncall.week(account, actor))
    if isinstance(asked, commands.TellShifts):
        user = asked.who.user or services.people.named(asked.who.name or "")
        return schedules.schedules(services.oncall.shifts_of(account, actor, user))
    if asked.next:
        return on_call.oncall(services.oncall.next_change(account, actor))
    return on_call.oncall(services.oncall.at(account, actor, asked.at))


def _announced_once(services: Services, once: DoneKey | None, actor: Actor, command: Command) -> list[Post]:
    told: list[Post] = []
    services.once(once, lambda bot: told.append(_announced(bot, actor, command)))
    return told[-1:]  # it is tried again where another act got in first


def _announced(services: Services, actor: Actor, command: Command) -> Post:
    match command:
        case commands.TakeDaysOff(who, spans):
            user = _user(services, actor, who)
            return absences.announced(services.absences.announce(actor, user, spans))
        case commands.CancelDaysOff(who, spans):
            user = _user(services, actor, who)
            return absences.cancelled(services.absences.cancel(actor, user, spans))
        case commands.TakeOver(who, spans, instead_of):
            whose = _user(services, actor, instead_of) if instead_of else None
            taken = services.covers.cover(actor, _user(services, actor, who), spans, whose)
            return covers.covered(taken)
        case commands.SwapTurns(who, spans):
            return covers.asked(services.covers.swap(actor, _user(services, actor, who), spans))
        case commands.ComeBack(who):
            return absences.ended(services.absences.end(actor, _user(services, actor, who)))
    return absences.planned(services.absences.planned(actor))


def _user(services: Services, actor: Actor, who: Who) -> str:
    return who.user or (services.people.named(who.name) if who.name else actor.user)
