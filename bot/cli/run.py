"""`tam-bot run`: the bot over Socket Mode, until it is told to stop."""

import argparse
import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import Bot
from bot.cli.http.front import Front, not_over_http
from bot.cli.http.server import HttpServer
from bot.cli.loading import loaded
from bot.cli.running.ending import ShutdownSignal, told_to_end
from bot.cli.running.host_clock import HostClockAlarm
from bot.cli.running.patience import patiently
from bot.cli.socket_mode import connect_socket, disconnect, keep_quick
from bot.clock import Clock, SystemClock
from bot.runbook import Runbook
from bot.settings import Settings
from bot.web.door import Door, early
from models.store.database import Database

log = logging.getLogger(__name__)

LONGEST_GAP = timedelta(seconds=60)
"""Slack sends again at once, after 1 and after 5 minutes what it could not deliver: less needs no reading."""
NOTED_EVERY = timedelta(seconds=30)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "run",
        help="run the bot over Socket Mode",
        description="Run the bot over Socket Mode. Needs SLACK_BOT_TOKEN, SLACK_APP_TOKEN and whatever the "
        "runbook names. A new SQLite database is made where none is.",
    )
    parser.add_argument(
        "--http",
        type=int,
        metavar="PORT",
        help="answer Twilio, PagerDuty and calendars there too, at PUBLIC_URL (nothing is answered)",
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address for that (127.0.0.1)")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Run until SIGTERM or SIGINT; return 0."""
    settings, runbook = loaded()
    front, answers = Front(early(settings, runbook)), args.http is not None
    with told_to_end() as end, _listening(front, args.host, args.http):
        bot = patiently(lambda: wired(settings, runbook, answers=answers), pause=end.pause)
        front.open(not_over_http, Door(settings, bot.services, bot.database))
        _run(bot, settings, end)
    return 0


@contextmanager
def _listening(front: Front, host: str, port: int | None) -> Iterator[None]:
    """Answer over HTTP for so long, if there is a port for it."""
    server = None if port is None else HttpServer(front, host, port)
    try:
        yield
    finally:
        if server is not None:
            server.stop()


def _run(bot: Bot, settings: Settings, end: ShutdownSignal) -> None:
    handler = patiently(lambda: connect_socket(bot, settings.app_token), pause=end.pause)
    bot.start()
    keep_for_good()
    log.info("the runbook is %s", settings.runbook)
    accounts = bot.services.runbook.accounts.values()
    log.info("tam-bot listens for %s", ", ".join(account.name for account in accounts))
    watch, alarm = Watch(bot, handler.client.is_connected), HostClockAlarm(log.error)

    def every_second() -> None:
        keep_quick(handler)
        alarm.look(bot.clock.host_ahead())
        watch.beat()

    end.wait(every_second)
    disconnect(handler)
    bot.stop()
    log.info("tam-bot has stopped; what is unsent waits in the outbox")


class Watch:
    """Watches the connection: what was not heard in a gap is read beside all else, and nudges wait for it."""

    def __init__(
        self,
        bot: Bot,
        connected: Callable[[], bool],
        clock: Clock | None = None,
        *,
        sure: Callable[[], bool] = lambda: True,
    ) -> None:
        """Watch `connected`; that Slack is heard is noted only while that is `sure`."""
        self._bot, self._connected, self._clock = bot, connected, clock or bot.services.clock
        self._sure = sure
        self._heard = self._clock.now()
        self._noted = self._heard - NOTED_EVERY
        self._told = self._heard
        """When it was last said that nobody listens."""

    def beat(self) -> None:
        """Look once; a machine that slept between two looks has heard nothing either."""
        now, connected = self._clock.now(), self._connected()
        try:
            if connected:
                self._hear(now)
            elif now - max(self._heard, self._told) > LONGEST_GAP:
                self._bot.still_deaf()
                self._told = now
        except Exception:
            log.exception("it could not be noted what is heard and what is not; it is tried again")

    def _hear(self, now: datetime) -> None:
        if now - self._heard > LONGEST_GAP:
            log.warning("Slack was not heard for %s", now - self._heard)
            self._bot.missed()
        self._heard = now
        if now - self._noted >= NOTED_EVERY and self._sure():
            self._bot.services.gaps.listening()
            self._noted = now


def wired(settings: Settings, runbook: Runbook, *, answers: bool = False) -> Bot:
    """Wire the bot together on its database; raises what `Bot.wired` does."""
    make_new_database(settings.database_url)
    return Bot.wired(settings, runbook, SystemClock(), answers=answers)


def keep_for_good() -> None:
    """Have what the start has made never looked at again for garbage: it lives as long as the process."""
    gc.collect()
    gc.freeze()


def make_new_database(url: str) -> None:
    """Make the tables of an SQLite file that does not exist yet; any other is migrated on purpose only."""
    database = Database(url)
    if database.is_sqlite and not Path(database.url.database or "").exists():
        database.migrate()
    database.dispose()
