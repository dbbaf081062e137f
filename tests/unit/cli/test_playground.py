"""The playground is an extra: what runs in production needs nothing of it."""

import subprocess
import sys

import pytest

from tests.unit.cli.commands import Shell

WITHOUT_WEB_SERVER = "import sys; sys.modules['aiohttp'] = None; "
NOT_INSTALLED = "The playground is not installed here. Install it with: pip install 'tam-bot[playground]'"


@pytest.mark.parametrize("arguments", [(), ("--play",), ("--without-bot",)])
def test_without_the_extra_it_says_what_to_install(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    ended = shell.run("playground", *arguments)
    assert (ended.code, ended.problems) == (2, [NOT_INSTALLED])


def test_the_bot_runs_without_the_extra() -> None:
    code = (
        f"{WITHOUT_WEB_SERVER}import bot.cli.run, bot.cli.serve, bot.app; print('playground' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_its_help_needs_no_extra() -> None:
    code = f"{WITHOUT_WEB_SERVER}from bot.cli import main; main(['--help'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "playground" in done.stdout
