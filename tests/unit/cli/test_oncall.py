"""`tam-bot oncall`, as an operator types it."""

import json
from pathlib import Path

import pytest
from freezegun import freeze_time

from bot.cli import main
from tests.unit.cli.books import edit, use_sample_runbook

SATURDAY = ["oncall", "--at", "2026-03-07T10:00-05:00"]
HOURS = "Mon-Fri 09:00-18:00"
MONDAY = "2026-03-09T13:00:00Z"


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the commands the sample runbook and nothing else."""
    return use_sample_runbook(tmp_path, monkeypatch)


def test_json_says_how_everyone_stands_in_utc(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SATURDAY, "--json"]) == 0
    off = {"hours": HOURS, "open": False, "absent_until": None, "next_open": MONDAY}
    assert json.loads(capsys.readouterr().out) == {
        "at": "2026-03-07T15:00:00Z",
        "primary": {"name": "Cierra Simms", **off},
        "secondary": {"name": "Kirk McCalla", **off},
        "pse": {
            "name": "Personalized Support Engineers",
            "person": None,
            "layer": None,
            "until": None,
        },
        "now": {"role": "pse", "name": "Personalized Support Engineers"},
        "next_change": MONDAY,
    }


def test_text_tells_people_who_answers_and_until_when(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(SATURDAY) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "Partiful, Sat, Mar 7, 10:00 AM ET (2026-03-07T10:00:00-05:00)",
        "On call        Personalized Support Engineers, 24x7 PSE team",
    ]
    assert lines[-4:] == [
        "primary TAM    Cierra Simms (Mon-Fri 09:00-18:00), off duty; back Mon, Mar 9, 9:00 AM ET",
        "secondary TAM  Kirk McCalla (Mon-Fri 09:00-18:00), off duty; back Mon, Mar 9, 9:00 AM ET",
        "24x7 PSE team  Personalized Support Engineers, around the clock",
        "Next change    Mon, Mar 9, 9:00 AM ET",
    ]


def test_without_a_time_it_tells_of_now(capsys: pytest.CaptureFixture[str]) -> None:
    with freeze_time("2026-03-10T14:00:00Z"):
        assert main(["oncall", "--account", "Partiful"]) == 0
    out = capsys.readouterr().out
    assert "On call        Cierra Simms, primary TAM" in out
    assert "Cierra Simms (Mon-Fri 09:00-18:00), on duty" in out
    assert "Next change    6:00 PM ET" in out


def test_an_absence_is_shown_with_its_last_day(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    absence = "absences: [{who: primary, from: 2026-03-09, to: 2026-03-12}]"
    edit(book / "accounts" / "partiful.yaml", "absences: []", absence)
    tuesday = ["oncall", "--at", "2026-03-10T10:00-04:00"]
    assert main([*tuesday, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["primary"] == {
        "name": "Cierra Simms",
        "hours": HOURS,
        "open": False,
        "absent_until": "2026-03-12",
        "next_open": "2026-03-13T13:00:00Z",
    }
    assert found["now"] == {"role": "secondary", "name": "Kirk McCalla"}
    assert main(tuesday) == 0
    out = capsys.readouterr().out
    assert (
        "Cierra Simms (Mon-Fri 09:00-18:00), absent through Thu, Mar 12; back Fri, Mar 13, 9:00 AM ET" in out
    )


def test_a_team_of_one_who_never_stops_has_no_secondary_and_no_change(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = book / "accounts" / "partiful.yaml"
    edit(file, f'  secondary: {{name: Kirk McCalla, slack: U0KIRK, hours: "{HOURS}"}}\n', "")
    edit(file, f'slack: U0CIERRA, hours: "{HOURS}"', "slack: U0CIERRA, hours: always")
    late = ["oncall", "--at", "2390-03-10T10:00-04:00"]
    assert main([*late, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["secondary"] is None
    assert found["next_change"] is None
    assert main(late) == 0
    assert "Next change    none planned" in capsys.readouterr().out


def test_whoever_left_for_good_is_not_promised_back(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    absence = "absences: [{who: primary, from: 2026-03-01, to: 9999-12-31}]"
    edit(book / "accounts" / "partiful.yaml", "absences: []", absence)
    assert main(SATURDAY) == 0
    assert "absent through Fri, Dec 31, 9999; no return is planned" in capsys.readouterr().out


def test_with_several_accounts_one_must_be_named(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (book / "accounts" / "partiful.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("Partiful", "Acme"),
        ("PARTIFUL", "ACME"),
        ("tam-partiful", "tam-acme"),
        ("U0CIERRA", "U0ADA"),
    ):
        text = text.replace(old, new)
    (book / "accounts" / "acme.yaml").write_text(text, encoding="utf-8")
    assert main(SATURDAY) == 2
    assert capsys.readouterr().err == "Say which account with --account: acme, partiful.\n"
    assert main([*SATURDAY, "--account", "acme"]) == 0


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--at", "2026-03-07T10:00"], "has no UTC offset"),
        (["--account", "acme"], "There is no account “acme”"),
    ],
)
def test_wrong_input_is_said_in_plain_words_and_exits_with_2(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["oncall", *arguments]) == 2
    assert complaint in capsys.readouterr().err
