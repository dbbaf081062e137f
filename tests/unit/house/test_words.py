"""The words are plain: none that a tired person has to read twice, in texts, docstrings or pages."""

import re
from pathlib import Path

import pytest

from tests.unit.house.source import ROOT, sources, texts

UNUSED = re.compile(
    r"\b(whom|anew|lest|albeit|hereby|hitherto|thereby|therein|thereof|thither|upon|whence|whilst)\b", re.I
)
STILTED = re.compile(r"(?<!here )\bis no (?!longer|more)[a-z]", re.I)
PAGES = [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path)) for path in sources()])
def test_no_module_uses_a_word_that_nobody_says(path: Path) -> None:
    assert _found(ROOT / path) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_uses_a_word_that_nobody_says(page: Path) -> None:
    assert _found(page) == []


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path)) for path in sources()])
def test_what_is_wrong_is_said_as_people_say_it(path: Path) -> None:
    """“soon” isn't a duration; nobody says that it is none."""
    assert [f"{path}:{line}: {text}" for text, line in texts(path) if STILTED.search(text)] == []


def _found(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [f"{number}: {line}" for number, line in enumerate(lines, 1) if UNUSED.search(line)]
