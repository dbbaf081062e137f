"""The words are plain: none that a tired person has to read twice, in texts, docstrings or pages."""

import re
from pathlib import Path

from tests.unit.house.source import ROOT, sources, texts

UNUSED = re.compile(
    r"\b(whom|anew|lest|albeit|hereby|hitherto|thereby|therein|thereof|thither|upon|whence|whilst)\b", re.I
)
STILTED = re.compile(r"(?<!here )\bis no (?!longer|more)[a-z]", re.I)
PAGES = [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]


def test_no_module_uses_a_word_that_nobody_says() -> None:
    assert [found for path in sources() for found in _found(ROOT / path)] == []


def test_no_page_uses_a_word_that_nobody_says() -> None:
    assert [found for page in PAGES for found in _found(page)] == []


def test_what_is_wrong_is_said_as_people_say_it() -> None:
    """“soon” isn't a duration; nobody says that it is none."""
    said = ((path, *said) for path in sources() for said in texts(path))
    assert [f"{path}:{line}: {text}" for path, text, line in said if STILTED.search(text)] == []


def _found(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    if not UNUSED.search(text):
        return []
    where = path.relative_to(ROOT)
    return [
        f"{where}:{number}: {line}" for number, line in enumerate(text.splitlines(), 1) if UNUSED.search(line)
    ]
