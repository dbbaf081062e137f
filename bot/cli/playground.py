"""`tam-bot playground`: a Slack workspace in a box, with the bot in it."""

import argparse
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot import resources
from bot.app import Bot
from bot.cli.offline import parse_instant
from bot.cli.run import connected, disconnect, keep_quick, wait_for_the_end
from bot.cli.time_machine import TimeMachine
from bot.clock import MovableClock
from bot.errors import WrongInput
from bot.playground.seed import demo_seed
from bot.playground.server import Playground
from bot.runbook import Runbook, load
from bot.settings import Settings
from models.database import Database

log = logging.getLogger(__name__)

_MADE_UP_PIN = "0000"
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@dataclass(frozen=True)
class Running:
    """A playground with the bot in it."""

    playground: Playground
    bot: Bot
    handler: SocketModeHandler
    clock: MovableClock


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "playground",
        help="try the bot in a local Slack workspace, in the browser",
        description="Start a local Slack workspace with the bot in it and print the address of its page. "
        "Nothing leaves this machine; nothing is kept when it ends.",
    )
    parser.add_argument("--port", type=int, default=8123, help="the page's port (8123; 0 for any free one)")
    parser.add_argument("--at", help="when it starts, like 2026-03-03T10:00-05:00 (now)")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Serve the page until SIGTERM or SIGINT; return 0."""
    start = parse_instant(args.at) if args.at else None
    with running(port=args.port, start=start) as started:
        print(f"\n  The playground is at {started.playground.url}\n  Ctrl+C ends it.\n", flush=True)
        wait_for_the_end(lambda: keep_quick(started.handler))
    return 0


@contextmanager
def running(*, port: int = 0, start: datetime | None = None, pace: float = 0.0) -> Iterator[Running]:
    """Run a playground with the real bot in it: Socket Mode, relay, sweep and jobs, on a movable clock."""
    _go_around_proxies()
    clock = MovableClock(start)
    time_machine = TimeMachine(clock)
    seed = demo_seed(_manifest())
    with tempfile.TemporaryDirectory(prefix="tam-bot-") as folder:
        url = f"sqlite:///{Path(folder, 'playground.db')}"
        Database(url).migrate()
        playground = _started(Playground(seed, clock, time_machine=time_machine, port=port), port)
        settings = _settings(playground, url)
        bot = Bot.wired(settings, _runbook(), clock, pace=pace)
        time_machine.drives(bot)
        handler = connected(bot, settings.app_token)
        bot.start()
        try:
            yield Running(playground, bot, handler, clock)
        finally:
            disconnect(handler)
            bot.stop()
            playground.stop()


def _started(playground: Playground, port: int) -> Playground:
    try:
        return playground.start()
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WrongInput(f"Port {port} can't be used ({reason}). Try --port 0 for any free one.") from None


def _settings(playground: Playground, database_url: str) -> Settings:
    app = playground.seed.app
    return Settings.read(
        {
            "SLACK_API_URL": playground.api_url,
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_APP_TOKEN": app.app_token,
            "SLACK_SIGNING_SECRET": app.signing_secret,
            "DATABASE_URL": database_url,
        }
    )


def _runbook() -> Runbook:
    """Load the sample runbook, with a PIN that is made up and nobody's."""
    return load(resources.sample_runbook(), {"PARTIFUL_SUPPORT_PIN": _MADE_UP_PIN})


def _manifest() -> Any:
    return yaml.safe_load(resources.manifest().read_text(encoding="utf-8"))


def _go_around_proxies() -> None:
    """Forget proxies in this process: the SDK's socket client would send even 127.0.0.1 through one."""
    for name in _PROXIES:
        os.environ.pop(name, None)
        os.environ.pop(name.lower(), None)
