"""How many statements a use case costs: the same however long a list is."""

import pytest

from bot.domain.sla import Priority
from bot.domain.ticket_filter import TicketFilter
from tests.fixtures.desk import Desk
from tests.fixtures.statements import recorded


@pytest.mark.parametrize("count", [1, 5, 20])
def test_a_list_costs_four_statements_however_long_it_is(desk: Desk, count: int) -> None:
    for number in range(count):
        opened = desk.open(priority=Priority.P1 if number % 2 else Priority.P3)
        if number % 3 == 0:
            desk.escalate(opened)
    cierra = desk.cierra
    with recorded(desk.database) as ran:
        listing = desk.services.tickets.listed("partiful", TicketFilter(), cierra)
    assert len(listing.tickets) == count
    assert len(ran) <= 4
