"""What happened to a message: it was posted, edited or deleted."""

from dataclasses import dataclass

from handlers.payloads import message
from handlers.payloads.fields import Json, part, text, text_or_none
from handlers.payloads.message import SlackMessage
from handlers.payloads.person import SlackPerson


@dataclass(frozen=True)
class Posted:
    """A message is there."""

    message: SlackMessage
    asked = "message"

    @property
    def person(self) -> SlackPerson | None:
        """Return who said it."""
        return self.message.author

    @property
    def channel(self) -> str:
        """Return where it was said."""
        return self.message.channel


@dataclass(frozen=True)
class Edited:
    """A message reads differently; `before` is its former text, None where Slack doesn't tell it."""

    message: SlackMessage
    before: str | None
    asked = "message_changed"

    @property
    def person(self) -> SlackPerson | None:
        """Return whose message it is."""
        return self.message.author

    @property
    def channel(self) -> str:
        """Return where it stands."""
        return self.message.channel

    @property
    def in_words(self) -> bool:
        """Tell whether the words changed: a link that unfolds also "changes" a message."""
        return self.message.text != self.before


@dataclass(frozen=True)
class Deleted:
    """A message is gone; its thread may go on."""

    channel: str
    ts: str
    person: SlackPerson | None = None
    asked = "message_deleted"


MessageEvent = Posted | Edited | Deleted


def read(event: Json) -> MessageEvent:
    """Read a `message` event; raises PayloadUnreadable for one that lacks what it always has."""
    channel, subtype = text(event, "channel"), event.get("subtype")
    if subtype == "message_deleted":
        return Deleted(channel, text(event, "deleted_ts"))
    if subtype != "message_changed":
        return Posted(message.read(event, channel))
    after, before = message.read(part(event, "message"), channel), part(event, "previous_message")
    if after.subtype == "tombstone":
        return Deleted(channel, after.ts)
    return Edited(after, text_or_none(before, "text"))
