"""The channels, people and groups that Slack lists to the bot, found by name or id."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.app import not_let_in
from bot.errors import WrongInput
from bot.outbox.verdict import FROM_SLACK

_PAGE = 200
Answer = Any  # what Slack answers, whose shape is its method's


@dataclass(frozen=True)
class Entry:
    """Something of Slack's with an id and the names that people call it by, the one to show first."""

    id: str
    names: tuple[str, ...]
    workspaces: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return what it is shown as."""
        return self.names[0]


@dataclass(frozen=True)
class Listing:
    """What may be chosen from: entries of one kind, whose name is `kind`."""

    kind: str
    entries: tuple[Entry, ...]

    @property
    def choices(self) -> tuple[str, ...]:
        """Return the names to show."""
        return tuple(entry.name for entry in self.entries)

    def named(self, said: str) -> list[Entry]:
        """Return the entries of that id or name."""
        wanted = _bare(said)
        return [
            entry
            for entry in self.entries
            if wanted in (entry.id.casefold(), *(_bare(name) for name in entry.names))
        ]

    def find(self, said: str) -> Entry:
        """Return the entry of that id or name. Raises WrongInput when none or several are meant."""
        found = self.named(said)
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(entry.id for entry in found)
            raise WrongInput(f"“{said}” is the name of several: give one's id, of {ids}.")
        near = get_close_matches(_bare(said), [_bare(name) for name in self.choices], n=1)
        meant = next((name for name in self.choices if _bare(name) in near), "")
        raise WrongInput(
            f"Slack lists no {self.kind} “{said}”." + (f" Did you mean {meant}?" if meant else "")
        )


class WorkspaceListing:
    """Reads what Slack lists to the bot; raises SettingsMissing for a refused token, Away for no answer."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        ours = self._asked("auth_test")
        self.workspace, self.company = str(ours["team_id"]), str(ours["team"])

    def channels(self, *, shared: bool) -> Listing:
        """Return the channels that the bot is in, those shared with another company or those that are not."""
        found = self._pages(
            "conversations_list", "channels", types="public_channel,private_channel", exclude_archived=True
        )
        return Listing(
            "shared channel that the bot is in" if shared else "channel of yours alone that the bot is in",
            tuple(
                Entry(one["id"], (f"#{one['name']}",), tuple(one.get("shared_team_ids") or ()))
                for one in found
                if one.get("is_member") and bool(one.get("is_ext_shared")) is shared
            ),
        )

    def sharing(self, channel: Entry) -> Listing:
        """Return the workspaces of other companies that share a channel, by name where Slack tells it."""
        theirs = [each for each in channel.workspaces if each != self.workspace]
        return Listing(
            "workspace that shares it", tuple(Entry(each, self._names_of(each)) for each in theirs)
        )

    def _names_of(self, workspace: str) -> tuple[str, ...]:
        try:
            return (str(self._client.team_info(team=workspace)["team"]["name"]),)
        except SlackApiError:  # without the scope its id has to do
            return (workspace,)

    def people(self) -> Listing:
        """Return the bot's colleagues: no guests, bots or people who left."""
        outside = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted")
        people = [
            one
            for one in self._pages("users_list", "members")
            if one["id"] != "USLACKBOT" and not any(one.get(mark) for mark in outside)
        ]
        return Listing("colleague", tuple(Entry(one["id"], _names(one)) for one in people))

    def groups(self) -> Listing:
        """Return the user groups of the bot's workspace."""
        groups = self._asked("usergroups_list")["usergroups"]
        return Listing(
            "user group", tuple(Entry(one["id"], (f"@{one['handle']}", one["name"])) for one in groups)
        )

    def _pages(self, method: str, key: str, **arguments: object) -> Iterator[Answer]:
        cursor = ""
        while True:
            answer = self._asked(method, limit=_PAGE, cursor=cursor, **arguments)
            yield from answer[key]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    def _asked(self, method: str, **arguments: object) -> Answer:
        try:
            return getattr(self._client, method)(**arguments)
        except FROM_SLACK as error:
            raise not_let_in("SLACK_BOT_TOKEN", self._client.base_url, error) from None


def _bare(name: str) -> str:
    return name.strip().lstrip("#@").casefold()


def _names(user: Answer) -> tuple[str, ...]:
    profile = user.get("profile") or {}
    names: Sequence[str] = (
        user.get("real_name") or profile.get("real_name") or user["name"],
        profile.get("display_name") or user["name"],
        user["name"],
    )
    return tuple(dict.fromkeys(names))
