"""Whatever the console tells: killed before any write, it is taken in wholly or not at all, and once."""

from collections.abc import Callable

import pytest

from tests.fixtures.fake_console import Json
from tests.fixtures.kills import everything, until_it_is_done
from tests.integration.console.heard.bridged import Bridge


def an_answer(told: Bridge, ticket: Json) -> None:
    """Have an agent answer."""
    told.console.say(ticket["id"], told.cierra, "We are looking.")


def an_answer_that_solves(told: Bridge, ticket: Json) -> None:
    """Have an agent answer and solve it at once."""
    an_answer(told, ticket)
    told.console.change(ticket["id"], status="solved")


def a_question(told: Bridge, ticket: Json) -> None:
    """Have the customer ask again."""
    told.console.say(ticket["id"], told.maya, "And the codes by voice?")


def a_note(told: Bridge, ticket: Json) -> None:
    """Have an agent write for the provider's own."""
    told.console.say(ticket["id"], told.petra, "A carrier, I guess.", public=False)


def all_fields(told: Bridge, ticket: Json) -> None:
    """Have everything changed at once."""
    kirk = told.console.person("Kirk McCalla", "kirk@twilio.com", "agent")
    an_answer(told, ticket)
    told.console.change(ticket["id"], status="pending", priority="urgent", assignee_id=kirk["id"])


def a_refused_change(told: Bridge, ticket: Json) -> None:
    """Have it set to what it can't be here."""
    told.console.change(ticket["id"], status="solved")


def a_merger(told: Bridge, ticket: Json) -> None:
    """Have it merged into another one."""
    told.console.change(ticket["id"], status="closed", tags=["closed_by_merge"])


WHAT_HAPPENS = (an_answer, an_answer_that_solves, a_question, a_note, all_fields, a_refused_change, a_merger)


@pytest.mark.parametrize("happens", WHAT_HAPPENS)
def test_killed_anywhere_news_is_taken_in_once(told: Bridge, happens: Callable[[Bridge, Json], None]) -> None:
    ticket, _ = told.filed()
    told.pass_time(minutes=1)
    happens(told, ticket)
    _is_taken_in_once(told, ticket)


def test_killed_anywhere_a_ticket_filed_there_is_opened_once(told: Bridge) -> None:
    ticket = told.file(priority="urgent")
    told.console.say(ticket["id"], told.maya, "It is all of them.")
    _is_taken_in_once(told, ticket)
    assert len(told.tickets()) == 1


def test_killed_anywhere_a_deletion_is_taken_in_once(told: Bridge) -> None:
    ticket, _ = told.filed()
    news, database = told.desk.services.console_news, told.desk.database
    news.poke(ticket["id"])
    now = told.desk.clock.now()
    assert until_it_is_done(database, lambda: news.take_in(ticket["id"], None, now)) == 1
    stands = everything(database)
    news.poke(ticket["id"])
    news.take_in(ticket["id"], None, now)
    assert everything(database) == stands


def _is_taken_in_once(told: Bridge, ticket: Json) -> None:
    news, database = told.desk.services.console_news, told.desk.database
    news.poke(ticket["id"])
    read = told.as_read(ticket)
    assert until_it_is_done(database, lambda: news.take_in(ticket["id"], read, read.at)) == 1
    told.desk.settle()
    told.pass_time(seconds=5)
    news.poke(ticket["id"])
    told.read()
    stands = everything(database)
    news.poke(ticket["id"])
    told.read()
    assert everything(database) == stands
