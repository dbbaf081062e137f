"""The documentation, read as the tests that keep it true read it."""

import argparse
import re
import shlex
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from bot.resources import sample_runbook
from bot.runbook import load
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[3]

_FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
_ASSIGNMENT = re.compile(r"[A-Z_]+=\S*")


@cache
def pages() -> tuple[Path, ...]:
    """Return every page that people read, by its path from the root."""
    found = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    return tuple(sorted(page.relative_to(ROOT) for page in found))


def text(page: Path) -> str:
    """Return a page as it is written."""
    return (ROOT / page).read_text(encoding="utf-8")


def prose(page: Path) -> str:
    """Return a page without its blocks of code and its code in lines."""
    return _CODE.sub("", _FENCE.sub("", text(page)))


def links(page: Path) -> Iterator[str]:
    """Walk over the targets of links and pictures."""
    for found in _LINK.finditer(prose(page)):
        yield found[1] or found[2]


def headings(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as a web page names them."""
    plain = _FENCE.sub("", text(page))
    return {_anchor(found[1]) for found in _HEADING.finditer(plain)}


def sections(page: Path) -> set[str]:
    """Return a page's second headings, as they are written."""
    return {found.replace("`", "") for found in re.findall(r"^## (.+)$", text(page), re.MULTILINE)}


def section(page: Path, heading: str) -> str:
    """Return what stands below one of a page's second headings."""
    for part in text(page).split("\n## ")[1:]:
        title, _, below = part.partition("\n")
        if title.replace("`", "") == heading:
            return below
    raise AssertionError(f"{page} has no section “{heading}”")


def rows(written: str) -> set[str]:
    """Return what the rows of tables are about: the first code in each row's first cell."""
    return {found[1] for found in re.finditer(r"^\| `([^`]+)`[^|]*\|", written, re.MULTILINE)}


def phrases(page: Path) -> Iterator[str]:
    """Walk over the code that stands in lines."""
    for found in _CODE.finditer(_FENCE.sub("", text(page))):
        yield found[1]


def typed(page: Path) -> Iterator[str]:
    """Walk over what is to be typed: the lines after a prompt, and what a service starts."""
    for block in _FENCE.finditer(text(page)):
        for line in _whole_lines(block[2]).splitlines():
            if line.startswith(("$ ", "ExecStart=")):
                yield line.removeprefix("$ ").removeprefix("ExecStart=")


def answered(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Walk over what is typed after a prompt, each with the lines that it is said to print."""
    for block in _FENCE.finditer(text(page)):
        for part in re.split(r"^\$ ", _whole_lines(block[2]), flags=re.MULTILINE)[1:]:
            line, *printed = part.splitlines()
            if printed:
                yield line, printed


def _whole_lines(shell: str) -> str:
    """Return what is typed with each command on one line, as the shell takes it."""
    return re.sub(r"\\\n\s*", "", shell)


_SHELL = frozenset((">", "<", "|", "&", "&&", ";"))
"""Where a command ends and the shell's own words begin."""


def arguments(line: str, program: str) -> list[str] | None:
    """Return what follows `program`, wherever it is installed; None if something else is run."""
    words = shlex.split(line, comments=True)
    while words and _ASSIGNMENT.fullmatch(words[0]):
        words.pop(0)
    end = next((at for at, word in enumerate(words) if word in _SHELL), len(words))
    return words[1:end] if words and Path(words[0]).name == program else None


def _anchor(heading: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", heading.lower().replace("`", ""))
    return kept.strip().replace(" ", "-")


def commands(parser: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    """Return the commands of a command line, by name."""
    (subparsers,) = (each for each in parser._actions if isinstance(each, argparse._SubParsersAction))
    return dict(subparsers.choices)


class _Watched(Mapping[str, str]):
    """An environment in which everything is set, that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return "0000"

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 1  # an empty one would be passed over


def read_variables() -> set[str]:
    """Return the variables that settings and sample runbook read."""
    environment = _Watched()
    Settings.read(environment)
    load(sample_runbook(), environment)
    return environment.asked
