"""What people read is in our own words: no nine of them in a row are the support organisation's."""

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path

import pytest

from tests.unit.runbook.sample_facts import HERE, values

ROOT = HERE.parents[2]
RUN = 9
_ADDRESS = re.compile(r"https?://[^\s\])>]+|\]\(\w*\)")
_WORD = re.compile(r"(?<!\w)[a-z][a-z']*(?!\w)")
KNOWN = frozenset((HERE / "document_runs.txt").read_text(encoding="utf-8").split())
"""The hashes of all such runs of the document: enough to find what was copied, and not to read it."""
QUOTED = ("provider.escalation.reasons.response", "provider.escalation.reasons.blocker")
"""The two options of the console's own form, which people have to find again there."""
READ = sorted(
    chain(
        ROOT.glob("*.md"),
        ROOT.glob("*.yaml"),
        ROOT.glob("docs/**/*.md"),
        ROOT.glob("samples/**/*.yaml"),
        ROOT.glob("scenarios/*.yaml"),
        ROOT.glob("bot/**/*.py"),
        ROOT.glob("handlers/**/*.py"),
        ROOT.glob("tests/**/*.py"),
    )
)


def test_no_value_of_the_sample_runbook_is_copied() -> None:
    found = {key: _copied(text, KNOWN) for key, text in values().items() if key not in QUOTED}
    assert {key: words for key, words in found.items() if words} == {}


@pytest.mark.parametrize("key", QUOTED)
def test_what_is_quoted_is_quoted_exactly(key: str) -> None:
    assert all(_hashed(run) in KNOWN for run in _runs(values()[key]))


def test_no_page_and_no_text_of_ours_is_copied() -> None:
    quoted = {" ".join(run) for key in QUOTED for run in _runs(values()[key])}
    found = {_name(path): set(_copied(path.read_text(encoding="utf-8"), KNOWN)) - quoted for path in READ}
    assert {name: words for name, words in found.items() if words} == {}


def test_a_copy_is_found() -> None:
    words = values()[QUOTED[0]]
    assert _copied(f"He said: {words}", KNOWN)
    assert _copied("All SMS have been down since nine, and nobody knows why that is so.", KNOWN) == []


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each run of nine words of a text; numbers and addresses are facts, and no words."""
    words = _WORD.findall(_ADDRESS.sub(" ", text).lower())
    for at in range(len(words) - RUN + 1):
        yield tuple(words[at : at + RUN])


def _hashed(run: tuple[str, ...]) -> str:
    """Return the hash of a run, short and the same everywhere."""
    return sha256(" ".join(run).encode()).hexdigest()[:10]


def _copied(text: str, known: frozenset[str]) -> list[str]:
    """Return the runs of a text whose hashes are known."""
    return [" ".join(run) for run in _runs(text) if _hashed(run) in known]
