"""Answering Twilio, PagerDuty and the console in a playground: the bot's own door, on a port of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.app import Bot
from bot.cli.http.front import Front, not_over_http
from bot.cli.http.server import HttpServer
from bot.runbook import Runbook
from bot.settings import Settings
from bot.web import pagerduty_hook, zendesk_hook
from bot.web.door import Door
from bot.web.twilio_voice import FALLBACK, VOICE
from playground.server import Playground

HOST = "127.0.0.1"
"""Nobody else is to knock."""


@dataclass(frozen=True)
class OpenDoor:
    """Where the bot answers, from before it is there."""

    front: Front
    url: str

    def leads_to(self, bot: Bot, settings: Settings) -> None:
        """Have the bot answer."""
        self.front.open(not_over_http, Door(settings, bot.services, bot.database))


@contextmanager
def answering(playground: Playground, runbook: Runbook) -> Iterator[OpenDoor]:
    """Answer for so long what the playground's PagerDuty and console tell, and whoever calls the line."""
    front = Front()
    server = HttpServer(front, HOST, 0)
    url = f"http://{HOST}:{server.port}"
    playground.set_pager("webhook", url=f"{url}{pagerduty_hook.PATH}")
    playground.set_console("webhook", url=f"{url}{zendesk_hook.PATH}")
    if runbook.provider.line is not None:
        voice, status = f"{url}{VOICE}", f"{url}{VOICE}/status"
        playground.set_pager("voice", url=voice, fallback=f"{url}{FALLBACK}", status_callback=status)
    try:
        yield OpenDoor(front, url)
    finally:
        server.stop()


def outside_environment(playground: Playground, runbook: Runbook, public_url: str) -> dict[str, str]:
    """Return what is set where all beside Slack is the playground's, and everybody has a phone there."""
    book = playground.exchange.book
    people = [one for one in runbook.provider.people.values() if one.phone and one.slack]
    known = {one.id for one in playground.seed.people}
    phones = {str(one.phone): book.number(str(one.slack)) for one in people if one.slack in known}
    environment = playground.exchange.account.environment(playground.url)
    environment |= playground.console.desk.account.environment(playground.url)
    return environment | phones | {"PUBLIC_URL": public_url}
