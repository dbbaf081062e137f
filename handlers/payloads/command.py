"""A slash command as it was typed."""

from dataclasses import dataclass

from bot.domain.keys import done
from bot.domain.keys.done import DoneKey
from handlers.payloads import person
from handlers.payloads.fields import Json, text, text_or_none
from handlers.payloads.person import SlackPerson


@dataclass(frozen=True)
class SlashCommand:
    """One command; `text` is what follows its name, with Slack's entities in it."""

    person: SlackPerson
    team: str
    """The typist's workspace: commands work only where the app is installed."""
    name: str
    text: str
    channel: str
    trigger_id: str

    @property
    def asked(self) -> str:
        """Name what was asked: only the verb, never people's words."""
        return f"{self.name} {self.text.strip().partition(' ')[0]}".strip()

    @property
    def once(self) -> DoneKey | None:
        """Name this very command, so that it is done once however often Slack tells of it."""
        return done.slash_command(self.person.user, self.trigger_id) if self.trigger_id else None


def read(body: Json) -> SlashCommand:
    """Read a command; raises PayloadUnreadable."""
    return SlashCommand(
        person.of_command(body),
        text(body, "team_id"),
        text(body, "command"),
        text_or_none(body, "text") or "",
        text(body, "channel_id"),
        text_or_none(body, "trigger_id") or "",
    )
