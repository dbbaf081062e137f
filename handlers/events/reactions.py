"""Emoji: :ticket: opens, :sos: and :hourglass: escalate, :white_check_mark: solves and, removed, reopens.

What looks like one of them counts as it.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.blocks.kit import ids
from bot.blocks.messages import thread
from bot.blocks.values import Post
from bot.domain.calendar.timestamps import said_at
from bot.domain.escalation import Reason
from bot.errors import WrongInput
from bot.services import Services
from bot.services.acts import Act
from bot.services.places import TicketPlace
from bot.steps.deadlines.alarms_raised import Alarm
from handlers import identity, message_lookup, refusals
from handlers.events import grown_tickets, marks
from handlers.events.grown_tickets import EmojiCommand
from handlers.message_lookup import NotKnownNow
from handlers.payloads.message import SlackMessage
from handlers.payloads.person import SlackPerson
from handlers.payloads.reaction import Reaction

log = logging.getLogger(__name__)

_REASONS = {ids.BLOCKER_EMOJI: Reason.BLOCKER, ids.RESPONSE_EMOJI: Reason.RESPONSE}
_LATE = "late"
REACTION = "reaction"
"""What is kept to be tried again: an emoji."""
_ADDED = (ids.OPEN_EMOJI, ids.SOLVE_EMOJI, ids.HANDED_ON_EMOJI, *_REASONS, *ids.PRIORITY_MARKS)

_REMOVED = (ids.SOLVE_EMOJI, *ids.PRIORITY_MARKS)


def register(app: App) -> None:
    """Register both listeners."""
    app.event("reaction_added")(added)
    app.event("reaction_removed")(removed)


def added(reaction: Reaction, context: BoltContext, client: WebClient, services: Services) -> None:
    """Do what the emoji asks for; any other emoji is just an emoji."""
    bot_user = context.bot_user_id or ""
    by_us = reaction.person.user == bot_user
    if ids.meant_by(reaction.emoji) in _ADDED and not by_us and not _caught_up(services, reaction):
        _hear(client, services, bot_user, reaction)


def take_in_late(
    client: WebClient, services: Services, bot_user: str, message: SlackMessage, emoji: str, user: str
) -> None:
    """Do what an emoji asks for that was read from a channel's history, unless it was done when it came."""
    meant = ids.meant_by(emoji)
    if meant not in _ADDED or user == bot_user:
        return
    if meant == ids.OPEN_EMOJI and services.places.at(message.channel, message.ts) is not None:
        return
    reaction = Reaction(SlackPerson(user), emoji, message.channel, message.ts, _LATE)
    if not services.catch_up.was_done(reaction.at_any_time):
        _hear(client, services, bot_user, reaction)


def removed(reaction: Reaction, context: BoltContext, client: WebClient, services: Services) -> None:
    """Reopen where the last check mark was taken away; take a priority back whose mark was a slip."""
    bot_user = context.bot_user_id or ""
    if ids.meant_by(reaction.emoji) in _REMOVED and reaction.person.user != bot_user:
        _hear(client, services, bot_user, reaction)


def _hear(client: WebClient, services: Services, bot_user: str, reaction: Reaction) -> None:
    """Act on it; where Slack can't be read now, keep it to be tried again: nothing is remembered as done."""
    try:
        act_on(client, services, bot_user, reaction)
    except NotKnownNow as unknown:
        account = _account_of(services, reaction)
        if account is not None:
            log.warning("an emoji is kept to be tried again: %s", unknown)
            services.postponed.keep(account, reaction.once(reaction.event_ts), reaction.stored(REACTION))


def act_on(client: WebClient, services: Services, bot_user: str, reaction: Reaction) -> None:
    """Do what an emoji asks for, or its going; raises NotKnownNow where Slack can't be read."""
    if reaction.channel and reaction.ts:
        message_lookup.need_recorded(services, reaction.channel, reaction.ts)
    if reaction.kind == "reaction_added":
        _answering(services, client, reaction, _act)
        return
    place, meant = _place(services, reaction), ids.meant_by(reaction.emoji)
    if place and not marks.is_marked(client, services, place, meant, bot_user):
        _answering(services, client, reaction, _take_back)


def complete(client: WebClient, services: Services, bot_user: str, reaction: Reaction, account: str) -> None:
    """Fill in the words of a message that was escalated unread; raises NotKnownNow while it can't be read."""
    actor = identity.speaker(services, client, reaction.person, account)
    channel, ts = reaction.channel or "", reaction.ts or ""
    source = _source(services, client, channel, ts)
    asked = EmojiCommand(services, actor, account, reaction.emoji, channel, ts, None, source)
    new = grown_tickets.new_ticket(asked, wordless=grown_tickets.escalates(asked))
    if new is not None:
        services.opening.complete(new)


def _account_of(services: Services, reaction: Reaction) -> str | None:
    place = _place(services, reaction)
    return place.account if place else identity.account_of(services, reaction.channel)


def _answering(
    services: Services, client: WebClient, reaction: Reaction, do: Callable[[EmojiCommand], Post | None]
) -> None:
    """Find out who asks and about what, then do it: Slack is asked before the transaction begins."""
    channel, ts = reaction.channel, reaction.ts
    if channel is None or ts is None:
        return
    place = _place(services, reaction)
    account = place.account if place else identity.account_of(services, channel)
    if account is None:
        return
    actor = identity.speaker(services, client, reaction.person, account)
    once = reaction.once(reaction.event_ts)
    if services.people.is_bot(reaction.person.user) or services.catch_up.done_at(once) is not None:
        return
    meant = ids.meant_by(reaction.emoji)
    source, unread = None, False
    if place is None and meant != ids.SOLVE_EMOJI and meant not in ids.PRIORITY_MARKS:
        source, unread = _readable(services, client, reaction, meant)
    act = Act(
        once=once,
        by=refusals.asked(services, reaction),
        channel=channel,
        thread_ts=_root(services, place, source, channel, ts),
        call=actor.name,
        shared=meant,
    )
    asked = EmojiCommand(services, actor, account, meant, channel, ts, place, source, unread)
    services.perform(act, lambda bot: do(replace(asked, services=bot)))


def _place(services: Services, reaction: Reaction) -> TicketPlace | None:
    if not (reaction.channel and reaction.ts):
        return None
    place = services.places.at(reaction.channel, reaction.ts)
    if place is None and ids.meant_by(reaction.emoji) in ids.PRIORITY_MARKS:
        return services.places.asked_about(reaction.channel, reaction.ts)
    return place


def _readable(
    services: Services, client: WebClient, reaction: Reaction, meant: str
) -> tuple[SlackMessage | None, bool]:
    """Read what a ticket would grow from; an alarm does not wait until Slack can show it."""
    try:
        return _source(services, client, reaction.channel or "", reaction.ts or ""), False
    except NotKnownNow:
        if meant not in _REASONS:
            raise
        return None, True


def _source(services: Services, client: WebClient, channel: str, ts: str) -> SlackMessage | None:
    """Read the message that an emoji is on, its author met; of one of our own, the root of its thread."""
    message = message_lookup.message(client, channel, ts)
    if message is not None and message.is_bot and message.root != message.ts:
        message = message_lookup.message(client, channel, message.root)
    if message is not None and message.author is not None:
        identity.meet(services, client, message.author.user)
    return message


def _root(
    services: Services, place: TicketPlace | None, source: SlackMessage | None, channel: str, ts: str
) -> str:
    if place is not None:
        return services.places.root(place.ticket_id, channel, ts)
    return source.root if source else services.places.root_of(channel, ts)


def _caught_up(services: Services, reaction: Reaction) -> bool:
    """Tell whether this very reaction was read from the history already, before Slack sent it again."""
    done_at = services.catch_up.done_at(reaction.once(_LATE))
    return done_at is not None and said_at(reaction.event_ts) <= done_at


def _act(asked: EmojiCommand) -> Post | None:
    place, bot = asked.place, asked.services
    if asked.emoji == ids.SOLVE_EMOJI:
        if place:
            bot.lifecycle.solve(place.ticket_id, asked.actor)
    elif asked.emoji == ids.HANDED_ON_EMOJI:
        if place:
            bot.intake.hand_on(place.ticket_id, asked.actor)
    elif asked.emoji in _REASONS:
        _escalate(asked, Alarm(_REASONS[asked.emoji], asked.actor))
    elif asked.emoji in ids.PRIORITY_MARKS:
        if place:
            bot.lifecycle.set_priority(place.ticket_id, ids.PRIORITY_MARKS[asked.emoji], asked.actor)
    elif place:
        return thread.already_a_ticket(bot.tickets.card(place.ticket_id, asked.actor).line)
    elif (new := grown_tickets.new_ticket(asked)) is not None:
        bot.opening.open(new)
    else:
        raise WrongInput("React to the message that says what is wrong; from this one I can't open a ticket.")
    return None


def _escalate(asked: EmojiCommand, alarm: Alarm) -> None:
    if asked.place:
        asked.services.escalations.raise_on(asked.place.ticket_id, alarm)
    elif (new := grown_tickets.alarming(asked, alarm.reason)) is not None:
        asked.services.escalations.raise_on_chat(new, alarm)


def _take_back(asked: EmojiCommand) -> None:
    place, bot = asked.place, asked.services
    if place and asked.emoji == ids.SOLVE_EMOJI:
        bot.lifecycle.reopen(place.ticket_id, asked.actor)
    elif place:
        bot.lifecycle.take_priority_back(place.ticket_id, ids.PRIORITY_MARKS[asked.emoji], asked.actor)
