"""What the ack part of a listener leaves to be said: it notes it here, and the lazy part says it.

The ack part never waits for Slack; it stores, and puts a view or an answer into the context. `deliver`, lazy
on its own thread, then opens the view or answers where the person is.
"""

import logging

from slack_bolt import BoltContext, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.blocks.answers.lists import plain_answer
from bot.blocks.forms import modals
from bot.blocks.values import Post, View
from bot.services import Services
from handlers import identity
from handlers.payloads.click import Click
from handlers.payloads.command import SlashCommand
from handlers.payloads.shortcut import Shortcut

log = logging.getLogger(__name__)

Opener = Click | SlashCommand | Shortcut
"""What brings a trigger with which a modal can be opened."""

_VIEW, _POST, _PERSON = "view_to_open", "post_to_say", "person_to_meet"
_REFUSAL = "refusal_to_tell"
_UPDATE = "view_to_update"
_TOO_LATE = (
    "Slack gives us three seconds to open a form, and they passed. Nothing was changed. Please try again."
)
_EXPIRED = ("expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "trigger_exchanged")


def open_view(context: BoltContext, view: View) -> None:
    """Have a modal opened once the ack is out."""
    context[_VIEW] = view


def update_view(context: BoltContext, view: View) -> None:
    """Have the modal that the click came from changed once the ack is out."""
    context[_UPDATE] = view


def say(context: BoltContext, post: Post) -> None:
    """Have something said to the person alone once the ack is out."""
    context[_POST] = post


def refuse(context: BoltContext, title: str, words: str) -> None:
    """Have whoever clicked told, where they look, that nothing was done, and why."""
    context[_REFUSAL] = title, words


def meet(context: BoltContext, user: str | None) -> None:
    """Have somebody else looked up once the ack is out: the form that opens may be sent in their name."""
    context[_PERSON] = user


def deliver(
    incoming: Opener, client: WebClient, context: BoltContext, respond: Respond, services: Services
) -> None:
    """Open or say what the ack part noted; a trigger that expired is explained where the person is."""
    if _VIEW in context:
        _open(incoming, client, context[_VIEW], respond)
    if _UPDATE in context and isinstance(incoming, Click) and incoming.form:
        _update(incoming.form.view_id, client, context[_UPDATE])
    if _POST in context:
        _say(incoming, client, context[_POST], respond)
    if _REFUSAL in context:
        title, words = context[_REFUSAL]
        _refuse(incoming, client, title, words, respond)
    for user in (incoming.person.user, context.get(_PERSON)):
        if user:
            identity.meet(services, client, user)


def _say(incoming: Opener, client: WebClient, post: Post, respond: Respond) -> None:
    """Answer where it was asked, or, where the click came from a form or from nowhere, in a modal."""
    if respond.response_url:
        _respond(respond, post, incoming)
    else:
        _open(incoming, client, modals.blocks_modal("Answer", post.blocks), respond)


def _refuse(incoming: Opener, client: WebClient, title: str, words: str, respond: Respond) -> None:
    """Tell it in a small modal; when that can't be opened any more, in the thread of what was clicked."""
    try:
        _show(incoming, client, modals.message_modal(title, words))
    except (SlackApiError, OSError) as error:
        log.warning("a refusal is told without a modal: %s", error)
        if respond.response_url:
            _respond(respond, plain_answer(words), incoming)


def _update(view_id: str, client: WebClient, view: View) -> None:
    try:
        client.views_update(view_id=view_id, view=view)
    except SlackApiError as error:
        if error.response["error"] != "not_found":  # closed meanwhile
            raise


def _open(incoming: Opener, client: WebClient, view: View, respond: Respond) -> None:
    try:
        _show(incoming, client, view)
    except SlackApiError as error:
        if error.response["error"] not in _EXPIRED:
            raise
        log.warning("a trigger expired before its view was opened")
        if respond.response_url:
            _respond(respond, plain_answer(_TOO_LATE), incoming)


def _show(incoming: Opener, client: WebClient, view: View) -> None:
    if isinstance(incoming, Click) and incoming.form:  # the click came from inside a modal: stack on it
        client.views_push(trigger_id=incoming.trigger_id, view=view)
    else:
        client.views_open(trigger_id=incoming.trigger_id, view=view)


def _respond(respond: Respond, post: Post, incoming: Opener) -> None:
    thread_ts = incoming.thread_ts if isinstance(incoming, Click) else None
    respond(
        response_type="ephemeral",
        replace_original=False,
        text=post.text,
        blocks=post.blocks,
        thread_ts=thread_ts,
    )
