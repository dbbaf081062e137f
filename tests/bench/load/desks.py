"""A wired bot over a fresh SQLite file and a Slack of another process, for measuring."""

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from slack_bolt import BoltRequest

from bot.app import Bot
from bot.clock import SystemClock
from bot.runbook import Runbook
from bot.settings import Settings
from models.store.database import Database
from tests.bench.load.slack_elsewhere import SlackElsewhere, slack_elsewhere
from tests.fixtures.desk import sample


@dataclass(frozen=True)
class Bench:
    """The bot, and the Slack it talks to over HTTP on this machine."""

    bot: Bot
    slack: SlackElsewhere

    def dispatch(self, body: dict[str, Any]) -> int:
        """Hand the bot a payload as Socket Mode would; return the status it answers."""
        return int(self.bot.app.dispatch(BoltRequest(mode="socket_mode", body=body)).status)


def many_accounts(count: int) -> Runbook:
    """Return a runbook of so many accounts, each with a channel of its own."""
    runbook = sample()
    partiful = runbook.account("partiful")
    keys = ("partiful", *(f"partiful{number}" for number in range(1, count)))
    accounts = {
        key: replace(
            partiful,
            key=key,
            prefix=f"P{number}",
            channel=partiful.channel.model_copy(update={"id": f"C0CUSTOMER{number}"}),
        )
        for number, key in enumerate(keys)
    }
    return replace(runbook, accounts=accounts)


@contextmanager
def bench(channels: int = 1, database_url: str | None = None) -> Iterator[Bench]:
    """Run a bot whose sample account is repeated over many channels, with no pacing between posts."""
    runbook = many_accounts(channels)
    with tempfile.TemporaryDirectory(prefix="tam-bot-bench-") as folder, slack_elsewhere() as slack:
        if database_url is None:
            database_url = f"sqlite:///{Path(folder, 'bench.db')}"
            Database(database_url).migrate()
        settings = Settings.read(
            {"SLACK_API_URL": slack.url, "SLACK_BOT_TOKEN": "xoxb-bench", "DATABASE_URL": database_url}
        )
        executor = ThreadPoolExecutor(20)
        bot = Bot.wired(settings, runbook, SystemClock(), executor=executor, pace=0)
        bot.relay.start()
        try:
            yield Bench(bot, slack)
        finally:
            bot.relay.stop()
            executor.shutdown()
            bot.database.dispose()
