"""The real `tam-bot run`, killed at the worst moments: after a restart each card stands exactly once."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from bot import resources
from bot.clock import SystemClock
from playground.server import Playground
from playground.workspace.seed import demo_seed
from tests.e2e.stage import CHANNEL, TRIAGE, send
from tests.fixtures.patience import PATIENCE_S

SUBJECT = "Told exactly once"


@pytest.fixture(autouse=True)
def _migrated_before(sqlite_template: Path, tmp_path: Path) -> None:
    """Have no process of these tests migrate, which has tests of its own."""
    shutil.copy(sqlite_template, tmp_path / "tam-bot.db")


@pytest.fixture
def playground() -> Iterator[Playground]:
    """Give a Slack without a bot."""
    manifest = yaml.safe_load(resources.manifest().read_text(encoding="utf-8"))
    with Playground(demo_seed(manifest), SystemClock()) as started:
        yield started


@contextmanager
def tam_bot_run(playground: Playground, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Run `tam-bot run` until the body ends, which begins once the bot is at work."""
    with started(playground, folder) as process:
        playground.workspace.wait_for_connection()
        playground.workspace.wait_for(lambda: playground.workspace.pins(CHANNEL))
        yield process


@contextmanager
def started(playground: Playground, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Run `tam-bot run` as an operator would, until the body ends."""
    app = playground.seed.app
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    environment |= {
        "SLACK_API_URL": playground.api_url,
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_APP_TOKEN": app.app_token,
        "DATABASE_URL": f"sqlite:///{folder / 'tam-bot.db'}",
        "PARTIFUL_SUPPORT_PIN": "0000",
        "TAM_RUNBOOK": str(resources.sample_runbook()),
        "PYTHONPATH": str(resources.sample_runbook().parent),
    }
    with (folder / "log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"], cwd=folder, env=environment, stderr=log, text=True
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(PATIENCE_S)


def kill(process: "subprocess.Popen[str]", playground: Playground) -> None:
    """Pull the plug, and wait until Slack has noticed."""
    process.send_signal(signal.SIGKILL)
    process.wait(PATIENCE_S)
    playground.workspace.wait_for(lambda: playground.workspace.sockets == 0)


def submit(playground: Playground) -> None:
    """Have Maya open a ticket with the form; when this returns, Slack has its acknowledgement."""
    maya = playground.acting_as("U0MAYA")
    [pinned] = playground.workspace.pins(CHANNEL)
    assert maya.click(CHANNEL, pinned, "open_ticket")
    maya.wait_for_modal("New ticket")
    maya.fill({"Product": "voice", "Subject": SUBJECT, "Description": "Once."})
    assert send(maya) is None


def cards(playground: Playground) -> list[int]:
    """Count the ticket's cards in the channel and in triage."""
    return [
        sum(SUBJECT in message["text"] for message in playground.workspace.messages(channel))
        for channel in (CHANNEL, TRIAGE)
    ]


def test_killed_between_submit_and_post(playground: Playground, tmp_path: Path) -> None:
    with tam_bot_run(playground, tmp_path) as process:
        playground.faults.fail("chat.postMessage", "service_unavailable", times=1000)
        submit(playground)
        kill(process, playground)
    assert cards(playground) == [0, 0]
    playground.faults.clear()
    _leases_end(tmp_path)
    with tam_bot_run(playground, tmp_path):
        playground.workspace.wait_for(lambda: cards(playground) == [1, 1])
        playground.acting_as("U0MAYA").say(CHANNEL, "@tam list")
        playground.workspace.wait_for(
            lambda: "PARTIFUL-1" in str(playground.workspace.traffic("chat.postMessage", 1))
        )
    assert cards(playground) == [1, 1]


def test_killed_while_a_post_is_under_way(playground: Playground, tmp_path: Path) -> None:
    with tam_bot_run(playground, tmp_path) as process:
        playground.faults.slow(1.0, "chat.postMessage")
        submit(playground)
        playground.workspace.wait_for(
            lambda: any(
                SUBJECT in str(call.request) for call in playground.workspace.traffic("chat.postMessage")
            )
        )
        kill(process, playground)
    playground.faults.clear()
    playground.workspace.wait_for(lambda: any(cards(playground)))
    _leases_end(tmp_path)
    with tam_bot_run(playground, tmp_path):
        playground.workspace.wait_for(lambda: cards(playground) == [1, 1])
    assert cards(playground) == [1, 1]


def test_killed_after_a_post_that_slack_took_without_answering(
    playground: Playground, tmp_path: Path
) -> None:
    with tam_bot_run(playground, tmp_path) as process:
        playground.faults.lose_answer("chat.postMessage", times=2)
        playground.faults.slow(0.0)
        submit(playground)
        playground.workspace.wait_for(lambda: cards(playground) == [1, 1])
        kill(process, playground)
    playground.faults.clear()
    _leases_end(tmp_path)
    with tam_bot_run(playground, tmp_path):
        _everything_is_sent(playground, tmp_path)
    assert cards(playground) == [1, 1]


def test_sigterm_ends_it_cleanly_within_seconds(playground: Playground, tmp_path: Path) -> None:
    with tam_bot_run(playground, tmp_path) as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    log = (tmp_path / "log").read_text()
    assert "tam-bot has stopped" in log
    _nothing_is_wrong(log, playground)


def test_sigterm_ends_it_cleanly_the_moment_it_is_connected(playground: Playground, tmp_path: Path) -> None:
    with started(playground, tmp_path) as process:
        playground.workspace.wait_for_connection()
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    _nothing_is_wrong((tmp_path / "log").read_text(), playground)


def test_sigterm_ends_it_cleanly_while_it_waits_for_slack(playground: Playground, tmp_path: Path) -> None:
    playground.faults.fail("auth.test", "service_unavailable", times=1000)
    with started(playground, tmp_path) as process:
        playground.workspace.wait_for(lambda: playground.workspace.traffic("auth.test"))
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    _nothing_is_wrong((tmp_path / "log").read_text(), playground)


def _nothing_is_wrong(log: str, playground: Playground) -> None:
    assert "Traceback" not in log
    for secret in (playground.seed.app.bot_token, playground.seed.app.app_token):
        assert secret not in log


def _leases_end(folder: Path) -> None:
    """Let the time pass in which a relay leaves alone what another one took, and Slack may be slow."""
    import sqlite3

    with sqlite3.connect(folder / "tam-bot.db") as database:
        database.execute(
            "UPDATE outbox SET not_before = created_at, unsure_until = NULL WHERE state = 'sending'"
        )
    database.close()


def _everything_is_sent(playground: Playground, folder: Path) -> None:
    import sqlite3

    def unsent() -> int:
        database = sqlite3.connect(folder / "tam-bot.db")
        [count] = database.execute("SELECT count(*) FROM outbox WHERE settled_at IS NULL").fetchone()
        database.close()
        return int(count)

    playground.workspace.wait_for(lambda: unsent() == 0)
