"""A playground with its help desk, an app that is told of tickets, and a client."""

from collections.abc import Iterator

import pytest

from playground import UNHURRIED, Playground, demo_seed
from tests.integration.playground.clocks import Machine, StandingClock
from tests.integration.playground.console.zendesk_client import ZendeskClient
from tests.integration.playground.control import Control
from tests.integration.playground.pager.voice_app import VoiceApp, voice_app


@pytest.fixture
def playground(clock: StandingClock) -> Iterator[Playground]:
    with Playground(demo_seed({}), clock, time_machine=Machine(clock), timing=UNHURRIED) as running:
        yield running


@pytest.fixture
def control(playground: Playground) -> Control:
    return Control(f"{playground.url}control/")


@pytest.fixture
def zendesk(playground: Playground) -> ZendeskClient:
    return ZendeskClient(playground)


@pytest.fixture
def app(control: Control) -> Iterator[VoiceApp]:
    """Give an app that the help desk tells of its tickets."""
    with voice_app() as running:
        control.post("console/webhook", url=f"{running.url}/webhook")
        yield running
