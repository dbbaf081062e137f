"""How many statements a use case costs: the same however long a list is."""

from datetime import timedelta

import pytest

from bot.domain.commands.times.spans import WholeDays
from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.sla import Priority
from bot.steps.people import presence, roster
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


def test_an_opening_costs_thirteen_statements_at_most(desk: Desk) -> None:
    desk.open()
    new = desk.new_ticket(description="SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa failed")
    with recorded(desk.database) as ran:
        desk.services.opening.open(new)
    assert len(ran) <= 13, [one.words for one in ran]


def test_without_a_bridge_nothing_is_asked_of_the_consoles_tables(desk: Desk) -> None:
    with recorded(desk.database) as ran:
        opened = desk.open()
        desk.reply(opened, "U0CIERRA", "Which number?")
        desk.escalate(opened)
        desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P1, desk.cierra)
        desk.solve(opened)
        desk.reply(opened, "U0MAYA", "It fails again.")
        desk.pass_time(timedelta(minutes=5))
    assert desk.ticket(opened).status == "open"
    assert [one.words for one in ran if "console_" in one.words.replace("console_number", "")] == []


def test_what_is_read_of_the_roster_is_read_again_once_it_changed(desk: Desk) -> None:
    desk.open()
    day = desk.clock.now().date()
    desk.services.absences.announce(desk.cierra, "U0CIERRA", [WholeDays(day, day)])
    opened = desk.open()
    assert desk.services.tickets.card(opened.ticket_id, desk.cierra).line.assignee.name == "Kirk McCalla"


def test_what_was_read_of_a_roster_that_never_came_to_be_is_forgotten(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError):
        _lose_cierra_and_fail(desk)
    day = desk.clock.now().date()
    desk.services.absences.announce(desk.kirk, "U0KIRK", [WholeDays(day, day)])
    opened = desk.open()
    assert desk.services.tickets.card(opened.ticket_id, desk.cierra).line.assignee.name == "Cierra Simms"


def _lose_cierra_and_fail(desk: Desk) -> None:
    with desk.services.people.work() as work:
        presence.note_gone(work, "U0CIERRA")
        roster.team(work, "partiful")
        raise ZeroDivisionError
