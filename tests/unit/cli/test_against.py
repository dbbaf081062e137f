"""`tam-bot check --against`: what an edited runbook would change, before it is put in place."""

from pathlib import Path
from shutil import copytree

import pytest
from freezegun import freeze_time

from bot.cli import main
from tests.unit.cli.books import edit, use_sample_runbook

TUESDAY = "2026-03-10T14:00:00Z"
NO_DATABASE = (
    "No ticket is compared. There is no database at sqlite:///tam-bot.db yet: run `tam-bot migrate`."
)


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the runbook in force, to edit."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return Path(copytree(use_sample_runbook(tmp_path, monkeypatch), tmp_path / "edited"))


@freeze_time(TUESDAY)
def test_the_same_runbook_changes_nothing(edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--against", str(edited)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        NO_DATABASE,
        "Partiful",
        "  no change",
        "Nights of the 28 days to come",
        "  no change",
        "0 changes.",
    ]
    assert not (edited.parent / "tam-bot.db").exists()


@freeze_time(TUESDAY)
def test_an_absence_shows_who_would_answer_instead(edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    absence = "absences: [{who: primary, from: 2026-03-11, to: 2026-03-11}]"
    edit(edited / "accounts" / "partiful.yaml", "absences: []", absence)
    assert main(["check", "--against", str(edited)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == (
        "  Wed, Mar 11, 9:00 AM ET to Wed, Mar 11, 6:00 PM ET: "
        "Kirk McCalla (secondary TAM), now Cierra Simms (primary TAM)"
    )
    assert lines[-1] == "1 change."


@freeze_time(TUESDAY)
def test_a_schedule_shows_its_nights(edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(
        edited / "provider.yaml",
        "pse: {name: Personalized Support Engineers, usergroup: S0PSE}",
        "people: {omar: {name: Omar Haddad, slack: U0OMAR}}\n"
        "pse: {name: Engineers, schedule: {layers: [{name: all, people: [omar]}]}}",
    )
    assert main(["check", "--against", str(edited)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "  Omar Haddad: 28, now 0" in lines


@freeze_time(TUESDAY)
def test_accounts_that_come_and_go_are_told(edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = edited / "accounts" / "partiful.yaml"
    edit(file, "account: Partiful", "account: Acme")
    file.rename(file.with_name("acme.yaml"))
    assert main(["check", "--against", str(edited)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:5] == ["Partiful", "  would be gone", "Acme", "  would be new"]


def test_a_folder_that_cannot_be_read_exits_with_2(edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--against", "nowhere"]) == 2
    assert "provider.yaml:1: cannot be read in nowhere: No such file or directory" in capsys.readouterr().err
    edit(edited / "accounts" / "partiful.yaml", "workspaces:", "werkspaces:")
    assert main(["check", "--against", str(edited)]) == 2
