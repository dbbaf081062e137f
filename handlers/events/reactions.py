"""Emoji: :ticket: opens, :sos: and :hourglass: escalate, :white_check_mark: solves and, removed, reopens.

What looks like one of them counts as it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.blocks.answers import lists
from bot.blocks.kit import ids
from bot.blocks.messages import thread
from bot.domain.escalation import Reason
from bot.domain.permission import Actor
from bot.domain.ticket import TicketOrigin
from bot.domain.timestamps import said_at
from bot.errors import AlreadySo, BotError, DoneBefore, WrongInput
from bot.services import Services
from bot.services.escalations import Alarm, priority_for
from bot.services.places import Place
from bot.steps import drafts
from bot.steps.new_ticket import NewTicket
from handlers import identity, reading, refusals
from handlers.events import marks
from handlers.payloads.message import SlackMessage
from handlers.payloads.person import Person
from handlers.payloads.reaction import Reaction
from handlers.reading import NotKnownNow
from handlers.views.new_ticket import requester

log = logging.getLogger(__name__)

_REASONS = {ids.BLOCKER_EMOJI: Reason.BLOCKER, ids.RESPONSE_EMOJI: Reason.RESPONSE}
_LATE = "late"
_UNREAD = (
    "Slack could not show me the message when it was escalated. It stands at the top of this thread, "
    "and its words come here as soon as I can read them."
)
REACTION, COMPLETION = "reaction", "completion"
"""What is kept to be tried again: an emoji, or the words of a message that was escalated unread."""
_ADDED = (ids.OPEN_EMOJI, ids.SOLVE_EMOJI, *_REASONS)


@dataclass(frozen=True)
class Asked:
    """An emoji on a message of an account's channel (or on the staff's card in triage), and whose."""

    services: Services
    client: WebClient
    actor: Actor
    account: str
    emoji: str
    """What it means, whichever of its look-alikes it is."""
    channel: str
    ts: str
    once: str
    bot_user: str


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
    reaction = Reaction(Person(user), emoji, message.channel, message.ts, _LATE)
    if not services.catch_up.was_done(reaction.once("")):
        _answering(services, client, reaction, bot_user, _act)
        services.catch_up.remember(reaction.once(_LATE))


def removed(reaction: Reaction, context: BoltContext, client: WebClient, services: Services) -> None:
    """Reopen where the last check mark was taken away."""
    bot_user = context.bot_user_id or ""
    if ids.meant_by(reaction.emoji) == ids.SOLVE_EMOJI and reaction.person.user != bot_user:
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
    act = _act if reaction.kind == "reaction_added" else _reopen
    _answering(services, client, reaction, bot_user, act)


def complete(client: WebClient, services: Services, bot_user: str, reaction: Reaction, account: str) -> None:
    """Fill in the words of a message that was escalated unread; raises NotKnownNow while it can't be read."""
    actor = identity.speaker(services, client, reaction.person, account)
    channel, ts = reaction.channel or "", reaction.ts or ""
    asked = Asked(services, client, actor, account, reaction.emoji, channel, ts, "", bot_user)
    new = _new_ticket(asked)
    if new is not None:
        services.opening.complete(new)


def _account_of(services: Services, reaction: Reaction) -> str | None:
    place = services.places.at(reaction.channel or "", reaction.ts or "")
    return place.account if place else identity.account_of(services, reaction.channel)


def _answering(
    services: Services,
    client: WebClient,
    reaction: Reaction,
    bot_user: str,
    act: Callable[[Asked], None],
) -> None:
    """Find out who asks and act; a refusal is answered in the thread of the message."""
    channel, ts = reaction.channel, reaction.ts
    if channel is None or ts is None:
        return
    account = _account_of(services, reaction)
    if account is None:
        return
    actor = identity.speaker(services, client, reaction.person, account)
    once = reaction.once(reaction.event_ts)
    if services.people.is_bot(reaction.person.user) or services.catch_up.done_at(once) is not None:
        return
    meant = ids.meant_by(reaction.emoji)
    asked = Asked(services, client, actor, account, meant, channel, ts, once, bot_user)
    try:
        act(asked)
    except DoneBefore:
        return
    except AlreadySo as stands:
        _say_what_stands(asked, stands)
    except BotError as refusal:
        refusals.note(services, refusal, reaction)
        services.replies.in_thread(once, channel, _root(asked), lists.answer(f"{actor.name}: {refusal}"))
    # Refused, or of no meaning then: catching up must not find it undone when it would mean something.
    services.catch_up.remember(once)


def _caught_up(services: Services, reaction: Reaction) -> bool:
    """Tell whether this very reaction was read from the history already, before Slack sent it again."""
    done_at = services.catch_up.done_at(reaction.once(_LATE))
    return done_at is not None and said_at(reaction.event_ts) <= done_at


def _act(asked: Asked) -> None:
    place = asked.services.places.at(asked.channel, asked.ts)
    if asked.emoji == ids.SOLVE_EMOJI:
        if place:
            asked.services.lifecycle.solve(place.ticket_id, asked.actor, once=asked.once)
    elif asked.emoji in _REASONS:
        alarm = Alarm(_REASONS[asked.emoji], asked.actor)
        if place:
            asked.services.escalations.raise_on(place.ticket_id, alarm, once=asked.once)
        elif (new := _alarming_ticket(asked, alarm.reason)) is not None:
            asked.services.escalations.raise_on_chat(new, alarm)
    elif place:
        _say_which(asked, place)
    elif (new := _new_ticket(asked)) is not None:
        asked.services.opening.open(new)
    else:
        raise WrongInput("React to the message that says what is wrong; from this one I can't open a ticket.")


def _say_what_stands(asked: Asked, stands: AlreadySo) -> None:
    """Tell whoever was slower how it is; once, however many they are."""
    since, root = stands.since.isoformat() if stands.since else asked.once, _root(asked)
    key = f"stands:{asked.channel}:{root}:{asked.emoji}:{since}"
    asked.services.replies.in_thread(key, asked.channel, root, lists.answer(str(stands)))


def _say_which(asked: Asked, place: Place) -> None:
    """Point a second try to the ticket that stands."""
    line = asked.services.tickets.card(place.ticket_id, asked.actor).line
    answer = thread.already_a_ticket(line)
    asked.services.replies.in_thread(asked.once, asked.channel, _root(asked), answer)


def _reopen(asked: Asked) -> None:
    place = asked.services.places.at(asked.channel, asked.ts)
    if place and not marks.is_marked(asked.client, asked.services, place, asked.emoji, asked.bot_user):
        asked.services.lifecycle.reopen(place.ticket_id, asked.actor, once=asked.once)


def _alarming_ticket(asked: Asked, reason: Reason) -> NewTicket | None:
    """Return the ticket that chat becomes by an alarm, at once: unread words are filled in later."""
    try:
        new = _new_ticket(asked)
    except NotKnownNow:
        new = _unread(asked)
        kept = Reaction(Person(asked.actor.user), asked.emoji, asked.channel, asked.ts, asked.once)
        asked.services.postponed.keep(asked.account, new.origin_key, kept.stored(COMPLETION))
    return replace(new, priority=priority_for(reason)) if new else None


def _unread(asked: Asked) -> NewTicket:
    """Return the ticket of a message that Slack can't show: who asks, and where it is, are known."""
    return NewTicket(
        account=asked.account,
        origin=TicketOrigin.EMOJI,
        origin_key=f"message:{asked.channel}:{asked.ts}",
        requester=asked.actor,
        opened_by=asked.actor,
        subject=f"{asked.actor.name} escalates a message",
        description=_UNREAD,
        channel=asked.channel,
        thread_ts=asked.services.places.root_of(asked.channel, asked.ts),
    )


def _new_ticket(asked: Asked) -> NewTicket | None:
    """Return the ticket that a message asks for; on one of our own, the message its thread began with."""
    services = asked.services
    message = reading.message(asked.client, asked.channel, asked.ts)
    if message is not None and message.is_bot and message.root != message.ts:
        message = reading.message(asked.client, asked.channel, message.root)
    if message is None or message.is_bot or message.author is None:
        return None
    author = message.author.user
    identity.meet(services, asked.client, author)
    draft = drafts.of_message(services.people.plain(message.text))
    return NewTicket(
        account=asked.account,
        origin=TicketOrigin.EMOJI,
        origin_key=f"message:{asked.channel}:{message.ts}",
        requester=requester(services, asked.account, asked.actor, author),
        opened_by=asked.actor,
        subject=draft.subject or "(no words)",
        description=draft.description,
        channel=asked.channel,
        thread_ts=message.root,
    )


def _root(asked: Asked) -> str:
    try:
        message = reading.message(asked.client, asked.channel, asked.ts)
    except NotKnownNow:
        return asked.services.places.root_of(asked.channel, asked.ts)
    return message.root if message else asked.ts
