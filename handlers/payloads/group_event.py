"""A change of a user group."""

from dataclasses import dataclass

from handlers.payloads.fields import Json, part, text, text_or_none


@dataclass(frozen=True)
class GroupEvent:
    """One change; Slack tells who belongs to the group now only in part, so it has to be asked."""

    kind: str
    group: str
    person = None
    channel = None

    @property
    def asked(self) -> str:
        """Name what happened."""
        return self.kind


def read(event: Json) -> GroupEvent:
    """Read an event about a user group; raises PayloadUnreadable."""
    group = text_or_none(event, "subteam_id") or text(part(event, "subteam"), "id")
    return GroupEvent(text(event, "type"), group)
