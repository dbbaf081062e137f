"""The guide to writing a runbook leaves no key out and shows messages that the loader really gives."""

import re
import shutil
from pathlib import Path

from pydantic import BaseModel

from bot.runbook.account import AccountRow
from bot.runbook.provider import Provider
from tests.unit.runbook.sample_facts import SAMPLE
from tests.unit.runbook.written import problems

GUIDE = (SAMPLE.parent / "docs" / "reference" / "runbook.md").read_text(encoding="utf-8")


def keys(model: type[BaseModel]) -> set[str]:
    schema = model.model_json_schema()
    rows = [schema, *(row for row in schema["$defs"].values() if not row["title"].startswith("Weekly"))]
    return {key for row in rows for key in row.get("properties", {})}


def test_every_key_is_explained() -> None:
    explained = set(re.findall(r"`([A-Za-z_0-9]+)`", GUIDE))
    assert keys(Provider) | keys(AccountRow) <= explained


def test_the_complaints_it_shows_are_those_of_the_loader(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "runbook")
    for name, right, wrong in (
        ("provider.yaml", "usergroup: S0PSE", "usergroup: U0PSE"),
        (
            "accounts/partiful.yaml",
            'slack: U0KIRK, hours: "Mon-Fri 09:00-18:00"',
            "slack: U0KIRK, hours: Mon-Fri 9-18",
        ),
    ):
        file = tmp_path / "runbook" / name
        file.write_text(file.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")
    found = problems(tmp_path / "runbook", None)
    assert len(found) == 2
    assert "\n".join(found) in GUIDE
