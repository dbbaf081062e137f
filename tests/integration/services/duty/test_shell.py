"""`oncall` and `whatif` count what was announced in Slack, where there is a database to read it from."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.clock import FakeClock
from bot.domain.commands.times.spans import Hours
from bot.domain.permission import Actor, Side
from bot.runbook import load
from bot.services import Services
from models.store.database import Database
from tests.fixtures.desk import new_york
from tests.integration.services.duty.test_schedules import NIGHTS, PEOPLE, PSE
from tests.unit.cli.books import edit, use_sample_runbook

OMAR = Actor("T0PROVIDER", "U0OMAR", "Omar Haddad", Side.STAFF)
LUNCH = Hours(new_york("2026-03-03 13:00"), new_york("2026-03-03 15:00"))
TONIGHT = Hours(new_york("2026-03-04 02:00"), new_york("2026-03-04 04:00"))


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a runbook in which Omar and Petra take turns at night."""
    folder = use_sample_runbook(tmp_path, monkeypatch)
    edit(folder / "provider.yaml", PSE, PEOPLE + NIGHTS)
    return folder


@pytest.fixture
def services(book: Path, tmp_path: Path, clock: FakeClock) -> Iterator[Services]:
    """Give the use cases over the database that the commands find in their folder."""
    database = Database(f"sqlite:///{tmp_path / 'tam-bot.db'}")
    database.migrate()
    yield Services.over(database, load(book, None), clock, "https://example.slack.com/")
    database.dispose()


def shifts(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    """Return who has the night of March 4, and by which layer."""
    span = ["--from", "2026-03-04T00:00-05:00", "--to", "2026-03-04T06:00-05:00"]
    assert main(["oncall", *span, "--json"]) == 0
    return [(one["person"]["name"], one["layer"]) for one in json.loads(capsys.readouterr().out)["shifts"]]


def test_a_cover_is_in_the_final_schedule(services: Services, capsys: pytest.CaptureFixture[str]) -> None:
    services.covers.cover(OMAR, "U0PETRA", [TONIGHT], "U0OMAR")
    assert shifts(capsys) == [
        ("Omar Haddad", "nights"),
        ("Petra Novak", "override"),
        ("Omar Haddad", "nights"),
    ]


def test_hours_off_send_a_ticket_to_the_secondary(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    services.absences.announce(OMAR, "U0CIERRA", [LUNCH])
    at = ["--account", "partiful", "--at", "2026-03-03T14:00-05:00", "--json"]
    assert main(["oncall", *at]) == 0
    assert json.loads(capsys.readouterr().out)["now"]["name"] == "Kirk McCalla"
    assert main(["whatif", *at, "--priority", "P2"]) == 0
    assert json.loads(capsys.readouterr().out)["assignee"]["name"] == "Kirk McCalla"


def test_a_database_that_cannot_be_read_is_told_and_the_runbook_answers(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tam-bot.db").write_bytes(b"")
    assert main(["oncall", "--at", "2026-03-03T14:00-05:00", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["now"]["name"] == "Cierra Simms"
    assert told.err == (
        "What was announced in Slack is left out. "
        "The database sqlite:///tam-bot.db has an older schema: run `tam-bot migrate`.\n"
    )


def test_without_a_database_nothing_is_made_or_said(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["oncall", "--at", "2026-03-03T14:00-05:00"]) == 0
    assert capsys.readouterr().err == ""
    assert not (tmp_path / "tam-bot.db").exists()
