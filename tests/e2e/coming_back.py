"""A bot that goes down and comes back: one Slack and one database, one bot after the other."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from slack_bolt import BoltRequest

from bot import resources
from bot.app import Bot
from bot.cli.box.boxed import Running
from bot.cli.socket_mode import connect_socket, disconnect
from bot.clock import MovableClock
from bot.runbook import Runbook, load
from bot.settings import Settings
from models.store.database import Database
from playground.people.persona import ActionRefused, Persona
from playground.server import Playground
from playground.timing import UNHURRIED
from tests.e2e.stage import JSON, PIN, TUESDAY, Stage
from tests.e2e.two_accounts import OTHER_CO, seed

NEVER_AGAIN = replace(UNHURRIED, redeliver_after=())
"""Slack gives an event up at once: what nobody heard comes again only when a test sends it."""


@dataclass
class House:
    """Slack, a database, and a bot that can be sent away."""

    playground: Playground
    clock: MovableClock
    settings: Settings
    runbook: Runbook
    folder: Path
    stage: Stage = field(init=False)
    """The bot that is up, or was up last."""

    def up(self) -> Stage:
        """Start a bot on what there is."""
        bot = Bot.wired(self.settings, self.runbook, self.clock, pace=0)
        handler = connect_socket(bot, self.settings.app_token)
        bot.start()
        self.stage = Stage(Running(self.playground, bot, handler, self.clock))
        return self.stage

    def edit_runbook(self, account: str, before: str, after: str) -> None:
        """Change an account's file; the next bot goes by it."""
        path = self.folder / "accounts" / f"{account}.yaml"
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")
        self.runbook = load(self.folder, {"PARTIFUL_SUPPORT_PIN": PIN})

    def join(self, person: Persona, channel: str) -> None:
        """Have somebody be in a channel, who may be already."""
        with contextlib.suppress(ActionRefused):
            person.join(channel)

    def down(self) -> None:
        """End the bot; what is unsent stays in the outbox."""
        self.playground.workspace.wait_until_quiet()  # else Slack waits long for an answer that was under way
        disconnect(self.stage.running.handler)
        self.stage.bot.stop()
        self.stage.eventually(lambda: self.playground.workspace.sockets == 0)

    def wait(self, **span: float) -> None:
        """Let time pass, with nobody looking."""
        self.clock.set(self.clock.now() + timedelta(**span))

    def sweep(self) -> None:
        """Do all that is due, once what was missed is known, and send all that is to be said."""
        assert self.stage.bot.reading.settle()
        self.stage.bot.sweep.run()
        self.stage.settle()

    def events(self) -> list[JSON]:
        """Return the events that Slack has sent so far, in order, each once."""
        sent = {
            entry.request["event_id"]: entry.request
            for entry in self.playground.workspace.traffic()[::-1]
            if entry.to_app and "event" in entry.request
        }
        return [copy.deepcopy(request) for request in sent.values()]

    def send_again(self, events: list[JSON], mark: str) -> None:
        """Have Slack send events once more, under other ids."""
        for number, event in enumerate(events):
            again = event | {"event_id": f"Ev{mark}{number}"}
            assert self.stage.bot.app.dispatch(BoltRequest(mode="socket_mode", body=again)).status == 200
        self.stage.settle()


@contextmanager
def house(folder: Path, *, pin: str = PIN) -> Iterator[House]:
    """Build a house for Partiful and Other Co."""
    accounts = folder / "runbook" / "accounts"
    accounts.mkdir(parents=True)
    sample = resources.sample_runbook()
    (folder / "runbook" / "provider.yaml").write_bytes((sample / "provider.yaml").read_bytes())
    (accounts / "partiful.yaml").write_bytes((sample / "accounts" / "partiful.yaml").read_bytes())
    (accounts / "other.yaml").write_text(OTHER_CO, encoding="utf-8")
    url = f"sqlite:///{folder / 'house.db'}"
    Database(url).migrate()
    clock, plan = MovableClock(TUESDAY), seed()
    with Playground(plan, clock, timing=NEVER_AGAIN) as playground:
        environment = {
            "SLACK_API_URL": playground.api_url,
            "SLACK_BOT_TOKEN": plan.app.bot_token,
            "SLACK_APP_TOKEN": plan.app.app_token,
            "SLACK_SIGNING_SECRET": plan.app.signing_secret,
            "DATABASE_URL": url,
        }
        runbook = load(folder / "runbook", {"PARTIFUL_SUPPORT_PIN": pin})
        built = House(playground, clock, Settings.read(environment), runbook, folder / "runbook")
        built.up()
        try:
            yield built
        finally:
            disconnect(built.stage.running.handler)
            built.stage.bot.stop()
