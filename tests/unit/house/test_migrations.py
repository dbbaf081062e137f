"""Migrations are one chain: each has a number of its own, and follows the one before."""

import re

from tests.unit.house.source import ROOT

REVISION = re.compile(
    r"^(?P<name>revision|down_revision)(?:: [^=]+)? = (?:\"(?P<number>\d+)\"|None)", re.MULTILINE
)


def test_each_migration_has_its_own_number_and_follows_the_one_before() -> None:
    files = sorted((ROOT / "migrations" / "versions").glob("[0-9]*.py"))
    numbers = [path.name.partition("_")[0] for path in files]
    assert numbers == [f"{number:04}" for number in range(1, len(files) + 1)]
    for path, before in zip(files, [None, *numbers], strict=False):
        said = {
            found["name"]: found["number"] for found in REVISION.finditer(path.read_text(encoding="utf-8"))
        }
        assert said == {"revision": path.name.partition("_")[0], "down_revision": before}, path.name
