"""The support organisation's document, line by line, and where each of its facts went."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.runbook.rich_text import Text
from bot.runbook.yaml_nodes import read_yaml

HERE = Path(__file__).parent
SAMPLE = HERE.parents[2] / "runbook"
SOURCE = HERE / "source.txt"
FACTS: dict[str, Any] = yaml.safe_load((HERE / "facts.yaml").read_text(encoding="utf-8"))

_MARKUP = (
    (re.compile(r"<(https?:[^>]+)>"), r"\1"),
    (re.compile(r"<[^>]+>"), " "),
    (re.compile(r"\[([^\]]+)\]\(#\)"), r"\1"),
    (re.compile(r"\*\*|\\"), ""),
    (re.compile(r"\s+"), " "),
)
_BULLET = re.compile(r"^- (?:[a-z]\. )?")
_MARKER = re.compile(r"\d+\.|\b[a-z]\.|\bi+\.|[\s•●○\-.:,;()\"&*]+")


@dataclass(frozen=True)
class Fact:
    """A key of the sample runbook, and the lines and words of the document behind it."""

    key: str
    lines: range
    says: str | None
    expected: str | None


def plain(text: str) -> str:
    """Return a line of the document without its markup."""
    for pattern, words in _MARKUP:
        text = pattern.sub(words, text)
    return text.strip()


@cache
def lines() -> dict[int, str]:
    """Return the document's lines that hold anything, by number."""
    written = SOURCE.read_text(encoding="utf-8").split("\n")
    return {number: plain(line) for number, line in enumerate(written, 1) if plain(line)}


def span(written: int | str) -> range:
    """Read "9-63" or 67 as the lines meant."""
    first, _, last = str(written).partition("-")
    return range(int(first), int(last or first) + 1)


def facts() -> Iterator[Fact]:
    """Yield every fact that became data."""
    for key, where in FACTS["facts"].items():
        if isinstance(where, dict):
            yield Fact(key, span(where["line"]), where["says"], where["is"])
        else:
            yield Fact(key, span(where), None, None)


@cache
def values() -> dict[str, str]:
    """Return every value written in the sample runbook by its key."""
    found: dict[str, str] = {}
    for prefix, name in (("provider", "provider.yaml"), ("accounts.partiful", "accounts/partiful.yaml")):
        document = read_yaml(name, (SAMPLE / name).read_bytes())
        found |= {f"{prefix}.{document.named(path)}": text for path, text in document.texts()}
    return found


def words_of(fact: Fact, value: str) -> list[str]:
    """Return the words of the document that a fact rests on, line by line where it takes several."""
    if fact.says is not None:
        return [fact.says]
    text = Text(value)
    if len(fact.lines) == 1 or "\n" in text:
        return [re.sub(r"\s+", " ", line).strip() for line in text.split("\n") if line.strip()]
    return [_BULLET.sub("", lines()[number]) for number in fact.lines if number in lines()]


def unexplained() -> dict[int, str]:
    """Return what is left of each line once facts, left-out words and list markers are taken away."""
    text, known = lines(), values()
    taken: dict[int, list[str]] = defaultdict(list)
    for fact in facts():
        for words in words_of(fact, known.get(fact.key, "")):
            for number in fact.lines:
                taken[number].append(words)
    for entry in FACTS["left_out"]:
        for number in span(entry["lines"]):
            taken[number] += entry.get("words", [text.get(number, "")])
    left = {number: _without(line, taken[number]) for number, line in text.items()}
    return {number: line for number, line in left.items() if line}


def _without(line: str, taken: list[str]) -> str:
    for words in sorted(taken, key=len, reverse=True):
        line = line.replace(words, " ")
    return _MARKER.sub(" ", line).strip()
