"""Many tickets go over while the console is busy, then away for an hour: at the end both sides agree."""

from datetime import timedelta
from random import Random

import pytest

from bot.domain.console.counterparts import ConsolePriority, ConsoleStatus
from bot.domain.keys.said import SaidKey
from bot.outbox import console as to_console
from bot.outbox.console import ConsoleChange, ConsolePerson, ConsoleTicket, ConsoleWords
from models.queues.outbox import OutboxUrgency
from tests.fixtures.examples import many
from tests.fixtures.fake_console import FakeConsole, Trouble
from tests.integration.outbox.conftest import Bench

PEOPLE = [ConsolePerson(f"Person {n}", f"person{n}@partiful.example") for n in range(7)]
STATUSES = (ConsoleStatus.PENDING, ConsoleStatus.SOLVED, ConsoleStatus.OPEN)


def everything_happens(desk: Bench, ticket: int) -> None:
    """Have a ticket filed, talked about and changed, all at once."""
    now, author = desk.clock.now(), PEOPLE[ticket % len(PEOPLE)]
    filed = ConsoleTicket(f"PARTIFUL-{ticket}", f"Ticket {ticket}", "0", ConsolePriority.HIGH, author)
    with desk.database.begin() as session:
        to_console.file_ticket(session, SaidKey(f"file/{ticket}"), ticket, filed, OutboxUrgency.ANSWER, now)
        for number, status in enumerate(STATUSES[: 1 + ticket % 3], start=1):
            said, words = SaidKey(f"say/{ticket}/{number}"), ConsoleWords(author, str(number))
            to_console.add_comment(session, said, ticket, words, now, now)
            to_console.change_counterpart(session, ticket, ConsoleChange(status), now)


@pytest.mark.drawn
def test_after_refusals_and_an_hour_of_outage_every_ticket_stands_there_once_as_it_does_here(
    desk: Bench, console: FakeConsole
) -> None:
    dice, count = Random(14), many(10)
    console.go_wrong(*dice.choices(list(Trouble), k=count // 2))
    for ticket in range(1, count + 1):
        everything_happens(desk, ticket)
    desk.relay.run_once()
    console.is_away = True
    for _ in range(60):
        desk.clock.advance(timedelta(minutes=1))
        desk.relay.run_once()
    console.is_away = False
    console.end_tokens()
    console.go_wrong(*dice.choices(list(Trouble), k=count // 2))
    while not set(desk.states().values()) <= {"sent", "failed"}:
        desk.clock.advance(timedelta(minutes=1))
        desk.relay.run_once()
    assert set(desk.states().values()) == {"sent"}
    there = {one["external_id"]: one for one in console.tickets.values()}
    assert len(there) == len(console.tickets) == count
    for ticket in range(1, count + 1):
        shown, rounds = there[f"PARTIFUL-{ticket}"], 1 + ticket % 3
        said = [each["body"] for each in console.comments[shown["id"]]]
        assert (shown["status"], said) == (STATUSES[rounds - 1], [str(n) for n in range(rounds + 1)])
