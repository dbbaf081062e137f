"""User groups that follow a schedule, as the runbook writes them: where one can, and not those of staff."""

from pathlib import Path

import pytest

from bot.errors import RunbookInvalid
from bot.runbook import load
from tests.unit.runbook.roster.scheduled import ENV, scheduled
from tests.unit.runbook.written import write


def refused(tmp_path: Path, file: str, old: str, new: str) -> list[str]:
    """Return what is said of a runbook in which a text is replaced, without the lines."""
    files = scheduled()
    assert old in files[file]
    files[file] = files[file].replace(old, new)
    with pytest.raises(RunbookInvalid) as error:
        load(write(tmp_path, files), ENV)
    return [problem.split(":", 2)[2].strip() for problem in error.value.problems]


def test_a_group_that_says_who_is_staff_is_refused(tmp_path: Path) -> None:
    both = "usergroup: S0PSE\n  oncall_group: S0PSE\n"
    assert refused(tmp_path, "provider.yaml", "usergroup: S0PSE\n", both) == [
        "pse.oncall_group: says who is staff, as pse.usergroup; take another group"
    ]


def test_without_a_schedule_there_is_nothing_to_follow(tmp_path: Path) -> None:
    assert refused(tmp_path, "accounts/party.yaml", "person: ann,", "person: ann, oncall_group: S0ANN,") == [
        "team.primary.oncall_group: follows a schedule, and there is none here"
    ]


def test_each_schedule_may_have_one(tmp_path: Path) -> None:
    files = scheduled()
    files["provider.yaml"] = files["provider.yaml"].replace(
        "usergroup: S0PSE\n", "usergroup: S0PSE\n  oncall_group: S0NOW\n"
    )
    assert load(write(tmp_path, files), ENV).provider.pse.oncall_group == "S0NOW"
