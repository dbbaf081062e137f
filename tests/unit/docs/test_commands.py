"""Every command that the documentation names can be typed."""

import re
from collections.abc import Iterator

import pytest

from bot.cli import _parser
from handlers.commands import ticket
from handlers.events import mentions
from tests.unit.docs import ROOT, arguments, pages, phrases, text, typed

README = next(page for page in pages() if page.name == "README.md")
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
ONCALL = {"at", "next", "off"}


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
        named_alone = len(given) == 1 and given[0] in _command_names()
        assert named_alone, f"`{line}` is not what tam-bot understands"


def test_the_readme_lists_every_command_of_the_command_line() -> None:
    listed = {found[1] for found in re.finditer(r"^\| `tam-bot (\w+)`", text(README), re.MULTILINE)}
    assert listed == _command_names()


def test_every_target_of_make_that_is_named_exists() -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    named = {
        words[0]
        for page in pages()
        for line in (*typed(page), *phrases(page))
        if (words := arguments(line, "make") if line.startswith("make ") else None)
    }
    assert {"demo", "test"} <= named <= targets


def test_the_readme_lists_every_verb_of_the_ticket_command() -> None:
    assert _verbs("/ticket") == (set(ticket.ANSWERS) | set(ticket.FORMS)) - {"", "new"}


def test_the_readme_lists_every_verb_of_a_mention() -> None:
    assert _verbs("@tam") == set(mentions.VERBS)


def test_the_readme_lists_every_verb_of_the_oncall_command() -> None:
    assert _verbs("/oncall") == ONCALL


def _verbs(name: str) -> set[str]:
    words = (phrase.split() for phrase in phrases(README) if phrase.startswith(f"{name} "))
    return {each[1] for each in words}


def _command_names() -> set[str]:
    return set(
        re.findall(r"^    (\w+)(?: |$)", _parser().format_help().partition("commands:")[2], re.MULTILINE)
    )
