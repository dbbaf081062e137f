"""The reference leaves nothing out: options, variables, tables, states and due kinds have their rows."""

import argparse
import re
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from bot.cli import _parser
from bot.domain.permission import Action, Side, may
from bot.domain.retention import CHAT_KEPT_FOR, KEPT_FOR
from bot.domain.sla import ClockKind, Outcome
from bot.domain.ticket import Status
from bot.runbook.account import AccountRow
from bot.runbook.provider import Provider
from bot.steps.deadlines.due_kinds import DueKind
from models.queues.due import DueState
from models.queues.outbox import OutboxState
from models.search import word_index
from models.store.base import Base
from tests.unit.docs import commands, phrases, read_variables, rows, section, sections, text

COMMANDS = Path("docs/reference/commands.md")
ENVIRONMENT = Path("docs/reference/environment.md")
PERMISSIONS = Path("docs/reference/permissions.md")
TABLES = Path("docs/reference/tables.md")
RUNBOOK = Path("docs/reference/runbook.md")
SCHEDULES = Path("docs/reference/schedules.md")


def _options(parser: argparse.ArgumentParser) -> set[str]:
    return {option for action in parser._actions for option in action.option_strings} - {"-h", "--help"}


def test_every_command_has_its_section() -> None:
    assert sections(COMMANDS) == {f"tam-bot {name}" for name in commands(_parser())}


@pytest.mark.parametrize("name", sorted(commands(_parser())))
def test_every_option_has_its_row_and_every_row_its_option(name: str) -> None:
    described = rows(section(COMMANDS, f"tam-bot {name}"))
    assert {option for option in described if option.startswith("--")} == _options(commands(_parser())[name])


def test_every_variable_has_its_row() -> None:
    named_by_a_pin = {"PARTIFUL_SUPPORT_PIN"}
    assert rows(text(ENVIRONMENT).split("\n## ")[0]) == (read_variables() - named_by_a_pin) | {"${NAME}"}


def test_every_table_has_its_row() -> None:
    assert rows(text(TABLES).split("\n## ")[0]) == {*Base.metadata.tables, word_index.TABLE}


def test_what_is_forgotten_is_forgotten_when_the_page_says() -> None:
    assert set(re.findall(r"(\d+) days", text(TABLES))) == {str(KEPT_FOR.days), str(CHAT_KEPT_FOR.days)}


@pytest.mark.parametrize(
    ("column", "states"),
    [
        ("tickets.status", Status),
        ("clocks.kind", ClockKind),
        ("clocks.outcome", Outcome),
        ("due.state", DueState),
        ("outbox.state", OutboxState),
    ],
)
def test_every_state_is_named(column: str, states: type[StrEnum]) -> None:
    (row,) = re.findall(rf"^\| `{re.escape(column)}` \| (.+) \|$", text(TABLES), re.MULTILINE)
    assert re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", row)) == [state.value for state in states]


def test_every_due_kind_has_its_row() -> None:
    assert rows(section(TABLES, "What can fall due")) - {"due.kind"} == set(DueKind)


def test_the_table_of_who_may_do_what_is_the_codes() -> None:
    cells = re.compile(r"^\| ([^|]+) \| (yes|) ?\| (yes|) ?\| (yes|) ?\| (yes|) ?\|$", re.MULTILINE)
    written = {
        row[1]: [cell == "yes" for cell in row.groups()[1:]] for row in cells.finditer(text(PERMISSIONS))
    }
    assert written == {action.value: [may(side, action) for side in Side] for action in Action}


def _keys(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[str]:
    """Return the keys that a mapping of a runbook may hold, those of the mappings within it too."""
    seen.add(model)
    found = {info.alias or name for name, info in model.model_fields.items()}
    for inner in (each for info in model.model_fields.values() for each in _rows(info.annotation)):
        if inner not in seen:
            found |= _keys(inner, seen)
    return found


def _rows(annotation: object) -> set[type[BaseModel]]:
    """Return the kinds of mapping that a field holds, however deep in lists and choices."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {each for inner in get_args(annotation) for each in _rows(inner)}


@pytest.mark.parametrize("model", [Provider, AccountRow])
def test_every_key_of_a_runbook_is_named(model: type[BaseModel]) -> None:
    shown = " ".join([*phrases(RUNBOOK), *phrases(SCHEDULES)])
    assert _keys(model, set()) - set(re.findall(r"\w+", shown)) == set()


def test_every_row_of_the_runbooks_page_is_about_a_key() -> None:
    keys = _keys(Provider, set()) | _keys(AccountRow, set())
    cells = re.findall(r"^\| (?:– )*((?:`\w+`(?:, )?)+) \|", text(RUNBOOK), re.MULTILINE)
    assert {key for cell in cells for key in re.findall(r"\w+", cell)} - keys == set()
