"""One ticket on both sides, told of twice and backwards: both are equal at the end, nothing is doubled."""

from datetime import datetime

from bot.domain.console.counterparts import priority_there, status_there
from bot.domain.escalation import Reason
from bot.domain.events.talk import StaffResponded
from bot.domain.sla import Priority
from bot.steps.new_ticket import Opened
from models.console.poke import ConsolePoke
from tests.fixtures.desk import CHANNEL
from tests.fixtures.fake_console import Json
from tests.integration.console.heard.bridged import Bridge


def filed_at_once(bridged: Bridge) -> tuple[Json, Opened]:
    """Open a P1 here, have it filed there, and both know of each other."""
    opened = bridged.desk.open(priority=Priority.P1, subject="All codes fail")
    bridged.desk.services.tickets.file_in_console(opened.ticket_id, bridged.desk.cierra)
    bridged.desk.settle()
    bridged.read()
    [ticket] = bridged.console.tickets.values()
    return ticket, opened


def hear(bridged: Bridge, ticket: Json, minutes: float = 2) -> None:
    """Have what waits carried there, and us told twice of all that happened there, whatever came first."""
    bridged.pass_time(minutes=minutes)
    for _ in range(2):
        bridged.hear(ticket, times=2)
    bridged.pass_time(seconds=10)
    bridged.read()


def answered_at(bridged: Bridge, opened: Opened) -> list[datetime]:
    """Return when staff answered."""
    events = bridged.desk.history(opened, "staff_responded")
    return [event.what.at for event in events if isinstance(event.what, StaffResponded)]


def assert_equal(bridged: Bridge, ticket: Json, opened: Opened) -> None:
    """Both sides say the same."""
    here, there = bridged.desk.ticket(opened), bridged.console.tickets[ticket["id"]]
    assert there["status"] in (status_there(here.status), "new")
    assert there["priority"] == priority_there(here.priority)


def test_a_ticket_lives_on_both_sides(told: Bridge) -> None:
    ticket, opened = filed_at_once(told)
    assert told.desk.ticket(opened).console_number == str(ticket["id"])
    told.pass_time(minutes=5)
    first = told.desk.clock.now()
    told.console.say(ticket["id"], told.cierra, "We are looking.")
    hear(told, ticket)
    told.pass_time(minutes=5)
    second = told.desk.clock.now()
    told.desk.reply(opened, "U0CIERRA", "Which number?", second)
    hear(told, ticket)
    assert [one["body"] for one in told.console.comments[ticket["id"]]][1:] == [
        "We are looking.",
        "Which number?",
    ]
    assert answered_at(told, opened) == [first, second]
    told.console.change(ticket["id"], status="pending")
    hear(told, ticket)
    assert_equal(told, ticket, opened)
    assert told.desk.ticket(opened).status == "pending"
    told.desk.solve(opened, closing="It was the carrier.")
    hear(told, ticket)
    assert_equal(told, ticket, opened)
    assert told.desk.ticket(opened).status == "solved"
    told.desk.reply(opened, "U0MAYA", "It fails again.")
    hear(told, ticket)
    assert_equal(told, ticket, opened)
    assert told.desk.ticket(opened).status == "open"
    told.desk.escalate(opened, Reason.BLOCKER)
    hear(told, ticket)
    assert_equal(told, ticket, opened)
    bodies = [one["body"] for one in told.console.comments[ticket["id"]]]
    assert len(bodies) == len(set(bodies))
    said = [text for text in told.desk.said(CHANNEL) if text.startswith("Cierra Simms (in the console)")]
    assert len(said) == len(set(said)) == 1


def test_filed_again_it_is_the_new_one_that_counts_though_the_old_one_is_told_of_first(
    bridged: Bridge,
) -> None:
    old, opened = filed_at_once(bridged)
    bridged.desk.solve(opened, closing="It was the carrier.")
    hear(bridged, old)
    bridged.console.change(old["id"], status="closed")
    hear(bridged, old)
    bridged.pass_time(days=5)
    bridged.desk.reply(opened, "U0MAYA", "It fails again.")
    bridged.desk.settle()
    with bridged.desk.services.console_news.work() as work:
        for number in ConsolePoke.due(work.session, work.now, 9):
            ConsolePoke.settle(work.session, number, work.now)
    bridged.hear(old)
    new = bridged.console.tickets[2]
    assert bridged.link(old) is None
    hear(bridged, new)
    assert bridged.opened(new).ticket_id == opened.ticket_id
    assert bridged.desk.ticket(opened).console_number == "2"
    assert [one.id for one in bridged.tickets()] == [opened.ticket_id]
