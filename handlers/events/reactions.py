"""Emoji: :ticket: opens, :sos: and :hourglass: escalate, :white_check_mark: solves and, removed, reopens."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.blocks.answers import lists
from bot.blocks.kit import ids
from bot.blocks.messages import thread
from bot.domain.escalation import Reason
from bot.domain.permission import Actor
from bot.domain.timestamps import said_at
from bot.errors import BotError, DoneBefore, WrongInput
from bot.services import Services
from bot.services.escalations import Alarm, priority_for
from bot.services.tickets import Place
from bot.steps.new_ticket import NewTicket
from handlers import forms, identity, reading, refusals
from handlers.views.new_ticket import requester

_REASONS = {ids.BLOCKER_EMOJI: Reason.BLOCKER, ids.RESPONSE_EMOJI: Reason.RESPONSE}
_LATE = "late"
_ADDED = (ids.OPEN_EMOJI, ids.SOLVE_EMOJI, *_REASONS)


@dataclass(frozen=True)
class Reaction:
    """An emoji on a message of an account's channel (or on the staff's card in triage)."""

    services: Services
    client: WebClient
    actor: Actor
    account: str
    emoji: str
    channel: str
    ts: str
    once: str


def register(app: App) -> None:
    """Register both listeners."""
    app.event("reaction_added")(added)
    app.event("reaction_removed")(removed)


def added(event: dict[str, Any], context: BoltContext, client: WebClient, services: Services) -> None:
    """Do what the emoji asks for; any other emoji is just an emoji."""
    if (
        event["reaction"] in _ADDED
        and event["user"] != context.bot_user_id
        and not _caught_up(services, event)
    ):
        _answering(services, client, event, _act)


def take_in_late(
    client: WebClient, services: Services, bot_user: str, message: dict[str, Any], emoji: str, user: str
) -> None:
    """Do what an emoji asks for that was read from a channel's history, unless it was done when it came."""
    channel, ts = message["channel"], message["ts"]
    if emoji not in _ADDED or user == bot_user:
        return
    if emoji == ids.OPEN_EMOJI and services.tickets.at(channel, ts) is not None:
        return
    event = {
        "type": "reaction_added",
        "user": user,
        "reaction": emoji,
        "item": {"type": "message", "channel": channel, "ts": ts},
        "event_ts": _LATE,
    }
    if not services.catch_up.was_done(_once(event, "")):
        _answering(services, client, event, _act)
        services.catch_up.remember(_once(event, _LATE))


def removed(event: dict[str, Any], context: BoltContext, client: WebClient, services: Services) -> None:
    """Reopen where the check mark was taken away."""
    if event["reaction"] == ids.SOLVE_EMOJI and event["user"] != context.bot_user_id:
        _answering(services, client, event, _reopen)


def _answering(
    services: Services, client: WebClient, event: dict[str, Any], act: Callable[[Reaction], None]
) -> None:
    """Read the reaction and act; a refusal is answered in the thread of the message."""
    channel, ts = event["item"].get("channel"), event["item"].get("ts")
    place = services.tickets.at(channel, ts) if channel and ts else None
    account = place.account if place else identity.account_of(services, channel)
    if account is None:
        return
    actor = identity.speaker(services, client, event, account)
    once = _once(event, event["event_ts"])
    if services.people.is_bot(event["user"]) or services.catch_up.done_at(once) is not None:
        return
    reaction = Reaction(services, client, actor, account, event["reaction"], channel, ts, once)
    try:
        act(reaction)
    except DoneBefore:
        return
    except BotError as refusal:
        refusals.note(services, refusal, {"event": event})
        root = _root(reaction)
        services.replies.in_thread(once, channel, root, lists.answer(f"{actor.name}: {refusal}"))
    # Refused, or of no meaning then: catching up must not find it undone when it would mean something.
    services.catch_up.remember(once)


def _caught_up(services: Services, event: dict[str, Any]) -> bool:
    """Tell whether this very reaction was read from the history already, before Slack sent it again."""
    done_at = services.catch_up.done_at(_once(event, _LATE))
    return done_at is not None and said_at(event["event_ts"]) <= done_at


def _once(event: dict[str, Any], event_ts: str) -> str:
    """Name a reaction; without its `event_ts`, any by the same person with the same emoji on that message."""
    item = event["item"]
    place = f"{item.get('channel')}:{item.get('ts')}"
    return f"{event['type']}:{place}:{event['user']}:{event['reaction']}:{event_ts}"


def _act(reaction: Reaction) -> None:
    place = reaction.services.tickets.at(reaction.channel, reaction.ts)
    if reaction.emoji == ids.SOLVE_EMOJI:
        if place:
            reaction.services.lifecycle.solve(place.ticket_id, reaction.actor, once=reaction.once)
    elif reaction.emoji in _REASONS:
        alarm = Alarm(_REASONS[reaction.emoji], reaction.actor)
        if place:
            reaction.services.escalations.raise_on(place.ticket_id, alarm, once=reaction.once)
        elif (new := _new_ticket(reaction, alarm)) is not None:
            reaction.services.escalations.raise_on_chat(new, alarm)
    elif place:
        _say_which(reaction, place)
    elif (new := _new_ticket(reaction)) is not None:
        reaction.services.opening.open(new)
    else:
        raise WrongInput("React to the message that says what is wrong; from this one I can't open a ticket.")


def _say_which(reaction: Reaction, place: Place) -> None:
    """Point a second try to the ticket that stands."""
    line = reaction.services.tickets.card(place.ticket_id, reaction.actor).line
    answer = thread.already_a_ticket(line)
    reaction.services.replies.in_thread(reaction.once, reaction.channel, _root(reaction), answer)


def _reopen(reaction: Reaction) -> None:
    place = reaction.services.tickets.at(reaction.channel, reaction.ts)
    if place:
        reaction.services.lifecycle.reopen(place.ticket_id, reaction.actor, once=reaction.once)


def _new_ticket(reaction: Reaction, alarm: Alarm | None = None) -> NewTicket | None:
    """Return the ticket that a message asks for; on one of our own, the message its thread began with."""
    services = reaction.services
    message = reading.message(reaction.client, reaction.channel, reaction.ts)
    if message is not None and message.is_bot and message.root != message.ts:
        message = reading.message(reaction.client, reaction.channel, message.root)
    if message is None or message.is_bot or message.user is None:
        return None
    identity.meet(services, reaction.client, message.user)
    draft = forms.draft_of(services.people.plain(message.text))
    new = NewTicket(
        account=reaction.account,
        origin="emoji",
        origin_key=f"message:{reaction.channel}:{message.ts}",
        requester=requester(services, reaction.account, reaction.actor, message.user),
        opened_by=reaction.actor,
        subject=draft.subject or "(no words)",
        description=draft.description,
        channel=reaction.channel,
        thread_ts=message.root,
    )
    return replace(new, priority=priority_for(alarm.reason)) if alarm else new


def _root(reaction: Reaction) -> str:
    message = reading.message(reaction.client, reaction.channel, reaction.ts)
    return message.root if message else reaction.ts
