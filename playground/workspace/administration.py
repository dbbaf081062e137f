"""What administrators do: channels through their life, who shares them, who is in a user group."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from playground.workspace.events import SlackEvents
from playground.workspace.json_types import JSON
from playground.workspace.message_operations import MessageOperations
from playground.workspace.model import SlackConversation
from playground.workspace.seed import WorkspaceMember
from playground.workspace.state import SlackError, WorkspaceState

_OF_A_PERSON = ("name", "real_name", "title", "tz", "deleted")
Arguments = Mapping[str, object]
Action = Callable[[Arguments], JSON]


class Administration:
    """Does one thing at a time, by name and arguments, and tells the app as Slack would."""

    def __init__(self, state: WorkspaceState, operations: MessageOperations, events: SlackEvents) -> None:
        self._state, self._operations, self._events = state, operations, events
        self._left: dict[tuple[str, str], list[str]] = {}
        self.actions: dict[str, Action] = {
            "add_channel": self._add_channel,
            "rename": self._rename,
            "archive": self._archive,
            "unarchive": self._unarchive,
            "change_id": self._change_id,
            "disconnect": self._disconnect,
            "reconnect": self._reconnect,
            "remove_bot": self._remove_bot,
            "invite_bot": self._invite_bot,
            "change_usergroup": self._change_usergroup,
            "change_person": self._change_person,
            "add_person": self._add_person,
            "install": self._install,
            "uninstall": self._uninstall,
            "skew_clock": self._skew_clock,
        }

    def do(self, name: str, arguments: Arguments) -> JSON:
        """Do it; raises SlackError, or KeyError for an action that does not exist."""
        with self._state.changing():
            return self.actions[name](arguments)

    def _skew_clock(self, arguments: Arguments) -> JSON:
        """Have Slack's clock be so many seconds ahead of the app's; negative: behind."""
        self._state.skew.ahead = timedelta(seconds=float(str(arguments["seconds"])))
        return {"now": self._state.clock.now().isoformat()}

    def _channel(self, arguments: Arguments) -> SlackConversation:
        return self._state.conversation(str(arguments["channel"]))

    def _add_channel(self, arguments: Arguments) -> JSON:
        """Make a channel, of the app's first workspace unless another is said, with these members."""
        name, conversations = str(arguments["name"]), self._state.conversations
        if any(one.name == name for one in conversations.values()):
            raise SlackError("name_taken")
        members = [self._state.person(one).id for one in _several(arguments, "members")]
        made = SlackConversation(
            str(arguments.get("id") or self._state.new_id("C")),
            name,
            str(arguments.get("team") or self._state.home_team),
            members,
            bool(arguments.get("is_private")),
            tuple(_several(arguments, "connected_teams")),
        )
        conversations[made.id] = made
        return {"channel": made.id}

    def _rename(self, arguments: Arguments) -> JSON:
        conversation = self._channel(arguments)
        conversation.name = str(arguments["name"])
        self._events.channel_life(
            _kind(conversation, "rename"),
            conversation,
            channel={
                "id": conversation.id,
                "name": conversation.name,
                "name_normalized": conversation.name,
                "is_channel": not conversation.is_private,
                "is_mpim": False,
                "created": 0,
            },
        )
        return {}

    def _archive(self, arguments: Arguments) -> JSON:
        conversation = self._channel(arguments)
        if conversation.is_archived:
            raise SlackError("already_archived")
        conversation.is_archived = True
        self._told_of_archiving("archive", conversation)
        return {}

    def _unarchive(self, arguments: Arguments) -> JSON:
        conversation = self._channel(arguments)
        if not conversation.is_archived:
            raise SlackError("not_archived")
        conversation.is_archived = False
        self._told_of_archiving("unarchive", conversation)
        return {}

    def _told_of_archiving(self, what: str, conversation: SlackConversation) -> None:
        who = self._administrator(conversation)
        self._events.channel_life(_kind(conversation, what), conversation, channel=conversation.id, user=who)

    def _administrator(self, conversation: SlackConversation) -> str:
        """Return who does what the app is told of: a human of the channel's own company."""
        people = self._state.people
        at_home = [
            one
            for one in conversation.members
            if people[one].team_id == conversation.team_id and not people[one].is_bot
        ]
        return at_home[0] if at_home else "USLACKBOT"

    def _change_id(self, arguments: Arguments) -> JSON:
        self._moved(self._channel(arguments), str(arguments["id"]))
        return {"channel": str(arguments["id"])}

    def _moved(self, conversation: SlackConversation, new: str) -> None:
        old, conversations = conversation.id, self._state.conversations
        if new in conversations:
            raise SlackError("name_taken")
        conversations[new] = conversations.pop(old)
        conversation.id = new
        self._state.ephemerals = [
            (new if where == old else where, message) for where, message in self._state.ephemerals
        ]
        self._events.channel_life("channel_id_changed", conversation, old_channel_id=old, new_channel_id=new)

    def _disconnect(self, arguments: Arguments) -> JSON:
        """End the sharing: the host keeps the id, the invited company's copy gets a new one."""
        conversation = self._channel(arguments)
        other = self._other_company(conversation, arguments)
        if other not in conversation.connected_teams:
            raise SlackError("team_not_found")
        people = self._state.people
        leaving = [one for one in conversation.members if people[one].team_id == other]
        self._left[(conversation.id, other)] = leaving
        left = tuple(one for one in conversation.connected_teams if one != other)
        conversation.connected_teams = left if len(left) > 1 else ()
        conversation.members = [one for one in conversation.members if one not in leaving]
        self._events.channel_life(
            "channel_unshared",
            conversation,
            previously_connected_team_id=other,
            channel=conversation.id,
            is_ext_shared=conversation.is_ext_shared,
        )
        if conversation.team_id == other:
            old = conversation.id
            conversation.team_id = self._state.home_team
            self._moved(conversation, self._state.new_id("C"))
            self._left[(conversation.id, other)] = self._left.pop((old, other))
        return {"channel": conversation.id}

    def _reconnect(self, arguments: Arguments) -> JSON:
        conversation = self._channel(arguments)
        before = [team for channel, team in self._left if channel == conversation.id]
        other = str(arguments.get("team") or (before[-1] if before else ""))
        if other not in self._state.teams or other in conversation.connected_teams:
            raise SlackError("team_not_found")
        own = conversation.connected_teams or (conversation.team_id,)
        conversation.connected_teams = (*own, other)
        conversation.members += self._left.pop((conversation.id, other), [])
        self._events.channel_life(
            "channel_shared", conversation, connected_team_id=other, channel=conversation.id
        )
        return {"channel": conversation.id}

    def _other_company(self, conversation: SlackConversation, arguments: Arguments) -> str:
        foreign = [one for one in conversation.connected_teams if one != self._state.home_team]
        return str(arguments.get("team") or (foreign[0] if foreign else ""))

    def _remove_bot(self, arguments: Arguments) -> JSON:
        conversation, bot = self._channel(arguments), self._bot(arguments)
        if bot not in conversation.members:
            raise SlackError("not_in_channel")
        self._events.channel_life(
            _kind(conversation, "left"),
            conversation,
            channel=conversation.id,
            actor_id=self._administrator(conversation),
        )
        self._operations.leave(conversation.id, bot)
        return {}

    def _bot(self, arguments: Arguments) -> str:
        """Return the bot user of the install meant: that of a workspace, or the first."""
        team = str(arguments.get("team") or self._state.home_team)
        if team not in self._state.installs:
            raise SlackError("team_not_found")
        return self._state.installs[team].bot_user

    def _invite_bot(self, arguments: Arguments) -> JSON:
        conversation = self._channel(arguments)
        by = arguments.get("by") or self._administrator(conversation)
        self._operations.join(conversation.id, self._bot(arguments), str(by))
        return {}

    def _change_usergroup(self, arguments: Arguments) -> JSON:
        group, members = str(arguments["usergroup"]), _several(arguments, "members")
        if group not in self._state.usergroups:
            raise SlackError("no_such_subteam")
        self._operations.change_usergroup(group, members)
        return {}

    def _change_person(self, arguments: Arguments) -> JSON:
        """Change someone's name, handle, title, zone, or deactivate them (`deleted`)."""
        person = self._state.person(str(arguments["user"]))
        told = {name: arguments[name] for name in _OF_A_PERSON if name in arguments}
        for name, value in told.items():
            if type(value) is not type(getattr(person, name)):
                raise ValueError(f"{name} cannot be {value!r}")
        changed = replace(person, **dict[str, Any](told))  # each of its field's own type, as just seen
        self._state.people[person.id] = changed
        self._events.person_changed("user_change", changed)
        return {}

    def _add_person(self, arguments: Arguments) -> JSON:
        """Let someone join a workspace."""
        team, name = str(arguments["team"]), str(arguments["name"])
        if team not in self._state.teams:
            raise SlackError("team_not_found")
        user = str(arguments.get("id") or self._state.new_id("U"))
        if user in self._state.people:
            raise SlackError("already_in_team")
        person = WorkspaceMember(user, team, name, str(arguments.get("real_name") or name))
        self._state.people[user] = person
        self._events.person_changed("team_join", person)
        return {"user": user}

    def _install(self, arguments: Arguments) -> JSON:
        """Install the app in one more workspace; its commands and shortcuts are there from now on."""
        team = str(arguments["team"])
        if team not in self._state.teams:
            raise SlackError("team_not_found")
        made = self._state.install(team)
        return {"bot_user": made.bot_user, "bot_id": made.bot_id, "bot_token": made.bot_token}

    def _uninstall(self, arguments: Arguments) -> JSON:
        """Remove the app from a workspace: its bot leaves, its token is void."""
        install = self._state.installs.pop(str(arguments["team"]), None)
        if install is None:
            raise SlackError("team_not_found")
        for conversation in self._state.conversations.values():
            if install.bot_user in conversation.members and not conversation.is_im:
                conversation.members.remove(install.bot_user)
        self._events.uninstalled(install)
        return {}


def _several(arguments: Arguments, name: str) -> list[str]:
    found = arguments.get(name) or ()
    if not isinstance(found, (list, tuple)):
        raise TypeError(f"{name} is a list")
    return [str(one) for one in found]


def _kind(conversation: SlackConversation, what: str) -> str:
    return f"{'group' if conversation.is_private else 'channel'}_{what}"
