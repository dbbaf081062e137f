"""What the conformance tables stand on: a playground with no app connected, and ways to ask it."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground import Playground, Timing, demo_seed
from tests.integration.playground.clocks import Machine, StandingClock
from tests.integration.playground.poll_app import manifest

JSON = dict[str, Any]
Fact = tuple[str, Callable[["World"], Any], Any]

HOME, GUEST = "T0PROVIDER", "T0PARTIFUL"
BOT, CIERRA, MAYA, OTTO = "U0TAMBOT", "U0CIERRA", "U0MAYA", "U0OTTO"
SHARED, TRIAGE, GENERAL = "C0PARTIFUL", "C0TRIAGE", "C0GENERAL"

_METADATA_EVENTS = tuple(f"message_metadata_{what}" for what in ("posted", "updated", "deleted"))
_MORE_EVENTS = (
    *("reaction_removed", "pin_added", "member_left_channel", "file_shared", "channel_rename"),
    *_METADATA_EVENTS,
)
_MORE_SCOPES = (
    "chat:write.customize",
    "users:read.email",
    "users.profile:read",
    "usergroups:write",
    "metadata.message:read",
)


@dataclass
class World:
    """A playground of one's own for a table of facts; nobody acknowledges what it sends."""

    playground: Playground
    clock: StandingClock
    slack: WebClient
    _names: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def answer(self, method: str, **arguments: Any) -> JSON:
        """Return a call's answer, refused or not."""
        try:
            return dict(self.slack.api_call(method, json=arguments).data)  # type: ignore[arg-type]
        except SlackApiError as refused:
            return dict(refused.response.data)

    def error(self, method: str, **arguments: Any) -> str:
        """Return a call's error name; "" if there is none."""
        return str(self.answer(method, **arguments).get("error", ""))

    def post(self, channel: str = SHARED, **arguments: Any) -> str:
        """Post as the app; return the ts."""
        answer = self.answer("chat.postMessage", channel=channel, **{"text": "x", **arguments})
        assert answer["ok"], answer
        return str(answer["ts"])

    def say(self, text: str = "x", user: str = MAYA, channel: str = SHARED, **more: Any) -> str:
        """Write as a person; return the ts."""
        return self.playground.acting_as(user).say(channel, text, **more)

    def message(self, ts: str, channel: str = SHARED) -> JSON:
        """Return a message as it stands."""
        found = self.playground.workspace.message(channel, ts)
        assert found is not None
        return found

    def act(self, user: str, do: str, **more: Any) -> JSON:
        """Act as a person; return what they see."""
        return self.playground.act({"as": user, "do": do, **more})

    def told(self, act: Callable[[], Any], kind: str = "") -> list[JSON]:
        """Return what was sent to the app because of something (of one type of event or payload)."""
        self.playground.workspace.wait_until_quiet()
        before = len(self._sent())
        act()
        self.playground.workspace.wait_until_quiet()
        sent = self._sent()[before:]
        return [one for one in sent if kind in ("", one.get("event", one).get("type"))]

    def event(self, act: Callable[[], Any], kind: str = "message") -> JSON:
        """Return the one event of a kind that came of something."""
        (payload,) = self.told(act, kind)
        return dict(payload["event"])

    def _sent(self) -> list[JSON]:
        entries = self.playground.workspace.traffic(limit=100_000)
        return [one.request for one in reversed(entries) if one.to_app]

    def trigger(self, user: str = CIERRA) -> str:
        """Return a fresh trigger_id."""
        (payload,) = self.told(lambda: self.act(user, "slash", channel=SHARED, line="/poll x"))
        return str(payload["trigger_id"])

    def open(self, view: JSON, user: str = CIERRA) -> JSON:
        """Open a modal; return the answer."""
        self.act(user, "reload")
        return self.answer("views.open", trigger_id=self.trigger(user), view=view)

    def channel(self, *members: str, **more: Any) -> str:
        """Return the id of a channel nobody has used, with the bot and these members."""
        told = {"name": f"fresh-{next(self._names)}", "members": [BOT, CIERRA, MAYA, *members], **more}
        return str(self.playground.administer("add_channel", **told)["channel"])


@contextmanager
def a_world() -> Iterator[World]:
    """Give a world of its own to a table of facts."""
    clock, data = StandingClock(), manifest()
    events = data["settings"]["event_subscriptions"]
    events["bot_events"] += _MORE_EVENTS
    events["metadata_subscriptions"] = [{"app_id": "A0TAMBOT", "event_type": "ticket_opened"}]
    data["oauth_config"]["scopes"]["bot"] += _MORE_SCOPES
    timing = Timing(redeliver_after=())
    with Playground(demo_seed(data), clock, timing=timing, time_machine=Machine(clock)) as playground:
        client = WebClient("xoxb-playground", base_url=playground.api_url)
        yield World(playground, clock, client)


def named(facts: list[Fact]) -> pytest.MarkDecorator:
    """Make a test's parameters of a table, each named by its source."""
    assert len({name for name, _, _ in facts}) == len(facts), "two facts have one name"
    return pytest.mark.parametrize(
        ("ask", "expected"), [pytest.param(ask, expected, id=name) for name, ask, expected in facts]
    )


def plain(text: str) -> JSON:
    """Return a plain_text object."""
    return {"type": "plain_text", "text": text}
