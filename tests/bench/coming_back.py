"""Coming back: how soon the bot is there, and speaks, with very many tickets solved in the last month."""

import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from slack_sdk import WebClient

from bot.app import Bot
from bot.clock import FakeClock, SystemClock
from bot.domain.sla import Priority
from bot.settings import Settings
from handlers.allowance import Allowance
from handlers.catching_up import CatchingUp
from handlers.channel_history import History
from models.store.database import Database
from tests.bench.measure import Figure, seconds
from tests.fixtures.channel_history import ChannelHistory
from tests.fixtures.desk import CHANNEL, Desk, sample
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.old_tickets import add_solved
from tests.fixtures.slack_on_http import on_http

_SOLVED = 100_000
_A_DAY = timedelta(days=1)
_MB = 1024 * 1024
_PATIENCE_S = 60
_URGENT = "Nothing at all is sent"


def figures() -> Iterator[Figure]:
    """Start beside 100,000 solved tickets, and beside none; then read back all that was missed."""
    with tempfile.TemporaryDirectory(prefix="tam-bot-bench-") as folder:
        none, many = Path(folder, "none.db"), Path(folder, "many.db")
        floor, _ = _start(_left_yesterday(none, 0)[0])
        desk, threads = _left_yesterday(many, _SOLVED)
        ready, card = _start(desk)
        yield Figure("100,000 solved last month: ready after", ready, "s", 3)
        yield Figure("  the same with none solved (the floor)", floor, "s", 3)
        yield Figure("  a P1's card stands after", card, "s", 2)
        yield Figure("  the most memory taken to read back all of it", _read_back(desk, threads), "MB", 16)


def _left_yesterday(path: Path, solved: int) -> tuple[Desk, list[str]]:
    """Return a desk that was left a day ago, and the threads of its solved tickets."""
    clock = FakeClock(SystemClock().now() - _A_DAY)
    database = Database(f"sqlite:///{path}")
    database.migrate()
    desk = Desk(database, clock, FakeSlack(clock))
    threads = add_solved(desk, solved)
    desk.services.gaps.listening()
    clock.advance(_A_DAY)
    return desk, threads


def _start(desk: Desk) -> tuple[float, float]:
    """Return the seconds until the bot is there, and from then on until a P1's card stands."""
    slack = FakeSlack(SystemClock())
    with on_http(slack) as url:
        settings = Settings.read(
            {
                "SLACK_API_URL": url,
                "SLACK_BOT_TOKEN": "xoxb-bench",
                "DATABASE_URL": str(desk.database.url),
            }
        )
        bots: list[Bot] = []
        ready = seconds(lambda: bots.append(_started(settings)))
        front = Desk(bots[0].database, desk.clock, slack)
        front.relay = bots[0].relay
        try:
            return ready, seconds(lambda: _p1_stands(front, slack))
        finally:
            bots[0].stop()


def _p1_stands(desk: Desk, slack: FakeSlack) -> None:
    """Open a P1, and wait until its card stands."""
    desk.open(priority=Priority.P1, subject=_URGENT, origin_key="view:urgent")
    until = time.monotonic() + _PATIENCE_S
    while not any(_URGENT in str(post) for post in slack.called("chat.postMessage")):
        assert time.monotonic() < until
        time.sleep(0.005)


def _started(settings: Settings) -> Bot:
    bot = Bot.wired(settings, sample(), SystemClock())
    bot.start()
    return bot


def _read_back(desk: Desk, threads: list[str]) -> float:
    """Return the most memory that reading back takes, in MB."""
    channels = ChannelHistory(desk.clock)
    for ts in threads:
        channels.say(CHANNEL, ts)
    desk.services.gaps.notice()
    history = History(channels, allowance=Allowance(0))  # type: ignore[arg-type]
    reader = CatchingUp(WebClient(), desk.services, "U0TAMBOT", history)
    tracemalloc.start()
    while reader.read_on() is not None:
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / _MB
