"""Copies of the sample runbook for the commands to read, changed where a test needs it."""

from pathlib import Path
from shutil import copytree

import pytest

from bot import resources


def use_sample_runbook(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have commands read a copy of the sample runbook, without token or PIN; return its folder."""
    copy = folder / "book"
    copytree(resources.sample_runbook(), copy)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TAM_RUNBOOK", str(copy))
    for secret in ("PARTIFUL_SUPPORT_PIN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(secret, raising=False)
    return copy


def edit(file: Path, old: str, new: str) -> None:
    """Replace text that must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
