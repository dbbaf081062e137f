"""Every command that the documentation names can be typed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import _parser
from bot.domain.commands.verbs import MENTION, ONCALL, SLASH, TICKET
from tests.unit.docs import ROOT, arguments, commands, pages, phrases, rows, text, typed

VERBS = Path("docs/reference/verbs.md")
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)


def _tam_bot() -> Iterator[str]:
    for page in pages():
        yield from (line for line in typed(page) if arguments(line, "tam-bot") is not None)
        yield from (phrase for phrase in phrases(page) if phrase.startswith("tam-bot "))


@pytest.mark.parametrize("line", sorted(set(_tam_bot())))
def test_a_command_is_one_that_the_command_line_takes(line: str) -> None:
    given = arguments(line, "tam-bot") or []
    try:
        _parser().parse_args(given)
    except SystemExit:
        named_alone = len(given) == 1 and given[0] in {*commands(_parser()), "--version"}
        assert named_alone, f"`{line}` is not what tam-bot understands"


def test_every_target_of_make_that_is_named_exists() -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    named = {
        words[0]
        for page in pages()
        for line in (*typed(page), *phrases(page))
        if (words := arguments(line, "make") if line.startswith("make ") else None)
    }
    assert {"demo", "test"} <= named <= targets


def test_every_verb_of_the_ticket_command_has_its_row() -> None:
    assert _verbs("/ticket") == set(SLASH[TICKET])


def test_every_verb_of_a_mention_has_its_row() -> None:
    assert _verbs("@tam") == set(MENTION)


def test_every_verb_of_the_oncall_command_has_its_row() -> None:
    assert _verbs("/oncall") == set(SLASH[ONCALL])


def _verbs(name: str) -> set[str]:
    return {row.split()[1] for row in rows(text(VERBS)) if row.startswith(f"{name} ")}
