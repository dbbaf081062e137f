"""The global shortcut *New ticket*: the form, from anywhere."""

from slack_bolt import Ack, App, BoltContext

from bot.blocks.forms.form_origin import FormOrigin
from bot.blocks.kit import ids
from bot.services import Services
from handlers import answers, identity
from handlers.payloads.shortcut import Shortcut


def register(app: App) -> None:
    """Register the shortcut."""
    app.shortcut(ids.NEW_TICKET_SHORTCUT)(ack=new_ticket, lazy=[answers.deliver])


def new_ticket(ack: Ack, shortcut_used: Shortcut, context: BoltContext, services: Services) -> None:
    """Open the form; it asks for the account where there are several."""
    actor = identity.actor(services, shortcut_used.person, None)
    answers.open_view(context, services.forms.new_ticket(actor, FormOrigin()))
    ack()
