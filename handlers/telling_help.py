"""What there is to say to the bot, as it is told where somebody asks: nothing that is of no use there."""

from bot.blocks.answers import help
from bot.blocks.values import Post
from bot.domain.permission import Actor, Side
from bot.services import Services


def for_speaker(services: Services, actor: Actor, account: str | None) -> Post:
    """Say it to whoever mentions the bot: staff have commands too."""
    if actor.side is Side.STAFF:
        return for_typist(services, account)
    return help.help_for_mentions(_of_no_use(services, account))


def for_typist(services: Services, account: str | None) -> Post:
    """Say it to whoever types a command."""
    return help.help_for_staff(_of_no_use(services, account))


def _of_no_use(services: Services, account: str | None) -> frozenset[str]:
    """Return the verbs of which nothing could come: without a bridge, or a number to call."""
    accounts = services.runbook.accounts
    asked = [one for key, one in accounts.items() if account in (None, key)]
    bridged = any(one.console.is_bridged for one in asked)
    useless = {"file": not bridged, "phone": not services.runbook.provider.phones}
    return frozenset(verb for verb, is_so in useless.items() if is_so)
