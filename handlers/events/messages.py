"""Messages: replies of tickets, chat, edits, deletions; and what is said to the bot by mention.

One listener for all of them: an event without a listener is never acknowledged, and Slack sends it again.
"""

import logging
from typing import Final

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.domain.commands.commands import NoCommand, Reading, Refused, Understood, Unknown
from bot.domain.permission import Actor
from bot.services import Services
from bot.services.conversation import Message
from handlers import hearing, identity, message_lookup
from handlers.events import mentions
from handlers.message_lookup import NotKnownNow
from handlers.payloads.message import SlackMessage
from handlers.payloads.message_event import Deleted, Edited, MessageEvent, Posted
from handlers.payloads.person import SlackPerson

log = logging.getLogger(__name__)

SAID: Final = "said"
"""What is kept to be tried again: a message, by its place alone."""


def register(app: App) -> None:
    """Register the listener."""
    app.event("message")(hear)


def hear(message_event: MessageEvent, context: BoltContext, client: WebClient, services: Services) -> None:
    """Take in whatever happened to a message of a channel we serve."""
    match message_event:
        case Posted(message):
            hear_or_keep(client, services, context.bot_user_id, message)
        case Edited(message):
            if message_event.in_words:
                edited(client, services, context.bot_user_id, message)
        case Deleted():
            services.conversation.deleted(message_event.channel, message_event.ts)


def hear_or_keep(client: WebClient, services: Services, bot_user: str | None, message: SlackMessage) -> None:
    """Take it in; where something that it refers to can't be read now, keep it to be tried again."""
    try:
        take_in(client, services, bot_user, message)
    except NotKnownNow as unknown:
        if not postpone(services, message, unknown):  # Slack sends the event again
            raise


def postpone(services: Services, message: SlackMessage, unknown: NotKnownNow) -> bool:
    """Keep a message to be tried again; False in triage, whose accounts are many."""
    account = identity.account_of(services, message.channel)
    if account is None:
        return False
    log.warning("a message is kept to be tried again: %s", unknown)
    take_in_later(services, account, message)
    return True


def take_in_later(services: Services, account: str, message: SlackMessage) -> None:
    """Have a message taken in later: only where it stands is kept, never what it says."""
    facts = {"what": SAID, "channel": message.channel, "ts": message.ts}
    services.postponed.keep(account, message.key, facts)


def take_in(client: WebClient, services: Services, bot_user: str | None, message: SlackMessage) -> None:
    """Take in what somebody said, as it comes or read later from a channel's history."""
    person = message.by_other_than(bot_user)
    if person is None or mentions.was_obeyed(services, message, bot_user):
        return
    if message.thread_ts:
        message_lookup.need_recorded(services, message.channel, message.thread_ts)
    account = identity.account_of(services, message.channel)
    said = hearing.read(services, message, account, bot_user)
    if account is not None:
        heard = identity.hear(services, client, person, account, message.words)
        if _is_conversation(services, message, said, heard.actor):
            services.conversation.posted(_said(message, heard.actor, account, said))
        if _asks_us(said):
            mentions.answer(services, client, message, heard, said)
    elif identity.is_triage(services, message.channel):
        _take_in_inside(services, client, message, person, said)


def edited(client: WebClient, services: Services, bot_user: str | None, message: SlackMessage) -> None:
    """Take in other words; those that make a command of what was none are obeyed, once."""
    person = message.by_other_than(bot_user)
    account = identity.account_of(services, message.channel)
    identity.meet_mentioned(services, client, message.words)
    services.conversation.edited(message.channel, message.ts, message.words, message.edited_ts)
    if person is None or account is None:
        return
    said = hearing.read(services, message, account, bot_user)
    heard = identity.hear(services, client, person, account, message.words)
    if _is_conversation(services, message, said, heard.actor):
        spoken = _said(message, heard.actor, account, said)
        services.conversation.came_edited(spoken, message.edited_ts)
    if mentions.is_done(said) and not mentions.was_obeyed(services, message, bot_user):
        mentions.answer(services, client, message, heard, said, by_edit=True)


def _is_conversation(services: Services, message: SlackMessage, said: Reading, by: Actor) -> bool:
    """Tell whether a message is for people too: in a ticket's thread, all but whole commands are.

    What is nearly one answers no customer; of a customer's own it is better to lose nothing.
    """
    if isinstance(said, NoCommand):
        return not (said.is_bare and by.is_provider)
    if by.is_provider and isinstance(said, Refused | Unknown):
        return False
    in_ticket = message.thread_ts and services.places.at(message.channel, message.thread_ts)
    is_more = isinstance(said, Understood) and bool(said.not_understood)
    return bool(in_ticket) and (is_more or isinstance(said, Refused | Unknown))


def _take_in_inside(
    services: Services, client: WebClient, message: SlackMessage, person: SlackPerson, said: Reading
) -> None:
    """Take in what was said in triage."""
    if _asks_us(said):
        heard = identity.hear(services, client, person, None, message.words)
        mentions.answer(services, client, message, heard, said)
    else:
        identity.meet_mentioned(services, client, message.words)
        _said_inside(services, client, message, person)


def _said_inside(services: Services, client: WebClient, message: SlackMessage, person: SlackPerson) -> None:
    """Have whoever may think that the customer reads a ticket's triage thread told that they can't.

    Who mentions colleagues speaks to them, and knows.
    """
    place = services.places.at(message.channel, message.thread_ts) if message.thread_ts else None
    if place is None or identity.calls_colleagues(services, message.text, place.account):
        return
    author = identity.speaker(services, client, person, place.account)
    services.conversation.said_inside(place.ticket_id, author)


def _asks_us(said: Reading) -> bool:
    return not isinstance(said, NoCommand) or said.may_mean is not None


def _said(message: SlackMessage, author: Actor, account: str, said: Reading) -> Message:
    return Message(
        account=account,
        channel=message.channel,
        ts=message.ts,
        author=author,
        text=message.words,
        thread_ts=message.thread_ts,
        files=message.files,
        tells_end=isinstance(said, NoCommand) and said.tells_end,
    )
