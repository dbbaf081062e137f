"""What administrators do to workspaces, channels and people, one method for each."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from playground.workspace.json_types import JSON


class AdministratorApi(ABC):
    """The playground as its administrators use it."""

    @abstractmethod
    def administer(self, do: str, **arguments: object) -> JSON:
        """Do one action of `Administration` by its name; raises SlackError."""

    def change_usergroup(self, group_id: str, members: Sequence[str]) -> None:
        """Change who is in a user group, as an administrator does."""
        self.administer("change_usergroup", usergroup=group_id, members=list(members))

    def channel_renamed(self, channel: str, name: str) -> None:
        """Give a channel another name."""
        self.administer("rename", channel=channel, name=name)

    def archive(self, channel: str) -> None:
        """Archive a channel: nothing can be written there any more."""
        self.administer("archive", channel=channel)

    def unarchive(self, channel: str) -> None:
        """Take a channel out of the archive."""
        self.administer("unarchive", channel=channel)

    def change_channel_id(self, old: str, new: str) -> None:
        """Give a channel another id, as happens when a private one is shared."""
        self.administer("change_id", channel=old, id=new)

    def disconnect(self, channel: str, team: str | None = None) -> str:
        """End the sharing of a channel with another company; return the id it has on the app's side now."""
        return str(self.administer("disconnect", channel=channel, team=team)["channel"])

    def reconnect(self, channel: str, team: str | None = None) -> None:
        """Share a channel with another company (again); who left with it comes back."""
        self.administer("reconnect", channel=channel, team=team)

    def remove_bot(self, channel: str, team: str | None = None) -> None:
        """Remove the bot (that of a workspace) from a channel."""
        self.administer("remove_bot", channel=channel, team=team)

    def invite_bot(self, channel: str, by: str | None = None, team: str | None = None) -> None:
        """Invite the bot (that of a workspace) to a channel."""
        self.administer("invite_bot", channel=channel, by=by, team=team)

    def install(self, team: str) -> JSON:
        """Install the app in a workspace; return its `bot_user`, `bot_id` and `bot_token` there."""
        return self.administer("install", team=team)

    def uninstall(self, team: str) -> None:
        """Remove the app from a workspace."""
        self.administer("uninstall", team=team)

    def change_person(self, user: str, **told: object) -> None:
        """Change someone's `name`, `real_name`, `title` or `tz`, or deactivate them (`deleted`)."""
        self.administer("change_person", user=user, **told)

    def add_person(self, team: str, name: str, real_name: str) -> str:
        """Let someone join a workspace; return their id."""
        return str(self.administer("add_person", team=team, name=name, real_name=real_name)["user"])
