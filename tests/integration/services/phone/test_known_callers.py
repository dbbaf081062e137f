"""Callers whose number is known are named: to whoever is rung, on the ticket, in both threads."""

from dataclasses import replace

import pytest

from bot.clock import FakeClock
from bot.runbook import Runbook
from models.store.database import Database
from models.ticket import Ticket
from tests.fixtures.desk import CHANNEL, TRIAGE, Desk
from tests.fixtures.fake_pagers import FakePagers
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.phone.ringing import AGAIN, GREETING, MAYA, Line

CALLED = "PARTIFUL-1 · Maya Ito at Partiful called at 10:00 AM ET"
BOB = "+14155558888"


@pytest.fixture(scope="session")
def known_callers(book: Runbook) -> Runbook:
    """Give the runbook of the line, which knows Maya's number, and one that bears the name of a TAM."""
    named = {MAYA: "Maya Ito", BOB: "Cierra Simms"}
    accounts = {key: replace(account, callers=named) for key, account in book.accounts.items()}
    return replace(book, accounts=accounts)


@pytest.fixture
def day(
    database: Database, clock: FakeClock, slack: FakeSlack, known_callers: Runbook, pagers: FakePagers
) -> Desk:
    """Give a desk whose runbook knows who calls."""
    return Desk(database, clock, slack, known_callers, dict(pagers.carriers))


def told(desk: Desk, channel: str) -> list[str]:
    """Return what was said of calls in a channel."""
    return [text for text in desk.said(channel) if " called" in text]


def test_whoever_is_rung_hears_who_calls_and_so_do_ticket_and_threads(line: Line, day: Desk) -> None:
    call = line.call().types("4711")
    assert call.answers("1") == [
        "Maya Ito at Partiful is on the support line. It is about something new. Press 1 to take the call."
    ]
    call.ring_ends("completed", bridged=True)
    with day.database.read() as session:
        (ticket,) = Ticket.unsolved(session, "partiful")
        assert ticket.requester_name == "Maya Ito"
    for channel in (CHANNEL, TRIAGE):
        assert told(day, channel) == [f"{CALLED} and talked to Cierra Simms for under a minute."]


def test_whoever_calls_back_reads_that_only_the_number_is_known(line: Line, day: Desk) -> None:
    line.call().types("4711").hangs_up()
    assert told(day, TRIAGE) == [
        f"<@U0KIRK> <@U0PETRA> {CALLED} and hung up before anybody took the call.\n"
        f"Call back: {MAYA}, the number is Maya Ito's."
    ]
    assert MAYA not in "\n".join(day.said(CHANNEL))


def test_a_known_number_opens_no_door_without_the_pin(line: Line, day: Desk) -> None:
    call = line.call()
    assert call.heard == [GREETING]
    call.types("8642").types("8642").types("8642")
    assert call.heard[1:3] == [AGAIN, AGAIN]
    assert day.said() == [
        "Somebody called the support line and typed 3 PINs that nobody has. "
        f"Number: {MAYA}. The number is Maya Ito's at Partiful, but a number can be forged."
    ]


def test_who_bears_the_name_of_one_of_us_is_told_apart(line: Line, day: Desk) -> None:
    line.call(BOB).types("4711").hangs_up()
    assert "Cierra Simms (Partiful) at Partiful called" in told(day, TRIAGE)[0]


@pytest.mark.parametrize("number", ["anonymous", "", "+442079460000", "sip:maya@partiful.example"])
def test_a_hidden_or_unknown_number_is_somebodys(line: Line, day: Desk, number: str) -> None:
    line.call(number).types("4711").hangs_up()
    assert told(day, CHANNEL)[0].startswith("PARTIFUL-1 · Somebody at Partiful called at 10:00 AM ET")
