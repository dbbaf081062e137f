"""An emoji put on a message, or taken away from it."""

from dataclasses import dataclass

from handlers.payloads.fields import Json, part, text, text_or_none
from handlers.payloads.person import Person


@dataclass(frozen=True)
class Reaction:
    """One emoji by one person; `channel` and `ts` are None on what is no message."""

    person: Person
    emoji: str
    channel: str | None
    ts: str | None
    event_ts: str
    kind: str = "reaction_added"
    """Slack's name of the event: `reaction_added` or `reaction_removed`."""

    @property
    def asked(self) -> str:
        """Name what was asked."""
        return self.emoji

    def once(self, event_ts: str) -> str:
        """Name it; without its `event_ts`, any by the same person with the same emoji on that message."""
        return f"{self.kind}:{self.channel}:{self.ts}:{self.person.user}:{self.emoji}:{event_ts}"


def read(event: Json) -> Reaction:
    """Read a `reaction_added` or `reaction_removed` event; raises PayloadUnreadable."""
    item = part(event, "item")
    return Reaction(
        Person(text(event, "user")),
        text(event, "reaction"),
        text_or_none(item, "channel"),
        text_or_none(item, "ts"),
        text(event, "event_ts"),
        text(event, "type"),
    )
