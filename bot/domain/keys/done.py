"""The names of what is done once, however often Slack tells of it: one function for each kind."""

from datetime import datetime
from typing import Final, NewType

DoneKey = NewType("DoneKey", str)
"""What was asked of us, or what a ticket grew from."""

LISTENING: Final = DoneKey("listening")
"""Slack is heard: stored with the last instant at which it was."""

_MESSAGE, _ANSWERED, _ASKED, _DELETED = "message:", "answered:", "asked:", "deleted:"
_REACTIONS = ("reaction_added", "reaction_removed")
BEGINNINGS_IN_CHANNELS: Final = (_ANSWERED, _ASKED, _DELETED, _MESSAGE, *(f"{kind}:" for kind in _REACTIONS))
"""How keys begin in which a channel's id stands: they follow it to a new one."""


def form(view_id: str) -> DoneKey:
    """Name the submission of a modal."""
    return DoneKey(f"view:{view_id}")


def drill(account: str, number: int) -> DoneKey:
    """Name an account's drill of a month."""
    return DoneKey(f"drill:{account}:{number}")


def click(user: str, trigger_id: str) -> DoneKey:
    """Name a click on a button."""
    return DoneKey(f"click:{user}:{trigger_id}")


def slash_command(user: str, trigger_id: str) -> DoneKey:
    """Name a slash command."""
    return DoneKey(f"command:{user}:{trigger_id}")


def message(channel: str, ts: str) -> DoneKey:
    """Name a message, for what grows from it."""
    return DoneKey(f"{_MESSAGE}{channel}:{ts}")


def command(channel: str, ts: str) -> DoneKey:
    """Name the command that a message is."""
    return DoneKey(f"{_ANSWERED}{message(channel, ts)}")


def deletion(channel: str, ts: str) -> DoneKey:
    """Name the deletion of a message, where it comes before the message itself."""
    return DoneKey(f"{_DELETED}{message(channel, ts)}")


def unclear(channel: str, ts: str, edited_ts: str | None) -> DoneKey:
    """Name a message that was not understood, as it stands since its last edit."""
    said = message(channel, ts)
    return DoneKey(f"{_ASKED}{said}:{edited_ts}" if edited_ts else f"{_ASKED}{said}")


def reaction(kind: str, channel: str, ts: str, user: str, emoji: str, event_ts: str) -> DoneKey:
    """Name an emoji that somebody put on a message or took away; `kind` is Slack's name of the event."""
    return DoneKey(f"{any_reaction(kind, channel, ts, user, emoji)}{event_ts}")


def any_reaction(kind: str, channel: str, ts: str, user: str, emoji: str) -> str:
    """Return how the names of all reactions begin that differ in their time alone."""
    return f"{kind}:{channel}:{ts}:{user}:{emoji}:"


def channel_event(
    kind: str, channel: str, event_ts: str, new_channel: str | None = None, name: str | None = None
) -> DoneKey:
    """Name what happened to a channel; `kind` is Slack's name of the event."""
    facts = (kind, channel, new_channel, name, event_ts)
    return DoneKey(":".join(fact for fact in facts if fact is not None))


def lost_channel(channel: str, at: datetime) -> DoneKey:
    """Name the discovery that a channel can't be read."""
    return DoneKey(f"unreadable:{channel}:{at.isoformat()}")


def standing(channel: str, thread_ts: str, shared: str, since: datetime) -> DoneKey:
    """Name what stands since an instant, for all in a thread who ask for it: they are told once."""
    return DoneKey(f"stands:{channel}:{thread_ts}:{shared}:{since.isoformat()}")


def cut_message(ticket_id: int) -> DoneKey:
    """Name the message that a ticket's form had no room for."""
    return DoneKey(f"whole:{ticket_id}")


def passed_on(page: str) -> DoneKey:
    """Name that whoever was rung passed it on, or was not reached; by the key of the call's row."""
    return DoneKey(f"passed_on:{page}")


def line_call(sid: str) -> DoneKey:
    """Name a call to the support line, for the ticket that it opens."""
    return DoneKey(f"line:{sid}")


def filed_in_console(number: int) -> DoneKey:
    """Name what was filed in the console, for the ticket that grows from it."""
    return DoneKey(f"console:{number}")


def webhook(sender: str, event: str) -> DoneKey:
    """Name what another service tells of, by its own id."""
    return DoneKey(f"webhook:{sender}:{event}")


def channel_part(channel: str) -> str:
    """Return how a channel's id stands within a key."""
    return f":{channel}:"
