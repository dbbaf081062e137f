"""Lists of tickets: narrowed by everything that can be asked, each as somebody else would count."""

from datetime import timedelta

import pytest

from bot.blocks.answers import lists
from bot.clock import FakeClock
from bot.domain.escalation import Reason
from bot.domain.permission import Actor
from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.sla import Priority
from bot.domain.ticket import Status
from bot.steps.deadlines.alarms_raised import Alarm
from models.store.database import Database
from tests.conftest import TUESDAY_MORNING
from tests.fixtures.desk import Desk
from tests.fixtures.fake_slack import FakeSlack

SID = "SM0123456789abcdef0123456789abcdef"
OTHER_SID = "CA0123456789abcdef0123456789abcdef"


@pytest.fixture(scope="module")
def listed(shared_database: Database) -> Desk:
    """Give the tickets of `with_six` to tests that do nothing but list them."""
    clock = FakeClock(TUESDAY_MORNING)
    return with_six(Desk(shared_database, clock, FakeSlack(clock)))


def with_six(desk: Desk) -> Desk:
    """Open six tickets: 1 an overdue P1, 2 escalated, 3 pending, 4 solved, 5 Kirk's, 6 Dev's about calls."""
    first = desk.open(priority=Priority.P1, subject="Ünïcode is LOST", example_ids=(SID,))
    desk.clock.advance(timedelta(hours=2))
    second = desk.open(priority=Priority.P3, subject="Numbers are wrong")
    desk.services.escalations.raise_on(second.ticket_id, Alarm(Reason.BLOCKER, desk.maya))
    third, fourth, fifth = (desk.open(priority=Priority.P3, subject=f"Question {n}") for n in (3, 4, 5))
    desk.say("U0CIERRA", "Which numbers?", desk.thread(third))
    desk.services.lifecycle.set_pending(third.ticket_id, desk.cierra)
    desk.services.lifecycle.solve(fourth.ticket_id, desk.cierra, "It was the carrier.")
    desk.services.lifecycle.assign_to_person(fifth.ticket_id, "U0KIRK", desk.cierra)
    desk.open(
        priority=Priority.P3,
        subject="Calls drop",
        product="voice",
        requester=desk.actor("U0DEV"),
        example_ids=(OTHER_SID,),
    )
    assert first.ticket_id == 1
    return desk


def numbers(desk: Desk, wanted: TicketFilter, actor: Actor | None = None) -> list[str]:
    """Return the numbers of what is listed, in order."""
    listing = desk.services.tickets.listed("partiful", wanted, actor or desk.cierra)
    return [line.number for line in listing.tickets]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (TicketFilter(), ["2", "1", "5", "6", "3"]),
        (TicketFilter(priority=Priority.P1), ["1"]),
        (TicketFilter(overdue=True), ["1"]),
        (TicketFilter(escalated=True), ["2"]),
        (TicketFilter(overdue=True, escalated=True), []),
        (TicketFilter(status=Status.PENDING), ["3"]),
        (TicketFilter(assignee="U0KIRK"), ["5"]),
        (TicketFilter(product="voice"), ["6"]),
        (TicketFilter(words="lost ÜNÏCODE"), ["1"]),
        (TicketFilter(words="lost numbers"), []),
        (TicketFilter(words="100%_"), []),
        (TicketFilter(example_id=SID), ["1"]),
        (TicketFilter(example_id=OTHER_SID.lower()), ["6"]),
        (TicketFilter(console_number="99"), []),
    ],
    ids=repr,
)
def test_a_list_holds_what_is_asked_for(listed: Desk, wanted: TicketFilter, found: list[str]) -> None:
    assert numbers(listed, wanted) == found


def test_what_was_solved_is_listed_since_an_instant(listed: Desk) -> None:
    now = listed.clock.now()
    assert numbers(listed, TicketFilter(solved_since=now - timedelta(minutes=1))) == ["4"]
    assert numbers(listed, TicketFilter(solved_since=now + timedelta(minutes=1))) == []
    assert numbers(listed, TicketFilter(solved_since=now - timedelta(days=7), words="question")) == ["4"]


def test_a_number_that_is_nowhere_in_the_console_is_looked_for_in_subjects(desk: Desk) -> None:
    filed = desk.open(subject="SMS fails")
    desk.open(subject="Error 21610 on sending")
    desk.services.tickets.set_console_number(filed.ticket_id, desk.cierra, "4471234")
    assert numbers(desk, TicketFilter(console_number="21610")) == ["2"]
    assert numbers(desk, TicketFilter(words="error", console_number="21610")) == ["2"]
    assert numbers(desk, TicketFilter(words="carrier", console_number="21610")) == []
    assert numbers(desk, TicketFilter(console_number="4471234")) == ["1"]
    assert numbers(desk, TicketFilter(console_number="21610", priority=Priority.P1)) == []


def test_mine_is_narrowed_too(listed: Desk) -> None:
    dev = listed.actor("U0DEV")
    assert numbers(listed, TicketFilter(mine=True), dev) == ["6"]
    assert numbers(listed, TicketFilter(mine=True, product="messaging"), dev) == []
    assert numbers(listed, TicketFilter(mine=True, overdue=True), listed.cierra) == ["1"]
    assert numbers(listed, TicketFilter(mine=True, assignee="U0KIRK"), listed.cierra) == []


def test_what_is_to_be_done_about_tickets_is_said_once_each(desk: Desk) -> None:
    busy = with_six(desk)
    for priority in (Priority.P1, Priority.P2, Priority.P1):
        opened = busy.open(priority=priority)
        busy.say("U0CIERRA", "Which numbers?", busy.thread(opened))
        if priority is Priority.P2:
            busy.services.lifecycle.set_pending(opened.ticket_id, busy.cierra)
    text = lists.ticket_list(busy.services.tickets.listed("partiful", TicketFilter(), busy.cierra)).text
    headings = ("Escalated", "Overdue", "Answer due", "Answered", "Waiting for the customer")
    assert [line for line in text.splitlines() if " · " not in line][1:] == list(headings)
