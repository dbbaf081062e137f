"""A stage with two customers: Partiful, and Other Co, whose engineer Otto is in Partiful's channel too."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from bot import resources
from bot.app import Bot
from bot.cli.box.boxed import Running
from bot.cli.socket_mode import connect_socket, disconnect
from bot.clock import MovableClock
from bot.runbook import load
from bot.settings import Settings
from models.store.database import Database
from playground.server import Playground
from playground.workspace.seed import Seed, SlackChannel, demo_seed
from tests.e2e.stage import PIN, TUESDAY, Stage

OTHER_CHANNEL = "C0OTHERCO"
OTHER_CO = """\
account: Other Co
channel: {name: tam-other, id: C0OTHERCO}
workspaces: [T0OTHER]
team:
  primary: {name: Kirk McCalla, slack: U0KIRK, hours: "Mon-Fri 09:00-18:00"}
"""


def seed() -> Seed:
    """Return the demo's people with a second customer's channel; Otto sits in both."""
    demo = demo_seed(yaml.safe_load(resources.manifest().read_text(encoding="utf-8")))
    [partiful, *rest] = demo.channels
    other = SlackChannel(
        OTHER_CHANNEL,
        "tam-other",
        "T0PROVIDER",
        ("U0KIRK", "U0CIERRA", "U0OTTO", "U0TAMBOT"),
        connected_teams=("T0PROVIDER", "T0OTHER"),
    )
    with_otto = dataclasses.replace(partiful, members=(*partiful.members, "U0OTTO"))
    return dataclasses.replace(demo, channels=(with_otto, other, *rest))


@contextmanager
def two_accounts(folder: Path) -> Iterator[Stage]:
    """Run the bot for both."""
    accounts = folder / "runbook" / "accounts"
    accounts.mkdir(parents=True)
    sample = resources.sample_runbook()
    (folder / "runbook" / "provider.yaml").write_bytes((sample / "provider.yaml").read_bytes())
    (accounts / "partiful.yaml").write_bytes((sample / "accounts" / "partiful.yaml").read_bytes())
    (accounts / "other.yaml").write_text(OTHER_CO, encoding="utf-8")
    runbook = load(folder / "runbook", {"PARTIFUL_SUPPORT_PIN": PIN})
    url = f"sqlite:///{folder / 'two.db'}"
    Database(url).migrate()
    clock = MovableClock(TUESDAY)
    with Playground(seed(), clock) as playground:
        app = playground.seed.app
        environment = {
            "SLACK_API_URL": playground.api_url,
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_APP_TOKEN": app.app_token,
            "DATABASE_URL": url,
        }
        bot = Bot.wired(Settings.read(environment), runbook, clock, pace=0)
        handler = connect_socket(bot, app.app_token)
        bot.start()
        try:
            yield Stage(Running(playground, bot, handler, clock))
        finally:
            disconnect(handler)
            bot.stop()
