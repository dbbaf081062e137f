"""`/oncall`: who answers now, at an instant, next, in a week; a person's shifts; announcing days off."""

from slack_bolt import Ack, App

from bot.blocks.answers import help, lists, on_call, schedules
from bot.blocks.kit import ids
from bot.blocks.values import Post
from bot.domain.permission import Actor
from bot.domain.wording import day_words
from bot.domain.zones import local_day
from bot.errors import WrongInput
from bot.services import Services
from handlers import grammar, identity
from handlers.payloads.command import SlashCommand


def register(app: App) -> None:
    """Register the command."""
    app.command(ids.ONCALL_COMMAND)(answer)


def answer(ack: Ack, slash_command: SlashCommand, services: Services) -> None:
    """Answer at once, to the asker alone."""
    typed = grammar.command(slash_command.text)
    here = identity.account_meant(services, slash_command)
    actor = identity.actor(services, slash_command.person, here)
    accounts = (here,) if here else services.people.accounts_of(slash_command.team)
    if typed.verb == "off":
        posts = [_off(services, actor, typed.rest)]
    else:
        posts = [_who(services, account, actor, typed) for account in accounts]
    blocks = [block for post in posts for block in post.blocks]
    ack(text="\n".join(post.text for post in posts), blocks=blocks, response_type="ephemeral")


def _who(services: Services, account: str, actor: Actor, typed: grammar.Command) -> Post:
    if typed.verb in ("", "now"):
        return on_call.oncall(services.oncall.at(account, actor))
    if typed.verb == "next":
        return on_call.oncall(services.oncall.next_change(account, actor))
    if typed.verb == "at":
        zone = services.runbook.account(account).time_zone
        return on_call.oncall(
            services.oncall.at(account, actor, grammar.instant(typed.rest, zone, services.clock.now()))
        )
    if typed.verb == "week":
        return schedules.schedules(services.oncall.week(account, actor))
    if typed.verb == "who":
        user = grammar.user(typed.rest)
        if user is None:
            raise WrongInput("Say whose shifts: `/oncall who @person`.")
        return schedules.schedules(services.oncall.shifts_of(account, actor, user))
    return lists.unknown_command(grammar.literal(typed.verb), help.help_for_staff())


def _off(services: Services, actor: Actor, rest: str) -> Post:
    days = grammar.days_off(rest)
    absent = services.oncall.announce_absence(actor, days.user or actor.user, days.first, days.last)
    today = local_day(services.runbook.provider.time_zone, services.clock.now())
    first, last = day_words(absent.first, today), day_words(absent.last, today)
    span = first if absent.first == absent.last else f"{first} to {last}"
    known = " already" if absent.already else ""
    return lists.answer(f"{absent.name} is away {span}{known}. Tickets of those days go to whoever is next.")
