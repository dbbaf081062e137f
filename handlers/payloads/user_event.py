"""A change of a user: renamed, deactivated, or back again."""

from dataclasses import dataclass

from handlers.payloads.fields import Json, part, text


@dataclass(frozen=True)
class UserEvent:
    """One change, with the user as Slack describes them now."""

    kind: str
    user: str
    profile: Json
    person = None
    channel = None

    @property
    def asked(self) -> str:
        """Name what happened."""
        return self.kind


def read(event: Json) -> UserEvent:
    """Read a `user_change` event; raises PayloadUnreadable."""
    profile = part(event, "user")
    return UserEvent(text(event, "type"), text(profile, "id"), profile)
