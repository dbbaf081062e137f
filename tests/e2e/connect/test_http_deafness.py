"""Served over HTTP: that Slack's requests no longer reach us is found out, and what was said is read."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from bot.cli.http.listening import PATH, Listening
from bot.cli.http.server import HttpServer
from bot.cli.running.host_clock import HostClockAlarm
from handlers.deafness import BETWEEN_LOOKS_S
from models.message import TicketMessage
from tests.e2e.coming_back import House, house
from tests.e2e.stage import CHANNEL

log = logging.getLogger(__name__)


@dataclass
class Road:
    """What is between Slack and the bot: while it is cut, Slack hears of a proxy that nobody is behind it."""

    home: House
    listening: Listening
    is_cut: bool = False

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not self.is_cut:
            return self.listening.answers(environ, start_response)
        start_response("502 Bad Gateway", [("Content-Type", "text/plain")])
        return [b"nobody is there\n"]

    def look_for(self, minutes: int) -> None:
        """Let minutes pass, in each of which the bot may look at channels as often as it wants to."""
        until = self.home.clock.now().timestamp() + minutes * 60
        while self.home.clock.now().timestamp() < until:
            self.home.wait(seconds=self.listening.deafness.look_on())

    @property
    def looks(self) -> int:
        """Return how often channels were looked at so far."""
        return len(self.home.playground.workspace.traffic("conversations.history"))


@pytest.fixture
def road(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Road]:
    """Give the road to a bot that Slack calls over HTTP; both go by the house's clock."""
    with house(tmp_path) as home:
        monkeypatch.setattr("slack_sdk.signature.Clock.now", lambda _clock: home.clock.now().timestamp())
        secret = home.settings.signing_secret
        road = Road(home, Listening.of(home.stage.bot, secret, HostClockAlarm(log.error, http=True)))
        server = HttpServer(road, "127.0.0.1", 0)
        assert home.playground.set_request_url(f"http://127.0.0.1:{server.port}{PATH}")
        yield road
        server.stop()


def test_what_was_said_while_no_request_arrived_is_found_and_taken_in(road: Road) -> None:
    home, stage = road.home, road.home.stage
    ticket = stage.open("SMS is failing")
    road.is_cut = True
    stage.maya.say(CHANNEL, "It fails on Android too", ticket.thread)
    stage.maya.say(CHANNEL, "@tam open P1 Nothing at all is sent")
    home.playground.workspace.wait_until_quiet()
    before = road.looks
    road.look_for(minutes=4)
    assert 0 < road.looks - before <= 4 * 60 / BETWEEN_LOOKS_S
    home.sweep()
    assert stage.on_stage(ticket.number + 1).row.subject == "Nothing at all is sent"
    with stage.bot.database.read() as session:
        said = [one.text for one in TicketMessage.of_ticket(session, ticket.row.id)]
    assert said == ["It fails on Android too"]
