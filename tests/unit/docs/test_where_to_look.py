"""The tables of where to look name files that exist and what stands in them."""

import re
from pathlib import Path

import pytest

from tests.unit.docs import ROOT, section, text

ROWS = re.findall(
    r"^\| ([^|]+) \| (`[^|]+`) \| (`[^|]+`) \|$",
    section(Path("docs/explanation/architecture.md"), "Where to look"),
    re.MULTILINE,
)
_CODE = re.compile(r"`([^`]+)`")


@pytest.mark.parametrize(("wonder", "files", "names"), ROWS, ids=[row[0] for row in ROWS])
def test_what_is_looked_for_is_there(wonder: str, files: str, names: str) -> None:
    written = "".join((ROOT / file).read_text(encoding="utf-8") for file in _CODE.findall(files))
    for name in _CODE.findall(names):
        assert re.search(rf"^ *(?:def |class )?{re.escape(name)}\b *[(:=]", written, re.MULTILINE), name


def test_every_room_of_the_readme_exists_and_holds_the_files_it_names() -> None:
    *_, rooms = re.findall(r"^```\w*\n(.*?)^```", text(Path("README.md")), re.MULTILINE | re.DOTALL)
    for line in rooms.splitlines():
        named, _, says = line.partition("  ")
        folders = [ROOT / folder for folder in named.split(", ")]
        assert all(folder.is_dir() for folder in folders), line
        for file in re.findall(r"\b\w+\.py\b", says):
            assert any((folder / file).is_file() for folder in folders), f"{line} has no {file}"
