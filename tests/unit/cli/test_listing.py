"""`tam-bot --help` lists every command and loads none of them."""

import subprocess
import sys

from bot.cli import _listing, _parser

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


def test_listing_loads_nothing_that_a_command_needs() -> None:
    done = subprocess.run([sys.executable, "-c", LIST], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert HEAVY & set(done.stderr.split()) == set()
