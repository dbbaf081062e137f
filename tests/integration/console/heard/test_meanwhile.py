"""While something of ours is on its way, what is said in the console is told at once, and ours never."""

from bot.domain.sla import Priority
from tests.fixtures.desk import CHANNEL, TRIAGE
from tests.fixtures.kills import until_it_is_done
from tests.integration.console.heard.bridged import Bridge
from tests.integration.console.heard.telling import Telling
from tests.integration.console.heard.under_way import AnswerLost, Overtaken, carry_by

AN_ANSWER = "Cierra Simms (in the console), 10:01 AM ET We are looking."


def answers(told: Bridge) -> list[str]:
    """Return what agents have answered in the customer's thread."""
    return [text for text in told.desk.said(CHANNEL) if "(in the console), 10:" in text]


def test_an_answer_is_told_within_seconds_though_a_change_of_ours_is_refused_for_minutes(
    bridged: Bridge,
) -> None:
    ticket, opened = bridged.filed(priority="normal")
    carry_by(bridged, Overtaken)
    bridged.desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P1, bridged.desk.cierra)
    bridged.pass_time(minutes=1)
    bridged.console.say(ticket["id"], bridged.cierra, "We are looking.")
    bridged.hear(ticket, times=3)
    assert answers(bridged) == [AN_ANSWER]
    assert len(bridged.desk.history(opened, "staff_responded")) == 1
    bridged.pass_time(minutes=8)
    bridged.read()
    carry_by(bridged, Telling)
    bridged.pass_time(minutes=6)
    bridged.read()
    assert answers(bridged) == [AN_ANSWER]
    assert bridged.console.tickets[ticket["id"]]["priority"] == "urgent"
    assert bridged.desk.ticket(opened).priority == Priority.P1


def test_how_it_stands_there_is_followed_once_ours_has_settled(told: Bridge) -> None:
    ticket, opened = told.filed(priority="normal")
    carry_by(told, Overtaken)
    told.desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P2, told.desk.cierra)
    told.pass_time(minutes=1)
    told.console.say(ticket["id"], told.cierra, "Which number?")
    told.console.change(ticket["id"], by=told.cierra, status="pending")
    told.hear(ticket)
    assert told.desk.ticket(opened).status == "open"
    told.pass_time(minutes=2)
    told.read()
    carry_by(told, Telling)
    told.pass_time(minutes=6)
    told.read()
    assert told.desk.ticket(opened).status == "pending"
    assert [event.actor_name for event in told.desk.history(opened, "pending")] == [
        "Cierra Simms (in the console)"
    ]
    assert told.console.tickets[ticket["id"]]["priority"] == "high"


def test_how_it_stands_is_not_read_again_and_again_meanwhile(told: Bridge) -> None:
    ticket, opened = told.filed(priority="normal")
    carry_by(told, Overtaken)
    told.desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P2, told.desk.cierra)
    told.pass_time(minutes=1)
    told.hear(ticket)
    asked = len(told.console.asked)
    for _ in range(20):
        told.pass_time(seconds=3)
        told.desk.services.console_news.due()
    assert len(told.console.asked) == asked


def test_words_of_ours_whose_answer_was_lost_are_not_told_as_somebody_elses(bridged: Bridge) -> None:
    ticket, opened = bridged.filed()
    carry_by(bridged, AnswerLost)
    bridged.desk.reply(opened, "U0CIERRA", "We are looking.")
    bridged.pass_time(minutes=1)
    bridged.console.say(ticket["id"], bridged.cierra, "Which number is it?")
    bridged.hear(ticket)
    assert answers(bridged) == ["Cierra Simms (in the console), 10:01 AM ET Which number is it?"]


def test_words_of_ours_that_wait_hold_nothing_back(told: Bridge) -> None:
    ticket, opened = told.filed()
    carry_by(told, Overtaken)
    told.desk.reply(opened, "U0CIERRA", "We are looking.")
    told.pass_time(minutes=1)
    told.console.say(ticket["id"], told.cierra, "We are looking.")
    told.console.change(ticket["id"], by=told.cierra, status="pending")
    told.hear(ticket)
    assert answers(told) == [AN_ANSWER]
    assert told.desk.ticket(opened).status == "pending"


def test_thanks_for_what_is_being_solved_there_open_nothing(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.desk.reply(opened, "U0CIERRA", "It was the carrier.")
    told.pass_time(minutes=1)
    told.hear(ticket)
    carry_by(told, Overtaken)
    told.desk.solve(opened, closing="")
    told.pass_time(minutes=1)
    told.console.say(ticket["id"], told.maya, "Thanks!")
    told.console.change(ticket["id"], by=told.maya, status="open")
    told.hear(ticket)
    carry_by(told, Telling)
    told.pass_time(minutes=6)
    told.read()
    told.pass_time(seconds=10)
    told.hear(ticket)
    assert told.desk.ticket(opened).status == "solved"
    assert told.console.tickets[ticket["id"]]["status"] == "solved"
    assert len([text for text in told.desk.said(TRIAGE) if "Thanks!" in text]) == 1


def test_killed_anywhere_what_is_said_meanwhile_is_taken_in_once(told: Bridge) -> None:
    ticket, opened = told.filed(priority="normal")
    carry_by(told, Overtaken)
    told.desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P2, told.desk.cierra)
    told.pass_time(minutes=1)
    told.console.say(ticket["id"], told.cierra, "We are looking.")
    news = told.desk.services.console_news
    news.poke(ticket["id"])
    read = told.as_read(ticket)
    assert until_it_is_done(told.desk.database, lambda: news.take_in(ticket["id"], read, read.at)) == 1
    told.desk.settle()
    told.pass_time(seconds=5)
    told.hear(ticket)
    assert answers(told) == [AN_ANSWER]
