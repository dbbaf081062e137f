"""What commands load: `tam-bot --help` none of them, and those that run no library of what is not set up."""

import gc
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
from bot.cli import _listing, _parser, main
from bot.cli.garbage import seldom_collected

HEAVY = {
    "sqlalchemy",
    "slack_sdk",
    "slack_bolt",
    "pydantic",
    "holidays",
    "phonenumbers",
    "apscheduler",
    "aiohttp",
}
LIST = "import sys, bot.cli\ntry: bot.cli.main(['--help'])\nfinally: print(*sys.modules, file=sys.stderr)"


def test_the_list_is_that_of_the_commands() -> None:
    assert _listing().format_help() == _parser().format_help()


def test_the_version_is_that_of_the_project(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    said = tomllib.loads((Path(bot.__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert (ended.value.code, capsys.readouterr().out) == (0, f"tam-bot {said['project']['version']}\n")


def test_listing_loads_nothing_that_a_command_needs() -> None:
    done = subprocess.run([sys.executable, "-c", LIST], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert HEAVY & set(done.stderr.split()) == set()


ONCALL = LIST.replace("--help", "oncall")
NOT_NEEDED = ("sqlalchemy", "slack_sdk", "slack_bolt", "bot.domain.events")


def test_who_is_on_call_is_told_without_a_database_slack_or_the_holidays_of_other_countries() -> None:
    done = subprocess.run([sys.executable, "-c", ONCALL], capture_output=True, text=True, check=False)
    loaded = done.stderr.split()
    assert "bot.runbook" in loaded
    assert [name for name in loaded if name in NOT_NEEDED] == []
    countries = [name for name in loaded if name.startswith("holidays.countries.")]
    assert countries == ["holidays.countries.united_states"]


RUN = "import sys, bot.cli.run, bot.cli.serve; print(*sys.modules)"
ONLY_FOR = {
    "icalendar": "calendars that the runbook names, and feeds that somebody made",
    "recurring_ical_events": "the same",
    "twilio": "pages and the support line",
    "requests": "Twilio and the console",
    "cryptography": "the console's tokens",
    "alembic": "migrations",
    "aiohttp": "the playground",
}


def test_what_runs_loads_no_library_of_what_may_not_be_set_up() -> None:
    done = subprocess.run([sys.executable, "-c", RUN], capture_output=True, text=True, check=True)
    assert ONLY_FOR.keys() & set(done.stdout.split()) == set()


@pytest.fixture
def as_python_does() -> Iterator[tuple[int, int, int]]:
    """Have garbage looked for as often as Python does by itself, whatever tests have set."""
    of_tests, of_python = gc.get_threshold(), (700, 10, 10)
    gc.set_threshold(*of_python)
    yield of_python
    gc.set_threshold(*of_tests)


def test_while_it_loads_a_command_looks_for_garbage_seldom_and_then_as_before(
    as_python_does: tuple[int, int, int],
) -> None:
    with seldom_collected():
        assert gc.get_threshold()[0] > as_python_does[0]
    assert gc.get_threshold() == as_python_does
