"""`tam-bot reconcile`: an older copy of the database learns what was said since, and says none of it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot import resources
from bot.app import Bot
from bot.clock import SystemClock
from bot.runbook import load
from bot.settings import Settings
from models.store.database import Database
from models.ticket import Ticket
from playground.server import Playground
from tests.fixtures.desk import CHANNEL
from tests.integration.cli.conftest import StartSlack
from tests.unit.cli.commands import FINE, Ended, Shell

NEVER = "The database never heard Slack: there is nothing to reconcile.\n"
NOTHING = "Nothing was said since the copy was made: there is nothing to reconcile.\n"


@dataclass(frozen=True)
class Restoring:
    """A database, the Slack that it is about, and the shell in which it is reconciled."""

    shell: Shell
    slack: Playground
    file: Path

    @property
    def environment(self) -> dict[str, str]:
        """Return what the command is told."""
        app = self.slack.seed.app
        tokens = {"SLACK_BOT_TOKEN": app.bot_token, "SLACK_APP_TOKEN": app.app_token}
        return {
            **FINE,
            **tokens,
            "SLACK_API_URL": self.slack.api_url,
            "DATABASE_URL": f"sqlite:///{self.file}",
        }

    def reconcile(self) -> Ended:
        """Run the command."""
        return self.shell.run("reconcile", environment=self.environment)

    @contextmanager
    def bot(self) -> Iterator[Bot]:
        """Give a bot over the database that is reached by nobody and sends only what it is told to."""
        runbook = load(resources.sample_runbook(), self.environment)
        bot = Bot.wired(Settings.read(self.environment), runbook, SystemClock(), pace=0)
        yield bot
        bot.database.dispose()

    def told(self, words: str) -> dict[str, Any]:
        """Have Maya say something; return the event by which Slack tells of it."""
        ts = self.slack.acting_as("U0MAYA").say(CHANNEL, words)
        [message] = [one for one in self.slack.workspace.messages(CHANNEL) if one["ts"] == ts]
        return {
            "type": "event_callback",
            "team_id": "T0PROVIDER",
            "event_id": f"Ev{ts}",
            "event": {**message, "channel": CHANNEL, "channel_type": "channel"},
            "authorizations": [{"team_id": "T0PROVIDER", "user_id": "U0TAMBOT", "is_bot": True}],
        }

    def said(self) -> list[str]:
        """Return all that stands in both channels, threads included."""
        seen = self.slack.workspace
        roots = [(place, one["ts"]) for place in (CHANNEL, "C0TRIAGE") for one in seen.messages(place)]
        return [str(one["text"]) for place, ts in roots for one in seen.thread(place, ts)]

    def subjects(self, bot: Bot) -> list[str]:
        """Return what the tickets are about."""
        with bot.database.read() as session:
            return [ticket.subject for ticket in Ticket.unsolved(session, "partiful")]


@pytest.fixture
def restoring(shell: Shell, start_slack: StartSlack, tmp_path: Path) -> Restoring:
    file = tmp_path / "bot.db"
    database = Database(f"sqlite:///{file}")
    database.migrate()
    database.dispose()
    return Restoring(shell, start_slack(), file)


def test_a_database_that_never_heard_slack_has_nothing_to_learn(restoring: Restoring) -> None:
    assert restoring.reconcile() == Ended(0, NEVER, "")


def test_where_the_bot_said_nothing_since_the_copy_there_is_nothing_to_learn(restoring: Restoring) -> None:
    with restoring.bot() as bot:
        bot.services.gaps.listening()
    restoring.slack.acting_as("U0MAYA").say(CHANNEL, "Is anybody there?")
    assert restoring.reconcile() == Ended(0, NOTHING, "")


def test_what_was_opened_since_the_copy_is_there_again_and_nothing_is_said_twice(
    restoring: Restoring,
) -> None:
    with restoring.bot() as bot:
        bot.services.gaps.listening()
    copy = shutil.copy(restoring.file, restoring.file.with_suffix(".copy"))
    told = restoring.told("@tam open P2 SMS is failing")
    with restoring.bot() as bot:
        assert bot.app.dispatch(BoltRequest(mode="socket_mode", body=told)).status == 200
        assert bot.relay.run_once() > 0
    late = restoring.told("@tam open P3 Push is slow, and nobody heard it")
    said = restoring.said()
    shutil.copy(copy, restoring.file)
    ended = restoring.reconcile()
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("messages that were said since the copy was made will not be said again.\n")
    with restoring.bot() as bot:
        bot.relay.run_once()
        assert len(restoring.said()) == len(said)
        assert restoring.subjects(bot) == ["SMS is failing"]
        bot.app.dispatch(BoltRequest(mode="socket_mode", body=late))
        bot.relay.run_once()
        assert len(restoring.subjects(bot)) == 2
    assert len(restoring.said()) > len(said)


def test_without_a_token_it_says_which_and_does_nothing(restoring: Restoring) -> None:
    ended = restoring.shell.run("reconcile", environment=restoring.environment, without="SLACK_BOT_TOKEN")
    assert (ended.code, ended.out) == (2, "")
    assert ended.problems[0].startswith("SLACK_BOT_TOKEN")
