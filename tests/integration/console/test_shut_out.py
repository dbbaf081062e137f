"""The console refuses us one ticket, or all: one holds no other back, and all are tried seldom."""

from datetime import timedelta

import pytest

from bot.domain.console.counterparts import ConsolePriority
from bot.domain.keys import slots
from bot.domain.keys.said import SaidKey
from bot.outbox import console as to_console
from bot.outbox.console import ConsolePerson, ConsoleTicket, ConsoleWords
from models.queues import outbox_writing
from models.queues.outbox import OutboxUrgency
from tests.fixtures.fake_console import FakeConsole
from tests.integration.outbox.conftest import Bench

MAYA = ConsolePerson("Maya Chen", "maya@partiful.example")


@pytest.fixture
def filed(desk: Bench, console: FakeConsole) -> Bench:
    """Give an outbox with five tickets that stand in the console."""
    with desk.database.begin() as session:
        for ticket in range(1, 6):
            told = ConsoleTicket(f"PARTIFUL-{ticket}", "SMS", "All of it.", ConsolePriority.HIGH, MAYA)
            key, now = SaidKey(f"file/{ticket}"), desk.clock.now()
            to_console.file_ticket(session, key, ticket, told, OutboxUrgency.ANSWER, now)
    desk.relay.run_once()
    assert len(console.tickets) == 5
    return desk


def say_to_all(desk: Bench) -> None:
    """Have something said about each ticket."""
    with desk.database.begin() as session:
        for ticket in range(1, 6):
            key, now = SaidKey(f"say/{ticket}"), desk.clock.now()
            to_console.add_comment(session, key, ticket, ConsoleWords(MAYA, "And now?"), now, now)


def waiting(desk: Bench) -> list[str]:
    """Return what has not arrived."""
    return [key for key, state in desk.states().items() if state != "sent"]


@pytest.mark.parametrize("refused", range(1, 6))
def test_one_that_is_refused_holds_no_other_back(filed: Bench, console: FakeConsole, refused: int) -> None:
    console.may_see = lambda path: path != f"/api/v2/tickets/{refused}"
    say_to_all(filed)
    filed.relay.run_once()
    assert waiting(filed) == [f"say/{refused}"]
    console.may_see = lambda path: True
    filed.clock.advance(timedelta(seconds=61))
    filed.relay.run_once()
    assert waiting(filed) == []


def test_of_all_that_are_refused_few_are_tried(filed: Bench, console: FakeConsole) -> None:
    console.may_see = lambda path: not path.startswith("/api/v2/tickets/")
    say_to_all(filed)
    done = len(console.changes())
    for _ in range(6):
        filed.relay.run_once()
        filed.clock.advance(timedelta(seconds=9))
    assert len(console.changes()) - done == 3
    console.may_see = lambda path: True
    for _ in range(3):
        filed.clock.advance(timedelta(minutes=1))
        filed.relay.run_once()
    assert waiting(filed) == []
    assert all(len(said) == 2 for said in console.comments.values())


def test_urgent_ones_that_are_refused_keep_the_others_waiting_no_longer_than_a_minute(
    filed: Bench, console: FakeConsole
) -> None:
    console.may_see = lambda path: not path.endswith(("/tickets/1", "/tickets/2", "/tickets/3"))
    refused = ["say/1", "say/2", "say/3"]
    say_to_all(filed)
    with filed.database.begin() as session:
        for ticket in range(1, 4):
            outbox_writing.hasten(session, slots.console_ticket(ticket), OutboxUrgency.ALARM)
    filed.relay.run_once()
    assert waiting(filed) == [*refused, "say/4", "say/5"]
    filed.clock.advance(timedelta(seconds=61))
    filed.relay.run_once()
    assert waiting(filed) == refused
    for _ in range(10):  # nor does anything later wait for them
        filed.clock.advance(timedelta(seconds=61))
        filed.relay.run_once()
        say_again(filed)
        filed.relay.run_once()
        assert waiting(filed) == refused
    console.may_see = lambda path: True
    filed.clock.advance(timedelta(minutes=5, seconds=1))
    filed.relay.run_once()
    assert waiting(filed) == []


def say_again(desk: Bench) -> None:
    """Have something more said about the fifth ticket."""
    with desk.database.begin() as session:
        now = desk.clock.now()
        key = SaidKey(f"say/5/{now.timestamp()}")
        to_console.add_comment(session, key, 5, ConsoleWords(MAYA, "And now?"), now, now)
