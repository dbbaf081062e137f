"""`tam-bot check --online` of a console that is bridged: who the bot is there, and who its people are."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import resources
from bot.cli.checks import online
from bot.clock import SystemClock
from tests.fixtures.console_on_http import on_http
from tests.fixtures.fake_console import CLIENT, SECRET, FakeConsole
from tests.integration.cli.conftest import StartSlack
from tests.integration.cli.test_check_online import checked
from tests.unit.cli.commands import Ended, Shell

TEAM, MAYA = "team@partiful.example", "maya@partiful.example"


@pytest.fixture
def console() -> Iterator[FakeConsole]:
    """Give a console that knows one of the customer's people."""
    console = FakeConsole(SystemClock())
    console.person("Maya Chen", MAYA)
    with on_http(console):
        yield console


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a runbook with a bridge."""
    book = Path(shutil.copytree(resources.sample_runbook(), tmp_path / "book"))
    account = book / "accounts" / "partiful.yaml"
    bridge = f"console: {{bridge: zendesk, requester: {TEAM}, requesters: {{U0MAYA: {MAYA}}}}}\n"
    account.write_text(account.read_text(encoding="utf-8") + bridge, encoding="utf-8")
    return book


def asked(shell: Shell, start_slack: StartSlack, console: FakeConsole, book: Path) -> Ended:
    """Run the check."""
    bridge = {
        "ZENDESK_BASE_URL": console.url,
        "ZENDESK_CLIENT_ID": CLIENT,
        "ZENDESK_CLIENT_SECRET": SECRET,
        "ZENDESK_WEBHOOK_SECRET": "secret",
    }
    return checked(shell, start_slack(), TAM_RUNBOOK=str(book), **bridge)


def test_the_console_says_who_the_bot_and_its_people_are(
    shell: Shell, start_slack: StartSlack, console: FakeConsole, book: Path
) -> None:
    ended = asked(shell, start_slack, console, book)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[-4:] == [
        f"{console.url}  the console, in which the bot is TAM Bot",
        f"{MAYA}  Maya Chen in the console, of Partiful",
        f"{TEAM}  nobody in the console yet, of Partiful",
        "Slack and the console know all of it: tokens, scopes, channels, people and groups are fine.",
    ]
    assert console.changes() == []


def test_a_secret_that_the_console_refuses_is_named(
    shell: Shell, start_slack: StartSlack, console: FakeConsole, book: Path
) -> None:
    console.secret = "another"
    ended = asked(shell, start_slack, console, book)
    told = ["ZENDESK_CLIENT_SECRET: the console refuses it (invalid_client).", "1 problem."]
    assert (ended.code, ended.problems) == (2, told)


def test_an_address_at_which_there_is_no_console_is_named(
    shell: Shell, start_slack: StartSlack, console: FakeConsole, book: Path
) -> None:
    console.url += "/help"
    ended = asked(shell, start_slack, console, book)
    told = [f"ZENDESK_BASE_URL: {console.url} isn't a console's address (404).", "1 problem."]
    assert (ended.code, ended.problems) == (2, told)


def test_a_bot_that_is_no_agent_there_is_told(
    shell: Shell, start_slack: StartSlack, console: FakeConsole, book: Path
) -> None:
    console.integration["role"] = "end-user"
    ended = asked(shell, start_slack, console, book)
    told = ["ZENDESK_CLIENT_ID: TAM Bot, whose client it is, isn't an agent in the console.", "1 problem."]
    assert (ended.code, ended.problems) == (2, told)


def test_a_bot_that_may_not_read_what_changed_is_told(
    shell: Shell, start_slack: StartSlack, console: FakeConsole, book: Path
) -> None:
    console.may_export = False
    ended = asked(shell, start_slack, console, book)
    told = (
        "ZENDESK_CLIENT_ID: TAM Bot, whose client it is, may not read the incremental export: "
        "make them an admin, or what happens there is heard by webhook only."
    )
    assert (ended.code, ended.problems) == (2, [told, "1 problem."])


def test_an_agents_address_is_no_customers(
    shell: Shell, start_slack: StartSlack, console: FakeConsole, book: Path
) -> None:
    console.person("Cierra Simms", TEAM, "agent")
    ended = asked(shell, start_slack, console, book)
    told = f"console: Partiful: {TEAM} is Cierra Simms, an agent there, not a customer."
    assert (ended.code, ended.problems) == (2, [told, "1 problem."])


def test_a_console_that_is_away_is_no_answer(
    shell: Shell, start_slack: StartSlack, console: FakeConsole, book: Path
) -> None:
    console.is_away = True
    shell.patch.setattr(online, "ONE_SHOT", timedelta(0))
    assert asked(shell, start_slack, console, book).code == 1
