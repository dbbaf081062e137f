"""Do again what was postponed because Slack could not be read: as if it had just come."""

import logging

from slack_sdk import WebClient

from bot.services import Services
from bot.services.background.postponed import PostponedWork
from handlers import message_lookup, whole_messages
from handlers.events import grown_tickets, messages, reactions
from handlers.message_lookup import NotKnownNow
from handlers.payloads.reaction import Reaction

log = logging.getLogger(__name__)


def try_again(client: WebClient, services: Services, bot_user: str) -> None:
    """Try all that waits; what still can't be known is put off once more."""
    for kept in services.postponed.waiting():
        try:
            _try(client, services, bot_user, kept)
        except NotKnownNow as unknown:
            services.postponed.put_off(kept, str(unknown))
        except Exception:
            log.exception("what was postponed could not be done; it is put off")
            services.postponed.put_off(kept, "failed")
        else:
            services.postponed.done(kept)


def _try(client: WebClient, services: Services, bot_user: str, kept: PostponedWork) -> None:
    facts = kept.facts
    if facts["what"] == messages.SAID:
        message = message_lookup.message(client, facts["channel"], facts["ts"])
        if message is not None:
            messages.take_in(client, services, bot_user, message)
        return
    if facts["what"] == whole_messages.WHOLE:
        whole_messages.put_back(client, services, facts)
        return
    reaction = Reaction.restored(facts)
    if facts["what"] == grown_tickets.COMPLETION:
        reactions.complete(client, services, bot_user, reaction, kept.account)
    else:
        reactions.act_on(client, services, bot_user, reaction)
