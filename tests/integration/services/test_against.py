"""`tam-bot check --against` over the tickets of a database."""

from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest
from freezegun import freeze_time

from bot.cli import main
from bot.domain.sla import Priority
from bot.resources import sample_runbook
from tests.fixtures.desk import Desk


def test_open_and_answered_tickets_are_judged_by_the_edited_promise(
    story: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answered = story.open(priority=Priority.P2)
    story.pass_time(timedelta(minutes=90))
    story.reply(answered, "U0CIERRA", "We see it too.")
    story.open(priority=Priority.P2)
    edited = Path(copytree(sample_runbook(), tmp_path / "edited"))
    file = edited / "provider.yaml"
    promise = "P2: {issue: Degraded Service, respond_within: 2h"
    text = file.read_text(encoding="utf-8")
    assert promise in text
    file.write_text(text.replace(promise, promise.replace("2h", "1h")), encoding="utf-8")
    monkeypatch.setenv("TAM_RUNBOOK", str(sample_runbook()))
    monkeypatch.setenv("DATABASE_URL", story.database.url.render_as_string(hide_password=False))
    with freeze_time(story.clock.now()):
        assert main(["check", "--against", str(edited)]) == 0
    assert capsys.readouterr().out.splitlines()[:3] == [
        "Partiful",
        "  PARTIFUL-1 (P2): would have been late",
        "  PARTIFUL-2 (P2): an answer would be due Tue, Mar 3, 12:30 PM ET, now Tue, Mar 3, 1:30 PM ET",
    ]
