"""A playground for each test, and a small foreign Bolt app that knows nothing of ours."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk import WebClient

from playground import UNHURRIED, Playground, Timing, demo_seed
from tests.integration.playground.clocks import StandingClock
from tests.integration.playground.conformance.facts import World, a_world
from tests.integration.playground.poll_app import PollApp, manifest

__all__ = ["GIVES_UP_SOON", "REPEATS_SOON", "StandingClock"]

GIVES_UP_SOON = Timing(ack_within=0.25, redeliver_after=(0.01, 0.01, 0.01))
"""For an app that never answers; one that does would at times be too late."""
REPEATS_SOON = replace(UNHURRIED, redeliver_after=(0.01, 0.01, 0.01))


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def timing() -> Timing:
    """Say how long Slack waits; a test may say otherwise by parametrizing."""
    return replace(UNHURRIED, refresh_grace=0.1)


@pytest.fixture
def playground(clock: StandingClock, timing: Timing, request: pytest.FixtureRequest) -> Iterator[Playground]:
    options: dict[str, Any] = getattr(request, "param", {})
    with Playground(demo_seed(manifest()), clock, timing=timing, **options) as running:
        yield running


@pytest.fixture
def calls_take_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have rate limits see no time pass: on a slow machine more calls would go than Slack's burst."""
    monkeypatch.setattr("playground.web_api.rate_limits.monotonic", lambda: 0.0)


@pytest.fixture
def slack(playground: Playground) -> WebClient:
    """The bot's Web API client, without an app."""
    return WebClient("xoxb-playground", base_url=playground.api_url)


@pytest.fixture
def poll(playground: Playground) -> Iterator[PollApp]:
    app = PollApp(playground)
    app.connect()
    yield app
    app.close()


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """Give the world of a module's table of facts."""
    with a_world() as made:
        yield made
