"""A shell to run commands in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.cli.commands import Shell, quiet


@pytest.fixture
def shell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Shell]:
    """Give a shell in an empty folder."""
    yield Shell(monkeypatch, capsys, tmp_path)
    quiet()
