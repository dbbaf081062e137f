"""Who of a customer calls from which number: what may be written, and what is said of what may not."""

from pathlib import Path

import pytest

from bot.runbook import Runbook, load
from bot.runbook.roster.known_callers import masked
from tests.unit.runbook.written import ENV, problems, with_account, write

MAYA = "{name: Maya Ito, phone: +14155559999}"


def read(tmp_path: Path, callers: str) -> Runbook:
    """Load a runbook whose account has these callers."""
    return load(write(tmp_path, with_account(f"callers: [{callers}]")), ENV)


def refused(tmp_path: Path, callers: str) -> list[str]:
    """Return what is said of callers that are refused, without file and line."""
    found = problems(write(tmp_path, with_account(f"callers: [{callers}]")))
    return [problem.split(":", 2)[2].strip() for problem in found]


@pytest.mark.parametrize(
    "written", ["+14155559999", '"+1 (415) 555-9999"', '" +1.415.555.9999"', '"+1-415-555-9999"']
)
def test_a_number_is_known_however_it_is_written(tmp_path: Path, written: str) -> None:
    found = read(tmp_path, f"{{name: Maya Ito, phone: {written}}}").accounts["party"].callers
    assert found == {"+14155559999": "Maya Ito"}


def test_somebody_may_have_several_numbers(tmp_path: Path) -> None:
    book = read(tmp_path, f"{MAYA}, {{name: Maya Ito, phone: +442079460000}}")
    assert book.accounts["party"].callers == {"+14155559999": "Maya Ito", "+442079460000": "Maya Ito"}


def test_a_runbook_without_callers_knows_nobody(tmp_path: Path) -> None:
    assert read(tmp_path, "").accounts["party"].callers == {}


@pytest.mark.parametrize(
    ("callers", "said"),
    [
        (
            f"{MAYA}, {{name: Bob Ray, phone: '+1 415 555 9999'}}",
            "callers: +14…99 stands here twice, for Maya Ito and Bob Ray: a number names one person",
        ),
        (
            f"{MAYA}, {MAYA}",
            "callers: +14…99 stands here twice, for Maya Ito: a number names one person",
        ),
        (
            "{name: Maya Ito, phone: 4155559999}",
            "callers[1].phone: 415…99 has no country code: write it with + in front, like +14155551212.",
        ),
        (
            "{name: Maya Ito, phone: +141555599}",
            "callers[1].phone: +14…99 is too short for a number of +1.",
        ),
        (
            "{name: Maya Ito, phone: +1415555999912}",
            "callers[1].phone: +14…12 is too long for a number of +1.",
        ),
        (
            "{name: Maya Ito, phone: +hello world}",
            "callers[1].phone: +he…ld isn't a phone number: write it like +14155551212.",
        ),
    ],
)
def test_what_names_nobody_is_refused_and_no_number_is_repeated(
    tmp_path: Path, callers: str, said: str
) -> None:
    assert refused(tmp_path, callers) == [said]


def test_a_number_is_in_no_text_of_the_account(tmp_path: Path) -> None:
    assert "5559999" not in repr(read(tmp_path, MAYA).accounts["party"])


@pytest.mark.parametrize("number", ["", "+1", "+141555"])
def test_of_a_number_too_short_to_hide_nothing_is_shown(number: str) -> None:
    assert masked(number) == "This"
