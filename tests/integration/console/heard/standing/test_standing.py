"""How a ticket stands in the console: it stands so here, as far as the runbook's rules allow."""

from datetime import timedelta

from tests.fixtures.desk import CHANNEL, TRIAGE
from tests.integration.console.heard.bridged import Bridge
from tests.integration.console.heard.under_way import Left, carry_by


def test_pending_there_is_pending_here(bridged: Bridge) -> None:
    ticket, opened = bridged.filed()
    bridged.console.say(ticket["id"], bridged.cierra, "Which number?")
    bridged.console.change(ticket["id"], status="pending")
    bridged.hear(ticket)
    assert bridged.desk.ticket(opened).status == "pending"
    assert [event.actor_name for event in bridged.desk.history(opened, "pending")] == [
        "Cierra Simms (in the console)"
    ]


def test_pending_without_an_answer_is_refused_here_and_said(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.change(ticket["id"], status="pending")
    new = told.desk.new_in(TRIAGE)
    told.hear(ticket, times=2)
    assert told.desk.ticket(opened).status == "open"
    assert new.texts == [
        "PARTIFUL-1 · It was set to pending in the console. It stays as it is here.\n"
        "Reply in the customer's thread first: Pending means we are waiting for the customer's answer."
    ]


def test_open_again_there_is_open_again_here(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.say(ticket["id"], told.cierra, "Which number?")
    told.console.change(ticket["id"], status="pending")
    told.hear(ticket)
    told.pass_time(minutes=1)
    told.console.change(ticket["id"], status="hold")
    new = told.desk.new_in(TRIAGE)
    told.hear(ticket)
    assert told.desk.ticket(opened).status == "open"
    assert new.texts == ["PARTIFUL-1 · open again, by Somebody (in the console)"]


def test_solved_there_is_solved_here_and_the_customer_hears_by_whom(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.say(ticket["id"], told.cierra, "It was the carrier.")
    told.console.change(ticket["id"], status="solved")
    new = told.desk.new_in(CHANNEL)
    told.hear(ticket)
    assert told.desk.ticket(opened).status == "solved"
    assert new.texts[-1] == (
        "Cierra Simms (in the console) marked PARTIFUL-1 solved.\n"
        "Not solved? Reply here within 28 days and it is open again."
    )


def test_solved_over_a_question_is_refused_here_and_said(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.change(ticket["id"], status="solved")
    new = told.desk.new_in(TRIAGE)
    told.hear(ticket)
    assert told.desk.ticket(opened).status == "open"
    assert new.texts == [
        "PARTIFUL-1 · It was set to solved in the console. It stays as it is here.\n"
        "PARTIFUL-1 awaits an answer. Reply in its thread, or write closing words."
    ]


def test_reopened_there_is_reopened_here(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.say(ticket["id"], told.cierra, "It was the carrier.")
    told.console.change(ticket["id"], status="solved")
    told.hear(ticket)
    told.pass_time(hours=1)
    told.console.change(ticket["id"], status="open")
    told.hear(ticket)
    assert told.desk.ticket(opened).status == "open"


def test_a_priority_is_followed_and_the_clock_counts_from_the_same_start(told: Bridge) -> None:
    ticket, opened = told.filed()
    started = told.desk.clock.now()
    told.pass_time(minutes=10)
    told.console.change(ticket["id"], priority="urgent")
    told.hear(ticket, times=2)
    assert told.desk.ticket(opened).priority == "P1"
    assert told.desk.clock_of(opened).due_at == started + timedelta(hours=1)
    assert len(told.desk.history(opened, "priority_changed")) == 1


def test_low_is_as_good_as_normal(told: Bridge) -> None:
    ticket, opened = told.filed(priority="normal")
    told.console.change(ticket["id"], priority="low")
    told.hear(ticket)
    assert told.desk.history(opened, "priority_changed") == []


def test_whoever_has_it_there_has_it_here(told: Bridge) -> None:
    kirk = told.console.person("Kirk McCalla", "kirk@twilio.com", "agent")
    ticket, opened = told.filed()
    told.console.change(ticket["id"], assignee_id=kirk["id"])
    told.hear(ticket, times=2)
    assert told.desk.ticket(opened).assignee_slack == "U0KIRK"
    assert len(told.desk.history(opened, "assigned")) == 2


def test_somebody_without_a_role_here_does_not_get_it_and_that_is_said(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.change(ticket["id"], assignee_id=told.petra["id"])
    new = told.desk.new_in(TRIAGE)
    told.hear(ticket, times=2)
    assert told.desk.ticket(opened).assignee_slack == "U0CIERRA"
    assert new.texts == [
        "PARTIFUL-1 · In the console it is Petra Novak's, whose address there is nobody's “email” in the "
        "runbook. Cierra Simms (primary TAM) keeps it."
    ]


def test_somebody_known_who_serves_another_account_is_told_as_that(told: Bridge) -> None:
    ralph = told.console.person("Ralph Esposito", "esposito@twilio.com", "agent")
    ticket, opened = told.filed()
    told.console.change(ticket["id"], assignee_id=ralph["id"])
    new = told.desk.new_in(TRIAGE)
    told.hear(ticket, times=2)
    assert told.desk.ticket(opened).assignee_slack == "U0CIERRA"
    assert new.texts == [
        "PARTIFUL-1 · In the console it is Ralph Esposito's, who serves no role here. "
        "Cierra Simms (primary TAM) keeps it."
    ]


def test_changed_on_both_sides_the_consoles_stands_and_that_is_said(told: Bridge) -> None:
    ticket, opened = told.filed(priority="normal")
    carry_by(told, Left)
    told.desk.services.lifecycle.set_priority(
        opened.ticket_id, told.desk.ticket(opened).priority.P2, told.desk.cierra
    )
    told.desk.settle()
    told.console.change(ticket["id"], priority="urgent")
    told.pass_time(minutes=1)
    new = told.desk.new_in(TRIAGE)
    told.hear(ticket, times=2)
    assert told.desk.ticket(opened).priority == "P1"
    assert new.texts[0] == (
        "PARTIFUL-1 · The priority was changed here and in the console at the same time. "
        "The console's stands."
    )


def test_what_only_we_changed_is_left_alone(told: Bridge) -> None:
    ticket, opened = told.filed(priority="normal")
    told.desk.services.lifecycle.set_priority(
        opened.ticket_id, told.desk.ticket(opened).priority.P2, told.desk.cierra
    )
    told.desk.settle()
    told.pass_time(minutes=1)
    told.console.say(ticket["id"], told.cierra, "A word.")
    told.hear(ticket)
    assert told.desk.ticket(opened).priority == "P2"


def test_a_deleted_ticket_is_said_once(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.change(ticket["id"], status="deleted")
    new = told.desk.new_in(TRIAGE)
    told.hear(ticket, times=2)
    told.hear(ticket)
    assert new.texts == [
        "PARTIFUL-1 · Console ticket 1 was deleted there. Nothing said here reaches the console any more."
    ]
    assert told.desk.ticket(opened).status == "open"


def test_a_merged_ticket_is_said_once(told: Bridge) -> None:
    ticket, _ = told.filed()
    told.console.change(ticket["id"], status="closed", tags=["closed_by_merge"])
    new = told.desk.new_in(TRIAGE)
    told.hear(ticket)
    told.hear(ticket)
    assert [text for text in new.texts if "merged" in text] == [
        "PARTIFUL-1 · Console ticket 1 was merged into another one there. "
        "Nothing said here reaches the console any more."
    ]


def test_a_ticket_that_goes_on_in_another_one_there_is_not_solved_here(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.say(ticket["id"], told.cierra, "We go on in the other one.")
    told.console.change(ticket["id"], status="closed", tags=["closed_by_merge"])
    new = told.desk.new_in(TRIAGE)
    told.hear(ticket)
    told.hear(ticket)
    assert told.desk.ticket(opened).status == "open"
    assert new.texts == [
        "PARTIFUL-1 · Console ticket 1 was merged into another one there. "
        "Nothing said here reaches the console any more."
    ]


def test_what_was_solved_on_both_sides_closes_without_a_word(told: Bridge) -> None:
    ticket, _ = told.filed()
    told.console.say(ticket["id"], told.cierra, "Done.")
    told.console.change(ticket["id"], status="solved")
    told.hear(ticket)
    told.pass_time(days=4)
    told.console.change(ticket["id"], status="closed")
    new = told.desk.new_in(TRIAGE)
    told.hear(ticket)
    assert new.texts == []
    link = told.link(ticket)
    assert link is not None
    assert link.ended == "closed"


def test_what_was_refused_here_and_is_changed_again_there_was_not_changed_here(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.change(ticket["id"], status="pending")
    told.hear(ticket)
    told.pass_time(minutes=1)
    told.console.say(ticket["id"], told.petra, "A note.", public=False)
    told.hear(ticket)
    new = told.desk.new_in(TRIAGE)
    told.pass_time(minutes=1)
    told.console.say(ticket["id"], told.cierra, "It was the carrier.")
    told.console.change(ticket["id"], status="solved")
    told.hear(ticket)
    assert told.desk.ticket(opened).status == "solved"
    assert new.texts == ["PARTIFUL-1 · solved · by Cierra Simms (in the console)"]


def test_reopened_and_raised_there_at_once_is_both_here(told: Bridge) -> None:
    ticket, opened = told.filed(priority="normal")
    told.console.say(ticket["id"], told.cierra, "It was the carrier.")
    told.console.change(ticket["id"], status="solved")
    told.hear(ticket)
    told.pass_time(hours=1)
    kirk = told.console.person("Kirk McCalla", "kirk@twilio.com", "agent")
    told.console.change(ticket["id"], status="open", priority="urgent", assignee_id=kirk["id"])
    told.hear(ticket, times=2)
    here, there = told.desk.ticket(opened), told.console.ticket(ticket["id"])
    assert (here.status, here.priority, here.assignee_slack) == ("open", "P1", "U0KIRK")
    assert (there["status"], there["priority"], there["assignee_id"]) == ("open", "urgent", kirk["id"])


def test_solved_and_lowered_there_at_once_is_both_here(told: Bridge) -> None:
    ticket, opened = told.filed(priority="urgent")
    told.console.say(ticket["id"], told.cierra, "It was the carrier.")
    told.console.change(ticket["id"], status="solved", priority="normal")
    told.hear(ticket, times=2)
    here, there = told.desk.ticket(opened), told.console.ticket(ticket["id"])
    assert (here.status, here.priority, there["status"], there["priority"]) == (
        "solved",
        "P3",
        "solved",
        "normal",
    )


def test_a_priority_of_a_solved_ticket_stays_as_it_is_here_and_that_is_said(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.say(ticket["id"], told.cierra, "It was the carrier.")
    told.console.change(ticket["id"], status="solved")
    told.hear(ticket)
    told.pass_time(minutes=1)
    told.console.change(ticket["id"], priority="urgent")
    new = told.desk.new_in(TRIAGE)
    told.hear(ticket, times=2)
    told.hear(ticket)
    assert told.desk.ticket(opened).priority == "P3"
    assert new.texts == [
        "PARTIFUL-1 · It was set to urgent in the console. It stays as it is here.\n"
        "PARTIFUL-1 is solved. Reopen it first."
    ]
