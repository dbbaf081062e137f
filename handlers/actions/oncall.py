"""The buttons of answers about who is on call."""

from slack_bolt import Ack, App, BoltContext

from bot.blocks.answers import absences
from bot.blocks.kit import ids
from bot.services import Services
from handlers import answers, identity
from handlers.payloads.click import Click


def register(app: App) -> None:
    """Register the button."""
    app.action(ids.UNDO_ABSENCE)(ack=undo_absence, lazy=[answers.deliver])


def undo_absence(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Undo an announcement of absence; a second click says what stands."""
    actor = identity.actor(services, click.person, None)
    answers.say(context, absences.undone(services.absences.undo(actor, click.value)))
    ack()
