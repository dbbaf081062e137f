"""How many statements a use case costs: the same however long a list is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from bot.domain.sla import Priority
from bot.domain.ticket_filter import TicketFilter
from tests.fixtures.desk import Desk


@contextmanager
def _statements(desk: Desk) -> Iterator[list[str]]:
    """List the statements that run meanwhile."""
    ran: list[str] = []

    def note(_connection: Any, _cursor: Any, words: str, *_rest: Any) -> None:
        if not words.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            ran.append(words)

    event.listen(desk.database.engine, "before_cursor_execute", note)
    yield ran
    event.remove(desk.database.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("count", [1, 5, 20])
def test_a_list_costs_four_statements_however_long_it_is(desk: Desk, count: int) -> None:
    for number in range(count):
        opened = desk.open(priority=Priority.P1 if number % 2 else Priority.P3)
        if number % 3 == 0:
            desk.escalate(opened)
    cierra = desk.cierra
    with _statements(desk) as ran:
        listing = desk.services.tickets.listed("partiful", TicketFilter(), cierra)
    assert len(listing.tickets) == count
    assert len(ran) <= 4
