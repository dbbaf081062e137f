"""What is filed in the console: a ticket here, with card, route, and a clock since it was filed."""

from datetime import timedelta

import pytest

from tests.fixtures.desk import CHANNEL, TRIAGE
from tests.integration.console.heard.bridged import Bridge


def test_a_ticket_filed_there_is_a_ticket_here_since_then(bridged: Bridge) -> None:
    at = bridged.desk.clock.now()
    ticket = bridged.file(priority="urgent", subject="All codes fail", body="Since ten o'clock.")
    bridged.pass_time(minutes=2)
    bridged.hear(ticket)
    [here] = bridged.tickets()
    assert (here.subject, here.description, here.priority) == ("All codes fail", "Since ten o'clock.", "P1")
    assert (here.opened_at, here.console_number, here.requester_user) == (at, str(ticket["id"]), "U0MAYA")
    assert bridged.desk.clock_of(bridged.opened(ticket)).due_at == at + timedelta(hours=1)
    assert len(bridged.desk.said(CHANNEL)) == 1


def test_however_often_we_are_told_it_is_one_ticket(told: Bridge) -> None:
    ticket = told.file()
    for _ in range(3):
        told.hear(ticket, times=3)
    assert len(told.tickets()) == 1


def test_without_a_priority_there_it_is_a_p3(told: Bridge) -> None:
    told.filed()
    assert [ticket.priority for ticket in told.tickets()] == ["P3"]


def test_a_ticket_is_the_customers_by_its_organization_too(told: Bridge) -> None:
    told.filed(requester=told.console.person("Dana Kim", "dana@partiful.com"), organization_id=77)
    [here] = told.tickets()
    assert here.requester_name == "Dana Kim (in the console)"


def test_a_strangers_ticket_is_none_of_ours(told: Bridge) -> None:
    told.hear(told.file(requester=told.stranger))
    assert told.tickets() == []
    assert told.desk.said(TRIAGE) == []


def test_what_was_solved_there_before_we_heard_of_it_is_no_ticket(told: Bridge) -> None:
    told.hear(told.file(status="solved"))
    assert told.tickets() == []


def test_one_that_somebody_filed_by_hand_gets_no_second_card(told: Bridge) -> None:
    opened = told.desk.open()
    ticket = told.file()
    told.desk.services.tickets.set_console_number(opened.ticket_id, told.desk.cierra, str(ticket["id"]))
    told.hear(ticket)
    assert [here.id for here in told.tickets()] == [opened.ticket_id]
    assert told.opened(ticket).ticket_id == opened.ticket_id


def test_one_that_bears_our_key_is_ours_though_the_answer_was_lost(told: Bridge) -> None:
    opened = told.desk.open()
    ticket = told.file(external_id=opened.key, tags=["slack", "partiful"])
    told.hear(ticket)
    assert told.opened(ticket).ticket_id == opened.ticket_id
    assert told.desk.ticket(opened).console_number == str(ticket["id"])


def test_what_agents_filed_among_themselves_is_private_until_the_customer_is_told(told: Bridge) -> None:
    ticket = told.file(body="They are behind on bills.", subject="A contract")
    told.console.comments[ticket["id"]][0] |= {"public": False, "author_id": told.cierra["id"]}
    told.hear(ticket, times=2)
    assert (told.tickets(), told.desk.said(CHANNEL)) == ([], [])
    assert told.desk.said(TRIAGE) == [
        "A ticket of Partiful's with nothing but private notes was filed in the console: 1 A contract"
    ]
    told.console.say(ticket["id"], told.cierra, "Shall we talk?")
    told.hear(ticket, times=2)
    [here] = told.tickets()
    assert here.description == ""
    assert not [text for text in told.desk.said(CHANNEL) if "bills" in text]
    assert [text for text in told.desk.said(TRIAGE) if "bills" in text] == [
        "Cierra Simms (in the console), 10:00 AM ET, a private note They are behind on bills."
    ]


def test_one_that_only_happens_to_bear_our_key_is_a_ticket_of_its_own(told: Bridge) -> None:
    opened = told.desk.open()
    ticket = told.file(external_id=opened.key, tags=["imported"])
    told.hear(ticket)
    assert told.opened(ticket).ticket_id != opened.ticket_id
    assert told.desk.ticket(opened).console_number is None


@pytest.mark.parametrize("odd", ["\x00", "\x1b", "\x7f", "\ud800"])
def test_letters_that_no_database_keeps_are_left_out(bridged: Bridge, odd: str) -> None:
    maya = bridged.console.person(f"Maya{odd} Chen", "Ops@partiful.com")
    ticket = bridged.file(maya, f"It{odd} fails.", subject=f"No{odd} codes")
    bridged.console.say(ticket["id"], maya, f"Still{odd}?")
    bridged.hear(ticket)
    here = bridged.desk.ticket(bridged.opened(ticket))
    kept = "\ufffd" if odd == "\ud800" else ""
    assert (here.subject, here.description) == (f"No{kept} codes", f"It{kept} fails.")
