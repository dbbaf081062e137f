"""What was read before our last change is told by the console's own time: our clocks may differ."""

from dataclasses import replace
from datetime import timedelta

from models.console.poke import ConsolePoke
from tests.fixtures.desk import TRIAGE
from tests.fixtures.fake_console import Json
from tests.integration.console.heard.bridged import Bridge

AHEAD = timedelta(minutes=10)


def answered(told: Bridge) -> Json:
    """Have a ticket that agents have answered on both sides of the bridge."""
    ticket, _ = told.filed()
    told.console.say(ticket["id"], told.cierra, "It was the carrier.")
    told.hear(ticket)
    told.pass_time(minutes=1)
    return ticket


def test_read_before_we_solved_it_by_a_clock_that_is_ahead_it_is_not_opened_again(bridged: Bridge) -> None:
    ticket = answered(bridged)
    opened, news = bridged.opened(ticket), bridged.desk.services.console_news
    stale = bridged.as_read(ticket)
    bridged.pass_time(seconds=2)
    bridged.desk.solve(opened, closing="")
    bridged.desk.settle()
    new = bridged.desk.new_in(TRIAGE)
    news.poke(ticket["id"])
    news.take_in(ticket["id"], replace(stale, at=stale.at + AHEAD), stale.at + AHEAD)
    bridged.pass_time(seconds=4)
    bridged.read()
    assert bridged.desk.ticket(opened).status == "solved"
    assert bridged.console.tickets[ticket["id"]]["status"] == "solved"
    assert new.texts == []


def test_within_one_second_of_the_consoles_our_clock_tells_it(told: Bridge) -> None:
    ticket = answered(told)
    opened, news = told.opened(ticket), told.desk.services.console_news
    told.console.say(ticket["id"], told.petra, "A note.", public=False)
    stale = told.as_read(ticket)
    told.pass_time(milliseconds=300)
    told.desk.solve(opened, closing="")
    told.desk.settle()
    assert told.console.tickets[ticket["id"]]["updated_at"] == f"{stale.at:%Y-%m-%dT%H:%M:%SZ}"
    news.poke(ticket["id"])
    news.take_in(ticket["id"], stale, stale.at + AHEAD)
    assert told.desk.ticket(opened).status == "solved"


def test_what_the_console_was_set_back_to_is_believed_after_a_minute(told: Bridge) -> None:
    ticket = answered(told)
    opened = told.opened(ticket)
    told.console.change(ticket["id"], priority="urgent")
    told.hear(ticket)
    backup = told.console.tickets[ticket["id"]]
    told.pass_time(minutes=5)
    told.console.change(ticket["id"], status="pending")
    told.hear(ticket)
    assert told.desk.ticket(opened).status == "pending"
    told.console.tickets[ticket["id"]] = backup
    told.pass_time(minutes=5)
    told.hear(ticket)
    assert told.desk.ticket(opened).status == "pending"
    for _ in range(21):
        told.pass_time(seconds=4)
        told.read()
    assert told.desk.ticket(opened).status == "open"
    with told.desk.services.console_news.reading() as work:
        assert ConsolePoke.due(work.session, work.now + AHEAD, 9) == []


def test_words_are_heard_though_the_ticket_was_read_before_what_we_know_of_it(told: Bridge) -> None:
    ticket = answered(told)
    opened = told.opened(ticket)
    told.pass_time(minutes=1)
    told.console.say(ticket["id"], told.cierra, "Is it solved?")
    stale = told.as_read(ticket)
    told.pass_time(seconds=2)
    told.desk.solve(opened, closing="")
    told.desk.settle()
    news = told.desk.services.console_news
    news.poke(ticket["id"])
    news.take_in(ticket["id"], replace(stale, at=stale.at + AHEAD), stale.at + AHEAD)
    assert len(told.desk.history(opened, "staff_responded")) == 2
    assert told.desk.ticket(opened).status == "solved"
