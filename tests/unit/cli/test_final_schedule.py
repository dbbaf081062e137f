"""`tam-bot oncall` where the 24x7 team has a schedule, and the final schedule that it prints."""

import json
from pathlib import Path

import pytest

from bot.cli import main
from tests.unit.cli.books import use_sample_runbook
from tests.unit.runbook.roster.scheduled import scheduled
from tests.unit.runbook.written import write

START, END = "2026-03-05T01:00+01:00", "2026-03-06T00:00Z"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the commands a runbook with schedules."""
    monkeypatch.setenv("TAM_RUNBOOK", str(write(tmp_path, scheduled())))
    return tmp_path


def shift(start: str, end: str, name: str, slack: str | None, layer: str) -> dict[str, object]:
    """Return a shift as JSON has it."""
    return {"from": start, "to": end, "person": {"name": name, "slack": slack}, "layer": layer}


@pytest.mark.usefixtures("book")
def test_the_final_schedule_as_json_tiles_what_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["oncall", "--from", START, "--to", END, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "from": "2026-03-05T00:00:00Z",
        "to": "2026-03-06T00:00:00Z",
        "shifts": [
            shift("2026-03-05T00:00:00Z", "2026-03-05T07:00:00Z", "Omar Haddad", "U0OMAR", "rest"),
            shift("2026-03-05T07:00:00Z", "2026-03-05T15:00:00Z", "Omar Haddad", "U0OMAR", "override"),
            shift("2026-03-05T15:00:00Z", "2026-03-06T00:00:00Z", "Mei Lin", None, "rest"),
        ],
    }


@pytest.mark.usefixtures("book")
def test_the_final_schedule_as_text_reads_from_top_to_bottom(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["oncall", "--from", "2025-12-31T23:00Z", "--to", "2026-01-01T12:01Z"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Engineers, until Thu, Jan 1, 7:01 AM ET",
        "Wed, Dec 31, 6:00 PM ET     nobody by name: Engineers",
        "Wed, Dec 31, 7:00 PM ET     Omar Haddad (rest)",
        "Thu, Jan 1, 7:00 AM ET      Mei Lin (rest)",
    ]


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("when", "pse", "text"),
    [
        (
            "2026-03-05T10:00Z",
            {
                "person": {"name": "Omar Haddad", "slack": "U0OMAR"},
                "layer": "override",
                "until": "2026-03-05T15:00:00Z",
            },
            "24x7 PSE team  Engineers, Omar Haddad until 10:00 AM ET (override)",
        ),
        (
            "2025-12-31T10:00Z",
            {"person": None, "layer": None, "until": "2026-01-01T00:00:00Z"},
            "24x7 PSE team  Engineers, nobody by name until 7:00 PM ET",
        ),
    ],
)
def test_it_says_who_of_the_24x7_team_is_on_call(
    when: str, pse: dict[str, object], text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["oncall", "--at", when, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["pse"] == {"name": "Engineers", **pse}
    assert main(["oncall", "--at", when]) == 0
    assert text in capsys.readouterr().out


@pytest.mark.usefixtures("book")
def test_a_ticket_is_still_the_team_s_whoever_is_on_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["oncall", "--at", "2026-03-07T10:00Z", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["now"] == {"role": "pse", "name": "Engineers"}
    assert found["pse"]["person"] == {"name": "Omar Haddad", "slack": "U0OMAR"}


def test_a_schedule_of_one_who_never_stops_has_no_end(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = book / "provider.yaml"
    text = file.read_text(encoding="utf-8")
    before, after = text.index("    layers:"), text.index("support_management:")
    only = "    layers: [{name: only, people: [omar]}]\n"
    file.write_text(text[:before] + only + text[after:], encoding="utf-8")
    assert main(["oncall", "--at", "2026-03-05T10:00Z"]) == 0
    assert "Engineers, Omar Haddad with no end planned (only)" in capsys.readouterr().out


def test_without_a_schedule_the_team_answers_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use_sample_runbook(tmp_path, monkeypatch)
    assert main(["oncall", "--from", START, "--to", END, "--account", "partiful", "--json"]) == 0
    [only] = json.loads(capsys.readouterr().out)["shifts"]
    assert only == {
        "from": "2026-03-05T00:00:00Z",
        "to": "2026-03-06T00:00:00Z",
        "person": None,
        "layer": None,
    }


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ["--from", END, "--to", END],
            "--to 2026-03-06T00:00:00+00:00 is not after --from 2026-03-06T00:00:00+00:00.",
        ),
        (["--from", START], "Give --from and --to together for a schedule, or --at alone for an instant."),
        (["--to", END], "Give --from and --to together for a schedule, or --at alone for an instant."),
        (
            ["--from", START, "--to", END, "--at", END],
            "Give --from and --to together for a schedule, or --at alone for an instant.",
        ),
        (
            ["--from", START, "--to", "Friday"],
            "“Friday” isn't a date and time; write one like 2026-03-06T17:30-05:00.",
        ),
        (
            ["--from", START, "--to", END, "--account", "x"],
            "There is no account “x”. The runbook knows: party.",
        ),
    ],
)
def test_wrong_input_is_said_in_plain_words_and_exits_with_2(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["oncall", *arguments]) == 2
    assert capsys.readouterr().err == f"{complaint}\n"
