"""Once a night both sides are compared: what was missed is read, what drifted is set right and told."""

from bot.domain.sla import Priority
from bot.jobs.console import ConsoleReader
from models.queues.outbox import Destination
from tests.fixtures.desk import TRIAGE
from tests.integration.console.heard.bridged import Bridge


def test_what_no_webhook_and_no_look_has_told_is_found(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.say(ticket["id"], told.cierra, "Here.")
    told.pass_time(minutes=5)
    told.reader.reconcile()
    told.read()
    assert len(told.desk.history(opened, "staff_responded")) == 1


def test_what_was_given_up_on_its_way_is_sent_again_and_told_once(told: Bridge) -> None:
    ticket, opened = told.filed(priority="normal")
    told.pass_time(seconds=5)
    told.hear(ticket)
    carrier = told.desk.carriers.pop(Destination.CONSOLE)
    told.desk.relay = told.desk.another_relay()
    told.desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P1, told.desk.cierra)
    told.desk.settle()
    told.desk.carriers[Destination.CONSOLE] = carrier
    told.desk.relay = told.desk.another_relay()
    told.pass_time(seconds=5)
    assert told.console.tickets[ticket["id"]]["priority"] == "normal"
    new = told.desk.new_in(TRIAGE)
    told.reader.reconcile()
    told.desk.settle()
    told.hear(ticket)
    assert told.console.tickets[ticket["id"]]["priority"] == "urgent"
    assert new.texts == [
        "One ticket stood otherwise in the console this night: PARTIFUL-1 (priority).\n"
        "It is set there as here."
    ]
    told.pass_time(days=1)
    new = told.desk.new_in(TRIAGE)
    told.reader.reconcile()
    assert new.texts == []


def test_of_several_replicas_one_reads_the_list_of_a_night(bridged: Bridge) -> None:
    for _ in range(2):
        asked = len(bridged.console.asked)
        for _ in range(3):
            replica = ConsoleReader(bridged.desk.services.console_news, bridged.reading, bridged.desk.clock)
            replica.reconcile()
            bridged.pass_time(seconds=20)
        assert len([one for one in bridged.console.asked[asked:] if "incremental" in one.path]) == 1
        bridged.pass_time(days=1)


def test_where_both_agree_the_night_is_silent(told: Bridge) -> None:
    ticket, _ = told.filed()
    told.pass_time(seconds=5)
    told.hear(ticket)
    new = told.desk.new_in(TRIAGE)
    told.reader.reconcile()
    told.desk.settle()
    assert new.texts == []


def test_an_agent_without_a_role_here_keeps_a_ticket_there_though_something_else_drifted(
    told: Bridge,
) -> None:
    ticket, opened = told.filed(priority="normal")
    told.console.change(ticket["id"], assignee_id=told.petra["id"])
    told.pass_time(seconds=5)
    told.hear(ticket)
    carrier = told.desk.carriers.pop(Destination.CONSOLE)
    told.desk.relay = told.desk.another_relay()
    told.desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P1, told.desk.cierra)
    told.desk.settle()
    told.desk.carriers[Destination.CONSOLE] = carrier
    told.desk.relay = told.desk.another_relay()
    told.pass_time(seconds=5)
    told.reader.reconcile()
    told.desk.settle()
    there = told.console.tickets[ticket["id"]]
    assert (there["priority"], there["assignee_id"]) == ("urgent", told.petra["id"])


def test_a_long_list_is_read_page_by_page_and_goes_on_where_it_came_to(told: Bridge) -> None:
    told.console.export_page = 2
    tickets = [told.file() for _ in range(7)]
    told.pass_time(minutes=5)
    told.reader.reconcile()
    told.read()
    assert len(told.tickets()) == 2
    for _ in range(10):
        told.pass_time(seconds=6)
        told.reader.step()
    told.read()
    lists = [one for one in told.console.asked if "incremental" in one.path]
    assert len(told.tickets()) == len(tickets)
    assert len(lists) <= 10


def test_a_night_that_is_too_short_says_so_and_the_next_one_goes_on(told: Bridge) -> None:
    told.console.export_page = 1
    for _ in range(4):
        told.file()
    told.pass_time(minutes=5)
    told.reader.reconcile()
    new = told.desk.new_in(TRIAGE)
    told.pass_time(hours=4)
    for _ in range(10):
        told.reader.step()
    told.desk.settle()
    assert [text for text in new.texts if "night" in text] == [
        "More has changed in the console than the bot could look through this night.\n"
        "It goes on from there tomorrow night. What webhooks tell is read at once."
    ]
    told.pass_time(days=1)
    asked = len(told.console.asked)
    told.reader.reconcile()
    [page] = [one for one in told.console.asked[asked:] if "incremental" in one.path]
    assert "cursor" in page.query
