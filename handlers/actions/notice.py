"""The buttons of notices: *Open a ticket*, *Phone numbers*, *Open a follow-up*; and plain links."""

from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.blocks.answers.lists import answer
from bot.blocks.kit import ids
from bot.blocks.values import View
from bot.errors import BotError, WrongInput
from bot.services import Services
from handlers import answers, forms, identity, reading, refusals
from handlers.actions.clicked import clicked


def register(app: App) -> None:
    """Register the four buttons."""
    app.action(ids.OPEN_TICKET)(ack=acknowledge, lazy=[open_form])
    app.action(ids.PHONE_NUMBERS)(ack=phone_numbers, lazy=[answers.deliver])
    app.action(ids.FOLLOW_UP)(ack=follow_up, lazy=[answers.deliver])
    app.action(ids.OPEN_LINK)(acknowledge)


def acknowledge(ack: Ack) -> None:
    """Let the click be."""
    ack()


def open_form(
    body: dict[str, Any], client: WebClient, context: BoltContext, respond: Respond, services: Services
) -> None:
    """Open the form from the message that the notice stands under, if it stands under one.

    Lazy as a whole: the message's words are Slack's to give, and the ack must not wait for them.
    """
    try:
        answers.open_view(context, _form(services, client, body))
    except BotError as refusal:
        refusals.note(services, refusal, body)
        answers.say(context, answer(str(refusal)))
    answers.deliver(body, client, context, respond, services)


def _form(services: Services, client: WebClient, body: dict[str, Any]) -> View:
    channel = body["channel"]["id"]
    account = identity.account_of(services, channel)
    actor = identity.clicker(services, body, account)
    message = reading.message(client, channel, body["actions"][0].get("value") or "", quickly=True)
    if message is None:
        return forms.of_message(services, actor, forms.Origin(account, channel), None)
    origin = forms.Origin(account, channel, message.root, message.user)
    draft = forms.draft_of(services.people.plain(message.text), message.user)
    return forms.of_message(services, actor, origin, draft)


def phone_numbers(ack: Ack, body: dict[str, Any], context: BoltContext, services: Services) -> None:
    """Show numbers and PIN to the clicker alone."""
    account = identity.account_of(services, body["channel"]["id"])
    if account is None:
        raise WrongInput("No account belongs to this channel.")
    actor = identity.clicker(services, body, account)
    answers.open_view(context, forms.phone(services, account, actor))
    ack()


def follow_up(ack: Ack, body: dict[str, Any], context: BoltContext, services: Services) -> None:
    """Open the form for what follows on a ticket that was solved too long ago."""
    click = clicked(services, body)
    card = services.tickets.card(click.ticket_id, click.actor)
    channel = services.channels.channel_of(click.account)
    origin = forms.Origin(click.account, channel)
    draft = forms.draft_of(f"Follow-up to {card.key}: {card.subject}")
    answers.open_view(context, forms.new_ticket(services, click.actor, origin, draft))
    ack()
