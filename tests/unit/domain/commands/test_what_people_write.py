"""Every kind of writing that bots are known to stumble over, and what our reader makes of it."""

import pytest

from bot.domain.commands import near_verbs
from bot.domain.commands.commands import NoCommand
from tests.unit.domain.commands import (
    table_characters,
    table_conversation,
    table_cries,
    table_dates,
    table_hours,
    table_hurried,
    table_mistyped,
    table_opening,
    table_other_words,
    table_tickets,
    table_times,
    table_urgency,
)
from tests.unit.domain.commands.samples import reading_of, told

TABLES = (
    table_opening,
    table_tickets,
    table_times,
    table_other_words,
    table_characters,
    table_urgency,
    table_conversation,
    table_dates,
    table_hours,
    table_mistyped,
    table_cries,
    table_hurried,
)
KINDS = tuple(kind for table in TABLES for kind in table.KINDS)
ROWS = [
    pytest.param(where, text, understood, id=f"{kind.name}: {where} {text}"[:100])
    for kind in KINDS
    for where, text, understood in kind.rows
]


@pytest.mark.parametrize(("where", "text", "understood"), ROWS)
def test_it_is_understood(where: str, text: str, understood: str) -> None:
    assert told(reading_of(where, text)) == understood


def test_the_table_is_long_and_no_line_stands_in_it_twice() -> None:
    lines = [(where, text) for kind in KINDS for where, text, _ in kind.rows]
    assert len(lines) == len(set(lines)) > 1000


def test_each_kind_names_a_public_source() -> None:
    assert all(kind.source.startswith("https://") for kind in KINDS)
    assert all(len(kind.rows) >= 10 for kind in KINDS)


NEARLY = [f"{word} 12" for word in near_verbs.MEANS] + [f"12 {word}" for word in near_verbs.MEANS]


@pytest.mark.parametrize("where", ["ticket", "solved"])
@pytest.mark.parametrize("said", NEARLY)
def test_what_answers_no_customer_is_answered_itself(where: str, said: str) -> None:
    reading = reading_of(where, f"@tam {said}")
    if isinstance(reading, NoCommand) and reading.is_bare:
        assert reading.may_mean is not None
