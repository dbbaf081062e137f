"""A shell to run commands in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.cli.check  # noqa: F401 (before a test freezes time: pydantic looks at `date` as it builds its models)
from tests.unit.cli.commands import Shell, quiet


@pytest.fixture
def shell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Shell]:
    """Give a shell in an empty folder."""
    yield Shell(monkeypatch, capsys, tmp_path)
    quiet()
