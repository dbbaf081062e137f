"""`tam-bot --help` lists every command and loads none of them."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import bot
from bot.cli import _listing, _parser, main

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
