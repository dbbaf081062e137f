"""The support line in the runbook: what is wrong with it is said where it is written."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import RunbookInvalid
from bot.runbook import Runbook, load
from tests.unit.runbook.roster.test_reach import PHONES, files
from tests.unit.runbook.written import ENV, SECOND, write

ALL_SET = {
    **ENV,
    **PHONES,
    "SOFIA_PHONE": "+390612345678",
    "ANN_PHONE": "+442079460000",
    "QUIET_PIN": "314159",
    "TWILIO_AUTH_TOKEN": "t",
    "PUBLIC_URL": "https://bot.example.com",
}
SHORT = "line: {provider: twilio}\n"


def written(line: str = SHORT, *, everybody: bool = True, pse: str = "") -> dict[str, str]:
    """Return a runbook with a line; `pse` stands in place of the 24x7 team's schedule."""
    found = files("{}", everybody=everybody)
    text = line + found["provider.yaml"].replace("Ann Lee,", 'Ann Lee, phone: "${ANN_PHONE}",')
    if pse:
        text = text[: text.index("pse:")] + pse + text[text.index("support_management:") :]
    return found | {"provider.yaml": text}


def read(tmp_path: Path, wanted: dict[str, str], **env: str) -> Runbook:
    """Load a runbook; all is set that it can name, unless told otherwise."""
    return load(write(tmp_path, wanted), ALL_SET | env)


def refused(tmp_path: Path, wanted: dict[str, str], **env: str) -> list[str]:
    """Return what is said of a runbook that is refused, without the lines."""
    with pytest.raises(RunbookInvalid) as error:
        read(tmp_path, wanted, **env)
    return [problem.split(":", 2)[2].strip() for problem in error.value.problems]


def test_a_line_rings_20_seconds_and_speaks_american_english(tmp_path: Path) -> None:
    line = read(tmp_path, written()).provider.line
    assert line is not None
    assert (line.voice, line.language, line.ring) == ("Polly.Joanna", "en-US", timedelta(seconds=20))


def test_voice_language_and_ring_are_data(tmp_path: Path) -> None:
    more = "line: {provider: twilio, voice: Google.en-GB-Neural2-A, language: en-GB, ring: 25s}\n"
    line = read(tmp_path, written(more)).provider.line
    assert line is not None
    assert (line.voice, line.language, line.ring.seconds) == ("Google.en-GB-Neural2-A", "en-GB", 25)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ring: 20", "line.ring: “20” isn't how long a phone may ring; write 5s to 60s"),
        ("ring: 4s", "line.ring: “4s” isn't how long a phone may ring; write 5s to 60s"),
        ("ring: 61s", "line.ring: “61s” isn't how long a phone may ring; write 5s to 60s"),
        ("ring: 1m", "line.ring: “1m” isn't how long a phone may ring; write 5s to 60s"),
        ("language: English", "line.language: “English” isn't a language; write one like en-US"),
    ],
)
def test_a_line_that_is_written_wrongly_is_refused(tmp_path: Path, line: str, said: str) -> None:
    assert refused(tmp_path, written(f"line: {{provider: twilio, {line}}}\n")) == [said]


def test_whoever_is_rung_needs_a_phone(tmp_path: Path) -> None:
    lacks = "the line rings people; {} no phone under people in provider.yaml"
    assert refused(tmp_path, written(everybody=False)) == [
        f"team.secondary: {lacks.format('omar, mei, sven have')}",
        f"pse: {lacks.format('sven, omar, mei have')}",
    ]


def test_a_team_that_is_nobody_by_name_cannot_be_rung(tmp_path: Path) -> None:
    assert refused(tmp_path, written(pse="pse: {name: Engineers, usergroup: S0PSE}\n")) == [
        "pse: the line rings people, and nobody is named here; give it a schedule"
    ]


@pytest.mark.parametrize("name", ["TWILIO_AUTH_TOKEN", "PUBLIC_URL"])
def test_a_line_needs_a_way_in(tmp_path: Path, name: str) -> None:
    said = f"line: needs {name}, which is not set in the environment"
    assert refused(tmp_path, written(), **{name: ""}) == [said]


@pytest.mark.parametrize("pin", ["abc1", "123", "1234567890123", "12-34"])
def test_a_pin_that_no_phone_can_type_is_refused_and_not_repeated(tmp_path: Path, pin: str) -> None:
    said = "pin: holds what no phone can type: a PIN has 4 to 12 digits"
    assert refused(tmp_path, written(), PARTY_PIN=pin) == [said]
    read(tmp_path, written(""), PARTY_PIN=pin)


def test_two_accounts_cannot_have_one_pin(tmp_path: Path) -> None:
    quiet = SECOND.replace("team:", "pin: ${QUIET_PIN}\nteam:").replace(
        "name: Ann Lee, slack: U0ANN", "person: ann"
    )
    two = written() | {"accounts/quiet.yaml": quiet}
    assert refused(tmp_path, two, QUIET_PIN=ENV["PARTY_PIN"]) == [
        "pin: holds the same PIN as in accounts/party.yaml"
    ]
    read(tmp_path, two)
