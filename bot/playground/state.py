"""The workspace's state: who and what there is, under one lock, with a bell rung at each change."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol

from bot.playground.manifest import Manifest
from bot.playground.model import Conversation, File, Message, OpenView
from bot.playground.seed import Channel, Person, Seed, Team, UserGroup

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class TellsTime(Protocol):
    """Whatever tells the playground what time it is."""

    def now(self) -> datetime:
        """Return this instant, aware."""
        ...


class Refused(Exception):
    """The playground's Slack refuses something, with Slack's error name."""

    def __init__(self, error: str, **more: object) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


class State:
    """All that a playground knows. Change it only inside `changing()`."""

    def __init__(self, seed: Seed, clock: TellsTime, *, strict: bool = True) -> None:
        self.seed, self.clock, self.app = seed, clock, seed.app
        self.manifest = Manifest(seed.app.manifest, strict=strict)
        self.teams: dict[str, Team] = {one.id: one for one in seed.teams}
        self.people: dict[str, Person] = {one.id: one for one in seed.people}
        self.usergroups: dict[str, UserGroup] = {one.id: one for one in seed.usergroups}
        self.conversations: dict[str, Conversation] = {one.id: _open(one) for one in seed.channels}
        self.files: dict[str, File] = {}
        self.ephemerals: list[tuple[str, Message]] = []
        self.stacks: dict[str, list[OpenView]] = {}
        self.homes: dict[str, OpenView] = {}
        self.suggested: dict[str, list[dict[str, Any]]] = {}
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

    def new_ts(self, conversation: Conversation) -> str:
        """Return a time stamp for now that no message of the conversation has."""
        micros = round(self.clock.now().timestamp() * 1_000_000)
        while True:
            ts = f"{micros // 1_000_000}.{micros % 1_000_000:06d}"
            taken = any(one.ts == ts for channel, one in self.ephemerals if channel == conversation.id)
            if ts not in conversation.messages and not taken:
                return ts
            micros += 1

    def event_ts(self) -> str:
        """Return a time stamp of this moment for something that is no message."""
        return f"{self.clock.now().timestamp():.6f}"

    @property
    def home_team(self) -> str:
        """Return the workspace in which the app was installed first."""
        return self.app.installed_teams[0]

    def person(self, user: str) -> Person:
        """Return a person, or refuse as Slack does."""
        if user not in self.people:
            raise Refused("user_not_found")
        return self.people[user]

    def is_foreign(self, user: str) -> bool:
        """Tell whether someone belongs to a workspace other than the app's own."""
        return self.people[user].team_id != self.home_team

    def conversation(self, channel: str) -> Conversation:
        """Return a conversation, or refuse as Slack does."""
        if channel not in self.conversations:
            raise Refused("channel_not_found")
        return self.conversations[channel]

    def direct(self, user: str) -> Conversation:
        """Return the direct messages of a person with the bot, opened if need be."""
        person = self.person(user)
        channel = f"D{user[1:]}"
        if channel not in self.conversations:
            members = [user, self.app.bot_user]
            self.conversations[channel] = Conversation(channel, "", person.team_id, members, im_user=user)
        return self.conversations[channel]

    def message(self, channel: str, ts: str) -> Message:
        """Return a message everyone in the channel sees, or refuse as Slack does."""
        found = self.conversation(channel).messages.get(ts)
        if found is None:
            raise Refused("message_not_found")
        return found

    def ephemeral(self, user: str, channel: str, ts: str) -> Message | None:
        """Return a message only that person sees."""
        return next(
            (
                one
                for where, one in self.ephemerals
                if where == channel and one.ts == ts and one.visible_to == user
            ),
            None,
        )


def _open(channel: Channel) -> Conversation:
    return Conversation(
        channel.id,
        channel.name,
        channel.team_id,
        list(channel.members),
        channel.is_private,
        channel.connected_teams,
        channel.topic,
    )
