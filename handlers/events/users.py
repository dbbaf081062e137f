"""The provider's people, as the runbook names them: whether Slack still knows them, and reaches them."""

import logging

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.services import Services
from handlers import identity, message_lookup
from handlers.payloads.user_event import UserEvent

log = logging.getLogger(__name__)


def register(app: App) -> None:
    """Register the listener."""
    app.event("user_change")(user_changed)


def user_changed(user_event: UserEvent, services: Services) -> None:
    """Take down what changed of somebody who was met, or is in the runbook."""
    if user_event.user in services.people.relied_on() or services.people.knows(user_event.user):
        identity.remember(services, user_event.user, user_event.profile)


def call_the_roll(client: WebClient, services: Services) -> None:
    """Ask Slack about everybody that a ping may have to reach; whoever it does not know is gone.

    Who can't be asked about now stays what they were.
    """
    for user in services.people.relied_on():
        try:
            identity.look_up(services, client, user)
        except (SlackApiError, OSError) as error:
            if identity.is_nobody(error):
                services.people.lost(user)
            else:
                log.warning("%s could not be looked up: %s", user, message_lookup.why(error))
