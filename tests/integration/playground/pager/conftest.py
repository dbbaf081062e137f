"""A playground with phones, an app that answers calls, and clients of both APIs."""

from collections.abc import Iterator

import pytest
from twilio.rest import Client

from playground import UNHURRIED, Playground, demo_seed
from tests.integration.playground.clocks import Machine, StandingClock
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
def app() -> Iterator[VoiceApp]:
    with voice_app() as running:
        yield running


@pytest.fixture
def twilio(playground: Playground) -> Client:
    """Give Twilio's own client."""
    account = playground.exchange.account
    client = Client(account.twilio_sid, account.twilio_token)
    client.api.base_url = playground.url.rstrip("/")
    return client
