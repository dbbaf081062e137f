"""What happened to a channel: renamed, moved, archived, shared; somebody joined or left."""

from dataclasses import dataclass

from bot.domain.keys import done
from bot.domain.keys.done import DoneKey
from handlers.payloads.fields import Json, part, text, text_or_none
from handlers.payloads.person import SlackPerson


@dataclass(frozen=True)
class ChannelEvent:
    """One change; each field but the first three only where the kind of event has it."""

    kind: str
    """Slack's name of the event."""
    channel: str
    event_ts: str
    new_channel: str | None = None
    name: str | None = None
    team: str | None = None
    """The other company, where one was connected or disconnected."""
    person: SlackPerson | None = None

    @property
    def asked(self) -> str:
        """Name what happened."""
        return self.kind

    @property
    def once(self) -> DoneKey:
        """Name the change; Slack sends the same one again under other event ids."""
        return done.channel_event(self.kind, self.channel, self.event_ts, self.new_channel, self.name)


def read(event: Json) -> ChannelEvent:
    """Read an event about a channel; raises PayloadUnreadable."""
    renamed, user = part(event, "channel"), text_or_none(event, "user")
    return ChannelEvent(
        kind=text(event, "type"),
        channel=text_or_none(renamed, "id")
        or text_or_none(event, "old_channel_id")
        or text(event, "channel"),
        event_ts=str(event.get("event_ts")),
        new_channel=text_or_none(event, "new_channel_id"),
        name=text_or_none(renamed, "name"),
        team=text_or_none(event, "connected_team_id", "previously_connected_team_id"),
        person=SlackPerson(user) if user else None,
    )
