"""The workspace's state: who and what there is, under one lock; every change is announced."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from playground.workspace.clock_mover import Skew, SkewedClock, TimeSource
from playground.workspace.json_types import JSON
from playground.workspace.manifest import AppManifest
from playground.workspace.model import OpenView, PostedMessage, SlackConversation, SlackFile
from playground.workspace.seed import Installation, Seed, SlackChannel, SlackTeam, UserGroup, WorkspaceMember

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_A_MOMENT = 1_000_000  # microseconds


class SlackError(Exception):
    """The playground's Slack refuses something, with Slack's error name."""

    def __init__(self, error: str, **more: object) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


class WorkspaceState:
    """All that a playground knows. Change it only inside `changing()`."""

    def __init__(self, seed: Seed, clock: TimeSource, *, strict: bool = True) -> None:
        self.seed, self.app, self.skew = seed, seed.app, Skew()
        self.clock = SkewedClock(clock, self.skew)
        self.manifest = AppManifest(seed.app.manifest, strict=strict)
        self.teams: dict[str, SlackTeam] = {one.id: one for one in seed.teams}
        self.people: dict[str, WorkspaceMember] = {one.id: one for one in seed.people}
        self.usergroups: dict[str, UserGroup] = {one.id: one for one in seed.usergroups}
        self.conversations: dict[str, SlackConversation] = {one.id: _open(one) for one in seed.channels}
        self.files: dict[str, SlackFile] = {}
        self.ephemerals: list[tuple[str, PostedMessage]] = []
        self.stacks: dict[str, list[OpenView]] = {}
        self.tabs: dict[str, str] = {}  # in which tab of the page each person did the last thing
        self.homes: dict[tuple[str, str], OpenView] = {}
        self.suggested: dict[str, list[JSON]] = {}
        self.installs: dict[str, Installation] = {}
        self.bots: dict[str, Installation] = {}
        for team in seed.app.installed_teams:
            self.install(team)
        self.url = ""  # under which it is served, once it is
        self.rev = 0
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.on_change: list[Callable[[], None]] = []
        self._counter = 0

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the lock for a change, then tell everyone who waits for one."""
        with self.lock:
            try:
                yield
            finally:
                self.rev += 1
                self.changed.notify_all()
        for tell in list(self.on_change):
            tell()

    def new_id(self, prefix: str) -> str:
        """Return an id nobody has had, in Slack's looks; the same run gives the same ids."""
        self._counter += 1
        number, text = self._counter, ""
        while number:
            number, digit = divmod(number, 36)
            text = _DIGITS[digit] + text
        return f"{prefix}{text.rjust(8, '0')}"

    def new_ts(self, conversation: SlackConversation) -> str:
        """Return a time stamp for now that no message of the conversation has.

        What comes later stands later, even if a clock that was moved runs behind for a moment.
        """
        micros = round(self.clock.now().timestamp() * 1_000_000)
        last = round(float(next(reversed(conversation.messages), "0")) * 1_000_000)
        if micros <= last < micros + _A_MOMENT:
            micros = last + 1
        while True:
            ts = f"{micros // 1_000_000}.{micros % 1_000_000:06d}"
            taken = any(one.ts == ts for channel, one in self.ephemerals if channel == conversation.id)
            if ts not in conversation.messages and not taken:
                return ts
            micros += 1

    def event_ts(self) -> str:
        """Return a time stamp of this moment for something that is no message."""
        return f"{self.clock.now().timestamp():.6f}"

    def install(self, team_id: str) -> Installation:
        """Install the app in a workspace: its bot user is there from now on."""
        made = Installation.of(self.app, team_id)
        self.installs[team_id] = self.bots[made.bot_user] = made
        if made.bot_user not in self.people:
            bot = self.people[self.app.bot_user]
            self.people[made.bot_user] = replace(bot, id=made.bot_user, team_id=team_id)
        return made

    @property
    def home(self) -> Installation:
        """Return the app's first install, there or gone."""
        return next(iter(self.installs.values()), None) or self.bots[self.app.bot_user]

    @property
    def home_team(self) -> str:
        """Return the workspace in which the app was installed first."""
        return self.home.team_id

    def install_for(self, user: str) -> Installation:
        """Return the install whose bot a person deals with: their own workspace's, or the first."""
        return self.installs.get(self.people[user].team_id, self.home)

    def bot_behind(self, user: str) -> Installation:
        """Return the install whose bot wrote a message; for anyone else's, the one they deal with."""
        return self.bots.get(user) or self.install_for(user)

    def hearing(self, conversation: SlackConversation) -> Installation | None:
        """Return which install is told of what happens there: of several bots, the one added last."""
        live = {one.bot_user: one for one in self.installs.values()}
        return next((live[one] for one in reversed(conversation.members) if one in live), None)

    def person(self, user: str) -> WorkspaceMember:
        """Return a person, or refuse as Slack does."""
        if user not in self.people:
            raise SlackError("user_not_found")
        return self.people[user]

    def conversation(self, channel: str) -> SlackConversation:
        """Return a conversation, or refuse as Slack does."""
        if channel not in self.conversations:
            raise SlackError("channel_not_found")
        return self.conversations[channel]

    def direct(self, user: str, install: Installation | None = None) -> SlackConversation:
        """Return the direct messages of a person with a bot (theirs), opened if need be."""
        person = self.person(user)
        install = install or self.install_for(user)
        channel = f"D{user[1:]}{install.mark}"
        if channel not in self.conversations:
            members = [user, install.bot_user]
            self.conversations[channel] = SlackConversation(
                channel, "", person.team_id, members, im_user=user
            )
        return self.conversations[channel]

    def group_direct(self, users: Sequence[str]) -> SlackConversation:
        """Return the group direct messages of these people, opened if need be."""
        members = sorted(set(users))
        for one in self.conversations.values():
            if one.is_mpim and sorted(one.members) == members:
                return one
        name = f"mpdm-{'--'.join(self.person(one).name for one in members)}-1"
        made = SlackConversation(
            self.new_id("C"), name, self.home_team, members, is_private=True, is_mpim=True
        )
        self.conversations[made.id] = made
        return made

    def message(self, channel: str, ts: str) -> PostedMessage:
        """Return a message everyone in the channel sees, or refuse as Slack does."""
        found = self.conversation(channel).messages.get(ts)
        if found is None:
            raise SlackError("message_not_found")
        return found

    def ephemeral(self, user: str, channel: str, ts: str) -> PostedMessage | None:
        """Return a message only that person sees."""
        return next(
            (
                one
                for where, one in self.ephemerals
                if where == channel and one.ts == ts and one.visible_to == user
            ),
            None,
        )


def _open(channel: SlackChannel) -> SlackConversation:
    return SlackConversation(
        channel.id,
        channel.name,
        channel.team_id,
        list(channel.members),
        channel.is_private,
        channel.connected_teams,
        channel.topic,
    )
