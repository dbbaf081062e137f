"""The buttons of notices: *Open a ticket*, *Phone numbers*, *Open a follow-up*; and plain links."""

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.blocks.forms.form_origin import FormOrigin
from bot.blocks.kit import ids
from bot.blocks.values import View
from bot.errors import BotError, WrongInput
from bot.services import Services
from bot.steps import drafts
from handlers import answers, hearing, identity, message_lookup, refusals
from handlers.actions.clicked import on_ticket
from handlers.message_lookup import NotKnownNow
from handlers.payloads.click import Click


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
    click: Click, client: WebClient, context: BoltContext, respond: Respond, services: Services
) -> None:
    """Open the form from the message that the notice stands under, if it stands under one.

    Lazy as a whole: the message's words are Slack's to give, and the ack must not wait for them.
    """
    try:
        answers.open_view(context, _form(services, client, click))
    except BotError as refusal:
        refusals.note(services, refusal, click)
        answers.refuse(context, refusals.title(refusal), str(refusal))
    answers.deliver(click, client, context, respond, services)


def _form(services: Services, client: WebClient, click: Click) -> View:
    channel = click.channel or ""
    account = identity.account_of(services, channel)
    actor = identity.actor(services, click.person, account)
    try:
        message = message_lookup.message(client, channel, click.value, quickly=True)
    except NotKnownNow:  # the form opens without its words; its thread is known all the same
        return services.forms.of_message(actor, FormOrigin(account, channel, click.value), None)
    if message is None:
        return services.forms.of_message(actor, FormOrigin(account, channel), None)
    author = message.author.user if message.author else None
    origin = FormOrigin(account, channel, message.root, author, message=message.ts)
    return services.forms.of_message(actor, origin, hearing.prefilled_by(services, account, message))


def phone_numbers(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Show numbers and PIN to the clicker alone.

    Raises WrongInput in a channel of no account.
    """
    account = identity.account_of(services, click.channel or "")
    if account is None:
        raise WrongInput("No account belongs to this channel.")
    actor = identity.actor(services, click.person, account)
    answers.open_view(context, services.forms.phone(account, actor))
    ack()


def follow_up(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Open the form for what follows on a ticket that was solved too long ago."""
    clicked = on_ticket(services, click)
    card = services.tickets.card(clicked.ticket_id, clicked.actor)
    channel = services.channels.channel_of(clicked.account)
    origin = FormOrigin(clicked.account, channel)
    draft = drafts.of_message(f"Follow-up to {card.line.key}: {card.line.subject}")
    answers.open_view(context, services.forms.new_ticket(clicked.actor, origin, draft))
    ack()
