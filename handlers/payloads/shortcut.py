"""A shortcut: on a message, or from anywhere."""

from dataclasses import dataclass

from handlers.payloads import message, person
from handlers.payloads.fields import Json, part, text, text_or_none
from handlers.payloads.message import SlackMessage
from handlers.payloads.person import SlackPerson


@dataclass(frozen=True)
class Shortcut:
    """One use of a shortcut; a global one has no message."""

    person: SlackPerson
    callback_id: str
    trigger_id: str
    message: SlackMessage | None = None

    @property
    def channel(self) -> str | None:
        """Return where its message stands."""
        return self.message.channel if self.message else None

    @property
    def asked(self) -> str:
        """Name what was asked."""
        return self.callback_id


def read(body: Json) -> Shortcut:
    """Read a shortcut; raises PayloadUnreadable."""
    found = part(body, "message")
    return Shortcut(
        person.of_click(body),
        text(body, "callback_id"),
        text_or_none(body, "trigger_id") or "",
        message.read(found, text(part(body, "channel"), "id")) if found else None,
    )
