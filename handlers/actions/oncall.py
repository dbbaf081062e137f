"""The buttons of answers about who is on call."""

from collections.abc import Callable

from slack_bolt import Ack, App, BoltContext

from bot.blocks.answers import absences, covers
from bot.blocks.kit import ids
from bot.blocks.values import Post
from bot.domain.permission import Actor
from bot.services import Services
from handlers import answers, identity
from handlers.payloads.click import Click


def register(app: App) -> None:
    """Register the buttons."""
    app.action(ids.UNDO_ABSENCE)(ack=undo_absence, lazy=[answers.deliver])
    app.action(ids.UNDO_COVER)(ack=undo_cover, lazy=[answers.deliver])
    app.action(ids.ACCEPT_SWAP)(ack=accept_swap, lazy=[answers.deliver])
    app.action(ids.REFUSE_SWAP)(ack=refuse_swap, lazy=[answers.deliver])
    app.action(ids.HAVE_IT)(ack=have_it, lazy=[answers.deliver])


def undo_absence(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Undo an announcement of absence; a second click says what stands."""
    _do(context, click, services, lambda bot, actor: absences.undone(bot.absences.undo(actor, click.value)))
    ack()


def undo_cover(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Undo that turns change hands; a second click says what stands."""
    _do(context, click, services, lambda bot, actor: covers.undone(bot.covers.undo(actor, click.value)))
    ack()


def accept_swap(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Accept a swap of turns."""
    _do(context, click, services, lambda bot, actor: covers.answered(bot.covers.accept(actor, click.value)))
    ack()


def refuse_swap(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Refuse a swap of turns."""
    _do(context, click, services, lambda bot, actor: covers.answered(bot.covers.refuse(actor, click.value)))
    ack()


def have_it(ack: Ack, click: Click, services: Services) -> None:
    """Say that one has what was handed over; the brief itself shows it."""
    actor = identity.actor(services, click.person, None)
    services.once(click.once, lambda bot: bot.handovers.confirm(click.value, actor))
    ack()


def _do(
    context: BoltContext, click: Click, services: Services, do: Callable[[Services, Actor], Post]
) -> None:
    """Do what was clicked, once, and have its answer said."""
    actor = identity.actor(services, click.person, None)
    services.once(click.once, lambda bot: answers.say(context, do(bot, actor)))
