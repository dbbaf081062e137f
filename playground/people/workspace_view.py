"""The workspace as tests see it: synchronous, thread-safe, with waits for what is still to come."""

import copy
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from playground.console.console import Console
from playground.pager.pager import Pager
from playground.timing import PATIENCE
from playground.to_app.deliveries import Deliveries
from playground.to_app.journal import Journal, JournalEntry
from playground.to_app.socket_mode import SocketHub
from playground.workspace.json_types import JSON
from playground.workspace.slack_json import message_json
from playground.workspace.state import WorkspaceState

Found = TypeVar("Found")

_LOOK_AGAIN = 0.05  # what a predicate looks at may change without our bell (a database, a list in the test)


class WorkspaceView:
    """Reads what everyone (or one person) sees."""

    def __init__(
        self,
        state: WorkspaceState,
        journal: Journal,
        hub: SocketHub,
        deliveries: Deliveries,
        pager: Pager,
        console: Console,
    ) -> None:
        self._state, self._journal, self._hub, self._deliveries = state, journal, hub, deliveries
        self._pager, self._console = pager, console

    def wait_for(self, predicate: Callable[[], Found], timeout: float = PATIENCE) -> Found:
        """Return the predicate's first true answer, or raise TimeoutError with the last traffic."""
        until = time.monotonic() + timeout
        while True:
            rev = self._state.rev
            if found := predicate():
                return found
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"nothing of the kind within {timeout} s; lately: {self._lately()}")
            with self._state.changed:
                if self._state.rev == rev:
                    self._state.changed.wait(min(left, _LOOK_AGAIN))

    def wait_until_quiet(self, timeout: float = PATIENCE) -> None:
        """Wait until every envelope was acknowledged or given up, and every call and incident told of."""
        self.wait_for(self._is_quiet, timeout)

    def wait_for_connection(self, sockets: int = 1, timeout: float = PATIENCE) -> None:
        """Wait until the app has so many sockets open."""
        self.wait_for(lambda: self._hub.count >= sockets, timeout)

    def _is_quiet(self) -> bool:
        return self._deliveries.outstanding == 0 and self._pager.is_quiet and self._console.is_quiet

    def _lately(self) -> str:
        return ", ".join(
            f"{one.title}{'' if one.ok else ' ' + str((one.response or {}).get('error'))}"
            for one in reversed(self._journal.entries(12))
        )

    @property
    def sockets(self) -> int:
        """Return how many sockets the app has open."""
        return self._hub.count

    def traffic(self, title: str | None = None, limit: int = 500) -> Sequence[JournalEntry]:
        """Return the last envelopes and calls (so many of one type or method, or of all), newest first."""
        return self._journal.entries(limit, title)

    def messages(self, channel: str, newest: int = 0) -> list[JSON]:
        """Return a channel's top-level messages (or so many of the newest) as Slack's JSON, oldest first."""
        with self._state.lock:
            found = self._state.conversation(channel)
            return [self._json(channel, ts) for ts in found.top_level[-newest:]]

    def thread(self, channel: str, ts: str) -> list[JSON]:
        """Return a thread: the parent, then the replies, oldest first."""
        with self._state.lock:
            found = self._state.conversation(channel)
            parent = [ts] if ts in found.messages else []
            return [self._json(channel, one) for one in (*parent, *found.threads.get(ts, ()))]

    def message(self, channel: str, ts: str) -> JSON | None:
        """Return one message, if it is there."""
        with self._state.lock:
            return self._json(channel, ts) if ts in self._state.conversation(channel).messages else None

    def pins(self, channel: str) -> list[str]:
        """Return the ts of what is pinned, oldest pin first."""
        with self._state.lock:
            return list(self._state.conversation(channel).pins)

    def direct_messages(self, user: str) -> list[JSON]:
        """Return a person's direct messages with the bot."""
        with self._state.lock:
            return self.messages(self._state.direct(user).id)

    def ephemerals(self, user: str, channel: str) -> list[JSON]:
        """Return what only that person sees in a channel."""
        with self._state.lock:
            conversation = self._state.conversation(channel)
            return [
                copy.deepcopy(message_json(self._state, conversation, one))
                for where, one in self._state.ephemerals
                if where == channel and one.visible_to == user
            ]

    def home(self, user: str) -> JSON | None:
        """Return a person's home tab."""
        with self._state.lock:
            home = self._state.homes.get((user, self._state.install_for(user).team_id))
            return copy.deepcopy(home.view) if home else None

    def _json(self, channel: str, ts: str) -> JSON:
        conversation = self._state.conversation(channel)
        return copy.deepcopy(message_json(self._state, conversation, conversation.messages[ts]))
