"""`tam-bot whatif`, as an operator types it."""

import json
from pathlib import Path

import pytest

from bot.cli import main
from tests.unit.cli.books import edit, use_sample_runbook

FRIDAY = ["whatif", "--account", "partiful", "--priority", "P2", "--at", "2026-03-06T17:30-05:00"]
CIERRA = {"role": "primary", "name": "Cierra Simms"}
PSE = {"role": "pse", "name": "Personalized Support Engineers"}


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the commands the sample runbook and nothing else."""
    return use_sample_runbook(tmp_path, monkeypatch)


def test_json_says_everything_in_utc(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FRIDAY, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found.pop("why")[0].startswith("Cierra Simms, primary TAM, is on duty at 5:30 PM ET")
    assert found == {
        "account": "partiful",
        "priority": "P2",
        "at": "2026-03-06T22:30:00Z",
        "assignee": CIERRA,
        "respond_by": "2026-03-09T14:30:00Z",
        "nudges": [
            {"at": "2026-03-09T13:30:00Z", "to": CIERRA},
            {"at": "2026-03-09T14:06:00Z", "to": CIERRA},
            {"at": "2026-03-09T14:30:00Z", "to": CIERRA},
        ],
        "remind_at": "2026-03-13T21:30:00Z",
        "solve_at": "2026-03-20T21:30:00Z",
    }


def test_a_p1_before_the_close_is_nudged_at_whoever_is_on_duty_then(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*FRIDAY, "--priority", "p1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["assignee"] == CIERRA
    assert [nudge["to"] for nudge in found["nudges"]] == [PSE] * 3


def test_text_tells_people_the_local_times(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FRIDAY, "--product", "voice"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "P2 for Partiful, Voice, opened Fri, Mar 6, 5:30 PM ET (2026-03-06T17:30:00-05:00)",
        "Goes to     Cierra Simms, primary TAM",
        "            Cierra Simms, primary TAM, is on duty at 5:30 PM ET on Fri, Mar 6 "
        "(Mon-Fri 09:00-18:00 ET).",
        "            On duty until 6:00 PM ET, then the 24x7 PSE team; an unanswered P1 moves there then, "
        "any other ticket with a nudge while its clock runs.",
        "Respond by  Mon, Mar 9, 10:30 AM ET",
        "Nudge       50%  Mon, Mar 9, 9:30 AM ET, to Cierra Simms",
        "Nudge       80%  Mon, Mar 9, 10:06 AM ET, to Cierra Simms",
        "Nudge       due  Mon, Mar 9, 10:30 AM ET, to Cierra Simms",
        "If it were set Pending then, and the customer stayed silent:",
        "Reminder    Fri, Mar 13, 5:30 PM ET",
        "Solved      Fri, Mar 20, 5:30 PM ET",
    ]


def test_what_lies_past_the_calendar_is_never(capsys: pytest.CaptureFixture[str]) -> None:
    last_days = ["--at", "9998-12-18T12:00Z"]
    assert main([*FRIDAY, *last_days]) == 0
    assert "Solved      never" in capsys.readouterr().out
    assert main([*FRIDAY, *last_days, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["solve_at"] is None


def test_an_absence_in_the_runbook_sends_it_to_the_secondary(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    absence = "absences: [{who: primary, from: 2026-03-06, to: 2026-03-09}]"
    edit(book / "accounts" / "partiful.yaml", "absences: []", absence)
    assert main([*FRIDAY, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["assignee"] == {"role": "secondary", "name": "Kirk McCalla"}
    assert found["why"][1] == (
        "Cierra Simms, primary TAM, is absent through Mon, Mar 9; back Tue, Mar 10, 9:00 AM ET."
    )


@pytest.mark.parametrize(
    ("option", "value", "complaint"),
    [
        ("--at", "2026-03-06T17:30", "“2026-03-06T17:30” has no UTC offset, so it names no instant."),
        ("--at", "tomorrow", "“tomorrow” isn't a date and time; write one like 2026-03-06T17:30-05:00."),
        ("--at", "9999-06-01T00:00Z", "is out of range: the calendar runs from"),
        ("--at", "0001-01-01T00:00Z", "is out of range: the calendar runs from"),
        ("--priority", "P4", "“P4” isn't a priority; use P1, P2 or P3."),
        ("--account", "acme", "There is no account “acme”."),
        ("--product", "telex", "There is no product “telex”."),
    ],
)
def test_wrong_input_is_said_in_plain_words_and_exits_with_2(
    option: str, value: str, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*FRIDAY, option, value]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert complaint in err
    assert "Traceback" not in err


def test_a_broken_runbook_is_refused_with_file_and_line(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(
        book / "accounts" / "partiful.yaml",
        'name: Kirk McCalla, slack: U0KIRK, hours: "Mon-Fri',
        'name: K, hours: "Mo-Fri',
    )
    assert main(FRIDAY) == 2
    assert "partiful.yaml:" in capsys.readouterr().err
