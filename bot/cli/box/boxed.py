"""The bot in a box: a playground with the real bot in it, for the page, for scenarios and for tests."""

import argparse
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot import resources
from bot.app import Bot
from bot.cli.box.answering import answering, outside_environment
from bot.cli.box.runbook_seed import seed_of
from bot.cli.box.runbooks import boxed_runbook, chosen_runbook, sample_that_rings
from bot.cli.box.time_machine import TimeMachine
from bot.cli.box.under_way import under_way
from bot.cli.garbage import seldom_collected
from bot.cli.running.ending import told_to_end
from bot.cli.socket_mode import connect_socket, disconnect, keep_quick
from bot.clock import MovableClock
from bot.errors import WrongInput
from bot.runbook import Runbook
from bot.settings import Settings
from models.store.database import Database
from playground.server import Playground
from playground.timing import UNHURRIED, Timing
from playground.workspace.json_types import ReadOnlyJSON
from playground.workspace.seed import Seed, demo_seed

_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@dataclass(frozen=True)
class Running:
    """A playground with the bot in it."""

    playground: Playground
    bot: Bot
    handler: SocketModeHandler
    clock: MovableClock

    def settle(self) -> None:
        """Wait until the bot has answered whatever happened, and said all that it may say now."""
        self._wait_until_answered()
        self.bot.reading.settle()
        if self.bot.console is not None:
            self.bot.console.settle()
        self.bot.sweep.run()
        self.bot.relay.settle()
        self._wait_until_answered()  # what it says comes back to it as events

    def _wait_until_answered(self) -> None:
        workspace, begun = self.playground.workspace, under_way(self.bot)
        workspace.wait_until_quiet()
        workspace.wait_for(lambda: not begun)


def serve(args: argparse.Namespace, start: datetime | None) -> int:
    """Serve the page until SIGTERM or SIGINT, from the beginning whenever it asks for that; return 0.

    Raises WrongInput when its port is taken, RunbookInvalid for a runbook of yours that has faults.
    """
    chosen = chosen_runbook(args)
    seed = seed_of(chosen, boxed_manifest()) if chosen else None
    runbook = chosen or sample_that_rings()
    port, is_over = args.port, False
    with told_to_end() as end:
        while not is_over:
            again = threading.Event()
            with running(
                port=port,
                start=start,
                rate_limits=args.rate_limits,
                runbook=runbook,
                seed=seed,
                timing=Timing(),
                start_over=again.set,
            ) as started:
                url = started.playground.url
                print(f"\n  The playground is at {url}\n  Ctrl+C ends it.\n", flush=True)
                port = urlsplit(url).port or 0
                is_over = end.wait(partial(keep_quick, started.handler), unless=again.is_set)
    return 0


@contextmanager
def running(
    *,
    port: int = 0,
    start: datetime | None = None,
    pace: float = 0.0,
    runbook: Runbook | None = None,
    rate_limits: bool = False,
    seed: Seed | None = None,
    timing: Timing = UNHURRIED,
    start_over: Callable[[], object] | None = None,
) -> Iterator[Running]:
    """Run a playground with the real bot in it: Socket Mode, relay, sweep and jobs, on a movable clock.

    `timing` says how long Slack waits: where a person looks on as long as the real one, else unhurried.
    `start_over` is what the page asks for when somebody wants to begin again.
    """
    go_around_proxies()
    clock = MovableClock(start)
    time_machine = TimeMachine(clock)
    book = runbook or boxed_runbook()
    with seldom_collected(), tempfile.TemporaryDirectory(prefix="tam-bot-") as folder:
        url = f"sqlite:///{Path(folder, 'playground.db')}"
        Database(url).migrate()
        made = Playground(
            seed or demo_seed(boxed_manifest()),
            clock,
            time_machine=time_machine,
            port=port,
            rate_limits=rate_limits,
            timing=timing,
            start_over=start_over,
        )
        playground = started_on(made, port)
        with answering(playground, book) as door:
            settings = _settings(playground, url, outside_environment(playground, book, door.url))
            bot = Bot.wired(settings, book, clock, pace=pace, answers=True)
            door.leads_to(bot, settings)
            time_machine.drives(bot, playground)
            under_way(bot)  # watched from the first answer on
            handler = connect_socket(bot, settings.app_token)
            bot.start()
            try:
                yield Running(playground, bot, handler, clock)
            finally:
                disconnect(handler)
                bot.stop()
                playground.stop()


def started_on(playground: Playground, port: int) -> Playground:
    """Start a playground; raises WrongInput when its port is taken."""
    try:
        return playground.start()
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WrongInput(f"Port {port} can't be used ({reason}). Try --port 0 for any free one.") from None


def _settings(playground: Playground, database_url: str, paged: dict[str, str]) -> Settings:
    app = playground.seed.app
    return Settings.read(
        paged
        | {
            "SLACK_API_URL": playground.api_url,
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_APP_TOKEN": app.app_token,
            "SLACK_SIGNING_SECRET": app.signing_secret,
            "DATABASE_URL": database_url,
        }
    )


def boxed_manifest() -> ReadOnlyJSON:
    """Return our own app's manifest."""
    declared: ReadOnlyJSON = yaml.safe_load(resources.manifest().read_text(encoding="utf-8"))
    return declared


def go_around_proxies() -> None:
    """Forget proxies in this process: the SDK's socket client would send even 127.0.0.1 through one."""
    for name in _PROXIES:
        os.environ.pop(name, None)
        os.environ.pop(name.lower(), None)
