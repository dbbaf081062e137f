"""An emoji put on a message, or taken away from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bot.domain.keys import done
from bot.domain.keys.done import DoneKey
from handlers.payloads.fields import Json, part, text, text_or_none
from handlers.payloads.person import SlackPerson


@dataclass(frozen=True)
class Reaction:
    """One emoji by one person; `channel` and `ts` are None on what is no message."""

    person: SlackPerson
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

    def once(self, event_ts: str) -> DoneKey:
        """Name it, as of its time."""
        return done.reaction(*self._what, event_ts)

    @property
    def at_any_time(self) -> str:
        """Return how the names begin of any by the same person with the same emoji on that message."""
        return done.any_reaction(*self._what)

    @property
    def _what(self) -> tuple[str, str, str, str, str]:
        return self.kind, self.channel or "", self.ts or "", self.person.user, self.emoji

    def stored(self, what: str) -> dict[str, str]:
        """Return it as it is kept to be tried again; `what` is to be tried."""
        facts = {"emoji": self.emoji, "event_ts": self.event_ts, "kind": self.kind}
        place = {"channel": self.channel or "", "ts": self.ts or ""}
        return {"what": what, "user": self.person.user, **facts, **place}

    @classmethod
    def restored(cls, facts: Mapping[str, str]) -> Self:
        """Read it back."""
        return cls(
            SlackPerson(facts["user"]),
            facts["emoji"],
            facts["channel"] or None,
            facts["ts"] or None,
            facts["event_ts"],
            facts["kind"],
        )


def read(event: Json) -> Reaction:
    """Read a `reaction_added` or `reaction_removed` event; raises PayloadUnreadable."""
    item = part(event, "item")
    return Reaction(
        SlackPerson(text(event, "user")),
        text(event, "reaction"),
        text_or_none(item, "channel"),
        text_or_none(item, "ts"),
        text(event, "event_ts"),
        text(event, "type"),
    )
