"""What administrators do: channels through their life, who shares them, who is in a user group."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from playground.workspace.events import Events
from playground.workspace.model import Conversation
from playground.workspace.posting import Posting
from playground.workspace.seed import Person
from playground.workspace.state import Refused, State

JSON = dict[str, Any]
_OF_A_PERSON = ("name", "real_name", "title", "tz", "deleted")
Deed = Callable[[Mapping[str, Any]], JSON]


class Administration:
    """Does one thing at a time, by name and arguments, and tells the app as Slack would."""

    def __init__(self, state: State, posting: Posting, events: Events) -> None:
        self._state, self._posting, self._events = state, posting, events
        self._left: dict[tuple[str, str], list[str]] = {}
        self.deeds: dict[str, Deed] = {
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
        }

    def do(self, name: str, arguments: Mapping[str, Any]) -> JSON:
        """Do it; raises Refused with Slack's error name, KeyError for a deed nobody knows."""
        with self._state.changing():
            return self.deeds[name](arguments)

    def _channel(self, arguments: Mapping[str, Any]) -> Conversation:
        return self._state.conversation(str(arguments["channel"]))

    def _add_channel(self, arguments: Mapping[str, Any]) -> JSON:
        """Make a channel, of the app's first workspace unless another is said, with these members."""
        name, conversations = str(arguments["name"]), self._state.conversations
        if any(one.name == name for one in conversations.values()):
            raise Refused("name_taken")
        members = [self._state.person(str(one)).id for one in arguments.get("members") or ()]
        made = Conversation(
            str(arguments.get("id") or self._state.new_id("C")),
            name,
            str(arguments.get("team") or self._state.home_team),
            members,
            bool(arguments.get("is_private")),
            tuple(arguments.get("connected_teams") or ()),
        )
        conversations[made.id] = made
        return {"channel": made.id}

    def _rename(self, arguments: Mapping[str, Any]) -> JSON:
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

    def _archive(self, arguments: Mapping[str, Any]) -> JSON:
        conversation = self._channel(arguments)
        if conversation.is_archived:
            raise Refused("already_archived")
        conversation.is_archived = True
        self._told_of_archiving("archive", conversation)
        return {}

    def _unarchive(self, arguments: Mapping[str, Any]) -> JSON:
        conversation = self._channel(arguments)
        if not conversation.is_archived:
            raise Refused("not_archived")
        conversation.is_archived = False
        self._told_of_archiving("unarchive", conversation)
        return {}

    def _told_of_archiving(self, what: str, conversation: Conversation) -> None:
        who = self._administrator(conversation)
        self._events.channel_life(_kind(conversation, what), conversation, channel=conversation.id, user=who)

    def _administrator(self, conversation: Conversation) -> str:
        """Return who does what the app is told of: a human of the channel's own company."""
        people = self._state.people
        at_home = [
            one
            for one in conversation.members
            if people[one].team_id == conversation.team_id and not people[one].is_bot
        ]
        return at_home[0] if at_home else "USLACKBOT"

    def _change_id(self, arguments: Mapping[str, Any]) -> JSON:
        self._moved(self._channel(arguments), str(arguments["id"]))
        return {"channel": str(arguments["id"])}

    def _moved(self, conversation: Conversation, new: str) -> None:
        old, conversations = conversation.id, self._state.conversations
        if new in conversations:
            raise Refused("name_taken")
        conversations[new] = conversations.pop(old)
        conversation.id = new
        self._state.ephemerals = [
            (new if where == old else where, message) for where, message in self._state.ephemerals
        ]
        self._events.channel_life("channel_id_changed", conversation, old_channel_id=old, new_channel_id=new)

    def _disconnect(self, arguments: Mapping[str, Any]) -> JSON:
        """End the sharing: the host keeps the id, the invited company's copy gets a new one."""
        conversation = self._channel(arguments)
        other = self._other_company(conversation, arguments)
        if other not in conversation.connected_teams:
            raise Refused("team_not_found")
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

    def _reconnect(self, arguments: Mapping[str, Any]) -> JSON:
        conversation = self._channel(arguments)
        before = [team for channel, team in self._left if channel == conversation.id]
        other = str(arguments.get("team") or (before[-1] if before else ""))
        if other not in self._state.teams or other in conversation.connected_teams:
            raise Refused("team_not_found")
        own = conversation.connected_teams or (conversation.team_id,)
        conversation.connected_teams = (*own, other)
        conversation.members += self._left.pop((conversation.id, other), [])
        self._events.channel_life(
            "channel_shared", conversation, connected_team_id=other, channel=conversation.id
        )
        return {"channel": conversation.id}

    def _other_company(self, conversation: Conversation, arguments: Mapping[str, Any]) -> str:
        foreign = [one for one in conversation.connected_teams if one != self._state.home_team]
        return str(arguments.get("team") or (foreign[0] if foreign else ""))

    def _remove_bot(self, arguments: Mapping[str, Any]) -> JSON:
        conversation, bot = self._channel(arguments), self._bot(arguments)
        if bot not in conversation.members:
            raise Refused("not_in_channel")
        self._events.channel_life(
            _kind(conversation, "left"),
            conversation,
            channel=conversation.id,
            actor_id=self._administrator(conversation),
        )
        self._posting.leave(conversation.id, bot)
        return {}

    def _bot(self, arguments: Mapping[str, Any]) -> str:
        """Return the bot user of the install meant: that of a workspace, or the first."""
        team = str(arguments.get("team") or self._state.home_team)
        if team not in self._state.installs:
            raise Refused("team_not_found")
        return self._state.installs[team].bot_user

    def _invite_bot(self, arguments: Mapping[str, Any]) -> JSON:
        conversation = self._channel(arguments)
        by = arguments.get("by") or self._administrator(conversation)
        self._posting.join(conversation.id, self._bot(arguments), str(by))
        return {}

    def _change_usergroup(self, arguments: Mapping[str, Any]) -> JSON:
        group, members = str(arguments["usergroup"]), arguments["members"]
        if group not in self._state.usergroups:
            raise Refused("no_such_subteam")
        self._posting.change_usergroup(group, [str(one) for one in members])
        return {}

    def _change_person(self, arguments: Mapping[str, Any]) -> JSON:
        """Change someone's name, handle, title, zone, or deactivate them (`deleted`)."""
        person = self._state.person(str(arguments["user"]))
        told = {name: arguments[name] for name in _OF_A_PERSON if name in arguments}
        for name, value in told.items():
            if type(value) is not type(getattr(person, name)):
                raise ValueError(f"{name} cannot be {value!r}")
        changed = replace(person, **told)
        self._state.people[person.id] = changed
        self._events.person_changed("user_change", changed)
        return {}

    def _add_person(self, arguments: Mapping[str, Any]) -> JSON:
        """Let someone join a workspace."""
        team, name = str(arguments["team"]), str(arguments["name"])
        if team not in self._state.teams:
            raise Refused("team_not_found")
        user = str(arguments.get("id") or self._state.new_id("U"))
        if user in self._state.people:
            raise Refused("already_in_team")
        person = Person(user, team, name, str(arguments.get("real_name") or name))
        self._state.people[user] = person
        self._events.person_changed("team_join", person)
        return {"user": user}

    def _install(self, arguments: Mapping[str, Any]) -> JSON:
        """Install the app in one more workspace; its commands and shortcuts are there from now on."""
        team = str(arguments["team"])
        if team not in self._state.teams:
            raise Refused("team_not_found")
        made = self._state.install(team)
        return {"bot_user": made.bot_user, "bot_id": made.bot_id, "bot_token": made.bot_token}

    def _uninstall(self, arguments: Mapping[str, Any]) -> JSON:
        """Remove the app from a workspace: its bot leaves, its token is void."""
        install = self._state.installs.pop(str(arguments["team"]), None)
        if install is None:
            raise Refused("team_not_found")
        for conversation in self._state.conversations.values():
            if install.bot_user in conversation.members and not conversation.is_im:
                conversation.members.remove(install.bot_user)
        self._events.uninstalled(install)
        return {}


def _kind(conversation: Conversation, what: str) -> str:
    return f"{'group' if conversation.is_private else 'channel'}_{what}"
