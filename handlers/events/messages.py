"""Messages: replies of tickets, chat, edits, deletions; and what is said to the bot by mention.

One listener for all of them: an event without a listener is never acknowledged, and Slack sends it again.
"""

from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.services import Services
from bot.services.conversation import Message
from handlers import grammar, identity
from handlers.events import mentions

_SAID_BY_A_PERSON = (None, "file_share", "thread_broadcast", "me_message")


def register(app: App) -> None:
    """Register the listener."""
    app.event("message")(hear)


def hear(event: dict[str, Any], context: BoltContext, client: WebClient, services: Services) -> None:
    """Take in whatever happened to a message of a channel we serve."""
    take_in(client, services, context.bot_user_id, event)


def take_in(client: WebClient, services: Services, bot_user: str | None, event: dict[str, Any]) -> None:
    """Take in an event, as it comes or read later from a channel's history."""
    account = identity.account_of(services, event["channel"])
    subtype = event.get("subtype")
    if subtype == "message_changed":
        _edited(services, event)
    elif subtype == "message_deleted":
        services.conversation.deleted(event["channel"], event["deleted_ts"])
    elif subtype in _SAID_BY_A_PERSON and not event.get("bot_id") and event.get("user"):
        _said(services, client, event, account, bot_user)


def _said(
    services: Services, client: WebClient, event: dict[str, Any], account: str | None, bot_user: str | None
) -> None:
    asked = grammar.mention(event.get("text") or "", bot_user)
    if asked is not None and mentions.understands(asked, in_thread="thread_ts" in event):
        if account is not None or identity.is_triage(services, event["channel"]):
            mentions.answer(services, client, event, account, asked)
    elif account is not None:
        services.conversation.posted(_message(services, client, event, account))


def _edited(services: Services, event: dict[str, Any]) -> None:
    after, before = event["message"], event.get("previous_message") or {}
    if after.get("subtype") == "tombstone":  # deleted, but its thread goes on
        services.conversation.deleted(event["channel"], after["ts"])
    elif after.get("text") != before.get("text"):  # an unfolding link also "changes" a message
        services.conversation.edited(event["channel"], after["ts"], after.get("text") or "")


def _message(services: Services, client: WebClient, event: dict[str, Any], account: str) -> Message:
    return Message(
        account=account,
        channel=event["channel"],
        ts=event["ts"],
        author=identity.speaker(services, client, event, account),
        text=event.get("text") or "",
        thread_ts=event.get("thread_ts"),
        files=tuple(_file(file) for file in event.get("files") or ()),
    )


def _file(file: dict[str, Any]) -> dict[str, Any]:
    """Keep where a file is, never what is in it; files from other companies come as bare stubs."""
    return {key: file[key] for key in ("id", "name", "permalink") if file.get(key)}
