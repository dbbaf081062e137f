"""Who changed a ticket in the console: an agent, the customer or a rule, read only where it must be told."""

import pytest

from tests.fixtures.desk import CHANNEL, TRIAGE
from tests.integration.console.heard.bridged import Bridge


def times_asked(told: Bridge) -> int:
    """Return how often it was read who changed a ticket."""
    return sum(one.path.endswith("/audits") for one in told.console.asked)


def test_a_change_without_words_is_told_by_whom_it_was(told: Bridge) -> None:
    ticket, opened = told.filed(priority="normal")
    told.pass_time(minutes=1)
    told.console.change(ticket["id"], by=told.petra, priority="urgent")
    told.hear(ticket, times=2)
    [changed] = told.desk.history(opened, "priority_changed")
    assert changed.actor_name == "Petra Novak (in the console)"
    assert times_asked(told) == 1


def test_each_fact_is_told_by_whom_it_was(told: Bridge) -> None:
    ticket, opened = told.filed(priority="normal")
    told.console.say(ticket["id"], told.cierra, "Which number?")
    told.pass_time(minutes=1)
    told.console.change(ticket["id"], by=told.petra, priority="urgent")
    told.pass_time(minutes=1)
    told.console.change(ticket["id"], by="automation", status="pending")
    told.hear(ticket)
    [raised], [pending] = (told.desk.history(opened, what) for what in ("priority_changed", "pending"))
    assert (raised.actor_name, pending.actor_name) == (
        "Petra Novak (in the console)",
        "Automation (in the console)",
    )


@pytest.mark.parametrize(
    ("rule", "name"), [("automation", "Automation"), ("trigger", "Trigger"), ("macro", "Business rule")]
)
def test_what_a_rule_changed_is_told_as_the_rules(told: Bridge, rule: str, name: str) -> None:
    ticket, _ = told.filed()
    told.console.say(ticket["id"], told.cierra, "Which number?")
    told.console.change(ticket["id"], status="pending")
    told.hear(ticket)
    told.pass_time(days=1)
    told.console.change(ticket["id"], by=rule, status="open")
    new = told.desk.new_in(TRIAGE)
    told.hear(ticket)
    assert new.texts == [f"PARTIFUL-1 · open again, by {name} (in the console)"]


def test_an_answer_that_changes_it_says_by_whom_without_asking(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.say(ticket["id"], told.cierra, "Which number?")
    told.console.change(ticket["id"], by=told.cierra, status="pending")
    told.hear(ticket)
    assert told.desk.ticket(opened).status == "pending"
    assert times_asked(told) == 0


def test_words_alone_ask_nobody(told: Bridge) -> None:
    ticket, _ = told.filed()
    told.pass_time(minutes=1)
    told.console.say(ticket["id"], told.maya, "And the codes by voice?")
    told.hear(ticket)
    assert times_asked(told) == 0


def test_what_we_asked_for_ourselves_asks_nobody(told: Bridge) -> None:
    ticket, opened = told.filed(priority="normal")
    priority = told.desk.ticket(opened).priority.P2
    told.desk.services.lifecycle.set_priority(opened.ticket_id, priority, told.desk.cierra)
    told.pass_time(minutes=1)
    told.hear(ticket)
    assert times_asked(told) == 0


def test_the_customer_may_solve_it_there_over_their_own_question(bridged: Bridge) -> None:
    ticket, opened = bridged.filed()
    bridged.pass_time(minutes=1)
    bridged.console.say(ticket["id"], bridged.maya, "It works again, never mind?")
    bridged.console.change(ticket["id"], by=bridged.maya, status="solved")
    new = bridged.desk.new_in(CHANNEL)
    bridged.hear(ticket, times=2)
    assert bridged.desk.ticket(opened).status == "solved"
    assert bridged.console.tickets[ticket["id"]]["status"] == "solved"
    assert new.texts[-1] == (
        "Maya Chen (in the console) marked PARTIFUL-1 solved.\n"
        "Not solved? Reply here within 28 days and it is open again."
    )
    assert bridged.desk.clock_of(opened).outcome == "cancelled"


def test_a_rule_does_not_solve_over_a_question(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.pass_time(minutes=1)
    told.console.change(ticket["id"], by="automation", status="solved")
    told.hear(ticket)
    assert told.desk.ticket(opened).status == "open"


def test_where_the_console_keeps_it_to_itself_it_was_somebody(told: Bridge) -> None:
    ticket, opened = told.filed(priority="normal")
    told.console.shows_audits = False
    told.pass_time(minutes=1)
    told.console.change(ticket["id"], by=told.petra, priority="urgent")
    told.hear(ticket)
    [changed] = told.desk.history(opened, "priority_changed")
    assert changed.actor_name == "Somebody (in the console)"


def test_of_many_changes_the_last_one_counts_and_few_pages_are_read(told: Bridge) -> None:
    ticket, opened = told.filed(priority="normal")
    for number in range(1000):
        told.console.change(ticket["id"], by=told.maya, priority=("low", "high")[number % 2])
    told.pass_time(minutes=1)
    told.console.change(ticket["id"], by=told.petra, priority="urgent")
    told.hear(ticket)
    [changed] = told.desk.history(opened, "priority_changed")
    assert changed.actor_name == "Petra Novak (in the console)"
    assert times_asked(told) <= 5


def test_who_gave_a_ticket_that_was_filed_there_to_somebody_is_named(told: Bridge) -> None:
    kirk = told.console.person("Kirk McCalla", "kirk@twilio.com", "agent")
    ticket = told.file()
    told.console.change(ticket["id"], by=told.petra, assignee_id=kirk["id"], status="open")
    told.hear(ticket)
    given = told.desk.history(told.opened(ticket), "assigned")[-1]
    assert given.actor_name == "Petra Novak (in the console)"
