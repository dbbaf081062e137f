"""Put back what a form had no room for: a long message was cut to fit, its ticket keeps it whole.

What is to be put back is stored before the form is acknowledged, so that nothing that happens then loses it.
"""

import contextlib
from collections.abc import Mapping

from slack_bolt import BoltContext
from slack_sdk import WebClient

from bot.blocks.forms.form_origin import FormOrigin
from bot.blocks.kit.text import CUT_MARK
from bot.domain.keys import done
from bot.domain.permission import Actor
from bot.services import Services
from handlers import message_lookup
from handlers.message_lookup import NotKnownNow

WHOLE = "whole"
"""What is kept to be tried again: a message that was cut, by its place alone."""
_NOTED = "message_to_put_back"


def note(
    context: BoltContext, services: Services, origin: FormOrigin, ticket: int, actor: Actor, described: str
) -> None:
    """Have the message behind a ticket's form put back, if the form had cut it."""
    account, ts = origin.account, origin.message or origin.thread_ts
    if account is None or origin.channel is None or ts is None or not described.endswith(CUT_MARK):
        return
    who = {"account": account, "user": actor.user, "team": actor.team}
    facts = {"what": WHOLE, "ticket": str(ticket), "channel": origin.channel, "ts": ts, **who}
    services.postponed.keep(account, done.cut_message(ticket), facts)
    context[_NOTED] = facts


def put_back_noted(context: BoltContext, client: WebClient, services: Services) -> None:
    """Put it back at once, now that the form is acknowledged; what can't be read now is tried again."""
    if _NOTED in context:
        with contextlib.suppress(NotKnownNow):
            put_back(client, services, context[_NOTED])


def put_back(client: WebClient, services: Services, facts: Mapping[str, str]) -> None:
    """Give a ticket its message whole; raises NotKnownNow while Slack can't be read."""
    message = message_lookup.message(client, facts["channel"], facts["ts"])
    if message is not None:
        actor = services.people.actor(facts["account"], facts["user"], facts["team"])
        services.opening.keep_whole(int(facts["ticket"]), actor, services.people.plain(message.told))
