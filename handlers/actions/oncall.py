"""The buttons of answers about who is on call."""

from slack_bolt import Ack, App, BoltContext

from bot.blocks.answers import absences, covers
from bot.blocks.kit import ids
from bot.services import Services
from handlers import answers, identity
from handlers.payloads.click import Click


def register(app: App) -> None:
    """Register the buttons."""
    app.action(ids.UNDO_ABSENCE)(ack=undo_absence, lazy=[answers.deliver])
    app.action(ids.UNDO_COVER)(ack=undo_cover, lazy=[answers.deliver])
    app.action(ids.ACCEPT_SWAP)(ack=accept_swap, lazy=[answers.deliver])
    app.action(ids.REFUSE_SWAP)(ack=refuse_swap, lazy=[answers.deliver])


def undo_absence(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Undo an announcement of absence; a second click says what stands."""
    actor = identity.actor(services, click.person, None)
    answers.say(context, absences.undone(services.absences.undo(actor, click.value)))
    ack()


def undo_cover(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Undo that turns change hands; a second click says what stands."""
    actor = identity.actor(services, click.person, None)
    answers.say(context, covers.undone(services.covers.undo(actor, click.value)))
    ack()


def accept_swap(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Accept a swap of turns."""
    actor = identity.actor(services, click.person, None)
    answers.say(context, covers.answered(services.covers.accept(actor, click.value)))
    ack()


def refuse_swap(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Refuse a swap of turns."""
    actor = identity.actor(services, click.person, None)
    answers.say(context, covers.answered(services.covers.refuse(actor, click.value)))
    ack()
