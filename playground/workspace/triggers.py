"""Trigger ids (3 seconds, one use) and response URLs (30 minutes, 5 uses)."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from playground.timing import Timing
from playground.workspace.model import PostedMessage
from playground.workspace.state import SlackError, WorkspaceState

RESPONSE_LIFE = timedelta(minutes=30)
RESPONSE_USES = 5


@dataclass(slots=True)
class Trigger:
    """Permission to open one modal for one person, for a moment."""

    user: str
    view_id: str | None
    until: float
    tab: str = ""
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """Permission to answer where an interaction happened."""

    user: str
    channel: str
    until: datetime
    original: PostedMessage | None = None
    uses: int = 0


class Triggers:
    """Issues permissions and redeems them."""

    def __init__(self, state: WorkspaceState, timing: Timing) -> None:
        self._state, self._timing = state, timing
        self._triggers: dict[str, Trigger] = {}
        self._responses: dict[str, ResponseUrl] = {}

    def issue(self, user: str, view_id: str | None = None) -> str:
        """Return a new trigger_id for that person."""
        name = f"{self._state.new_id('')}.{self._state.people[user].team_id[1:]}.{self._state.new_id('')}"
        until, tab = time.monotonic() + self._timing.trigger_life, self._state.tabs.get(user, "")
        self._triggers[name] = Trigger(user, view_id, until, tab)
        return name

    def redeem(self, name: str) -> Trigger:
        """Use a trigger_id up, or refuse it as Slack does."""
        trigger = self._triggers.get(name)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() > trigger.until:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def expire(self) -> None:
        """Let every trigger_id be too old."""
        for trigger in self._triggers.values():
            trigger.until = float("-inf")

    def respond_at(self, user: str, channel: str, original: PostedMessage | None = None) -> str:
        """Return the name of a new response URL."""
        name = self._state.new_id("R")
        until = self._state.clock.now() + RESPONSE_LIFE
        self._responses[name] = ResponseUrl(user, channel, until, original)
        return name

    def use_response(self, name: str) -> ResponseUrl:
        """Count one use of a response URL, or refuse it as Slack does."""
        found = self._responses.get(name)
        if found is None:
            raise SlackError("no_service")
        if self._state.clock.now() > found.until:
            raise SlackError("expired_url")
        if found.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        found.uses += 1
        return found
