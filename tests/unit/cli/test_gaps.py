"""`tam-bot check --gaps`: when nobody is on call by name, said with an exit code that a script can use."""

from pathlib import Path

import pytest
from freezegun import freeze_time

from bot.cli import main
from tests.unit.cli.books import edit, use_sample_runbook
from tests.unit.runbook.roster.scheduled import scheduled
from tests.unit.runbook.written import write

MONDAY = "2026-03-09T04:00:00Z"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the commands a runbook with schedules."""
    monkeypatch.setenv("TAM_RUNBOOK", str(write(tmp_path, scheduled())))
    return tmp_path


@freeze_time(MONDAY)
@pytest.mark.usefixtures("book")
def test_without_a_gap_it_tells_whom_it_costs_nights(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--gaps", "7d"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Engineers, Mon, Mar 9, 12:00 AM ET until Mon, Mar 16, 12:00 AM ET",
        "  Omar Haddad: nights (22:00-06:00) 8, weekend days 2",
        "  Mei Lin: nights (22:00-06:00) 7, weekend days 2",
        "  Sofia Rossi: nights (22:00-06:00) 0, weekend days 0",
        "  Sven Berg: nights (22:00-06:00) 0, weekend days 0",
        "Managers, Mon, Mar 9, 12:00 AM ET until Mon, Mar 16, 12:00 AM ET",
        "  Mei Lin: nights (22:00-06:00) 7, weekend days 2",
        "0 gaps.",
    ]


@freeze_time("2026-12-23T05:00:00Z")
def test_a_gap_is_told_with_who_is_away_and_the_holiday_in_it(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = book / "provider.yaml"
    edit(file, 'people: [omar, mei], every: 12 hours, handoff: "00:00", ', "people: [omar], ")
    edit(file, "absences:\n", "absences:\n  - {who: omar, from: 2026-12-24, to: 2026-12-25}\n")
    assert main(["check", "--gaps", "4d"]) == 1
    lines = capsys.readouterr().out.splitlines()
    nobody, both = "  nobody by name", "away: Sven Berg, Omar Haddad"
    assert lines[1:5] == [
        f"{nobody} from Thu, Dec 24, 12:00 AM ET until Thu, Dec 24, 2:00 AM ET; away: Omar Haddad",
        f"{nobody} from Thu, Dec 24, 10:00 AM ET until Fri, Dec 25, 2:00 AM ET; away: Omar Haddad",
        f"{nobody} from Fri, Dec 25, 10:00 AM ET until Sat, Dec 26, 12:00 AM ET; {both}",
        f"{nobody} at some time of Fri, Dec 25, a holiday (Christmas Day)",
    ]
    assert lines[-1] == "3 gaps."


@freeze_time(MONDAY)
def test_a_team_without_a_schedule_is_one_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use_sample_runbook(tmp_path, monkeypatch)
    assert main(["check", "--gaps", "90d"]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "  has no schedule, so the team as a whole is the only answer",
        "1 gap.",
    ]


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("length", "complaint"),
    [
        ("soon", "“soon” isn't a length of time; write one like 90d."),
        ("999999d 999999w 999999w", "“999999d 999999w 999999w” isn't a length of time; write one like 90d."),
        ("416000w", "“416000w” ends after the calendar does."),
    ],
)
def test_a_length_that_is_none_is_refused(
    length: str, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with freeze_time(MONDAY):
        assert main(["check", "--gaps", length]) == 2
    assert capsys.readouterr().err == f"{complaint}\n"


def test_a_faulty_runbook_is_told_as_ever(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(book / "provider.yaml", "1 week", "weekly")
    assert main(["check", "--gaps", "90d"]) == 2
    assert "pse.schedule.layers[1].every" in capsys.readouterr().err
