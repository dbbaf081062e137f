"""A session of PostgreSQL that hangs with a ticket in its hands delays that ticket, and nothing else."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.exc import OperationalError

from bot.clock import FakeClock
from bot.domain.sla import Outcome, Priority
from bot.errors import Conflict
from models.message import TicketMessage
from models.store.database import Database
from tests.fixtures.desk import CHANNEL, Desk, new_york, sample
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.connect.front import front_door
from tests.integration.services.duty.test_handover import PSE, TURNS, briefs, have_it, who
from tests.integration.services.runbooks import edited

LOCK_S = 1.0
"""So long one waits here for what another holds."""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have whoever waits for what is held give up soon, as they do when no test runs."""
    monkeypatch.setattr("models.store.engine.LOCK_MS", int(LOCK_S * 1000))


@pytest.fixture
def desk(postgres_url: str, clock: FakeClock, slack: FakeSlack) -> Iterator[Desk]:
    database = Database(postgres_url)
    yield Desk(database, clock, slack)
    database.dispose()


@pytest.fixture
def hung(postgres_url: str) -> Iterator[Connection]:
    """Give a connection that no time-out of ours ends."""
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        yield connection
        connection.rollback()
    engine.dispose()


def hold(connection: Connection, ticket: int) -> None:
    connection.execute(text("SELECT id FROM tickets WHERE id = :id FOR UPDATE"), {"id": ticket})


def test_everybody_else_is_answered_and_the_ticket_itself_later(desk: Desk, hung: Connection) -> None:
    held, free = desk.open(), desk.open()
    hold(hung, held.ticket_id)
    with ThreadPoolExecutor(30) as pool:
        waiting = [
            pool.submit(desk.services.lifecycle.set_priority, held.ticket_id, Priority.P1, desk.cierra)
            for _ in range(20)
        ]
        desk.reply(free, "U0CIERRA", "We are on it.")
        desk.open()
        assert not any(one.done() for one in waiting)
        hung.rollback()
        for one in waiting:
            with suppress(Conflict):  # all but the first find it done
                one.result()
    assert desk.clock_of(free).outcome is Outcome.MET
    desk.reply(held, "U0CIERRA", "We are on it.")
    assert desk.clock_of(held).outcome is Outcome.MET


@pytest.mark.usefixtures("impatient")
def test_whoever_wants_that_ticket_gives_up_before_long(desk: Desk, hung: Connection) -> None:
    held = desk.open()
    hold(hung, held.ticket_id)
    with pytest.raises(OperationalError, match="lock timeout"):
        desk.services.lifecycle.set_priority(held.ticket_id, Priority.P1, desk.cierra)


@pytest.mark.usefixtures("impatient")
def test_what_was_said_about_that_ticket_is_taken_in_when_slack_tells_of_it_again(
    postgres_url: str, clock: FakeClock, slack: FakeSlack, hung: Connection
) -> None:
    """Whoever holds a row for so long is no rival that lets go at once: it is Slack that tries again."""
    with front_door(postgres_url, sample(), clock, slack) as front:
        held = front.open()
        thread = front.card(held.ticket_id)
        said = {
            "type": "message",
            "user": "U0CIERRA",
            "team": "T0PROVIDER",
            "text": "On it",
            "ts": front.ts(),
        }
        said |= {"channel": CHANNEL, "thread_ts": thread}
        hold(hung, held.ticket_id)
        assert front.event(said).status == 500
        hung.rollback()
        assert [front.event(said).status for _ in range(2)] == [200, 200]
        with front.bot.database.read() as session:
            assert [one.text for one in TicketMessage.of_ticket(session, held.ticket_id)] == ["On it"]


@pytest.mark.usefixtures("impatient")
def test_what_is_due_for_other_tickets_is_done_in_time_and_the_rest_once_it_can_be(
    desk: Desk, hung: Connection
) -> None:
    held, free = desk.open(priority=Priority.P1), desk.open(priority=Priority.P1)
    hold(hung, held.ticket_id)
    desk.clock.advance(timedelta(minutes=31))
    waits: list[object] = []
    event.listen(desk.database.engine, "handle_error", waits.append)
    desk.sweep.run()
    assert len(waits) == 1  # for the held ticket once, though much is due about it
    desk.settle()
    assert f"{free.key} " in desk.said()[-1]
    hung.rollback()
    desk.clock.advance(timedelta(seconds=11))
    desk.sweep.run()
    desk.settle()
    assert f"{held.key} " in desk.said()[-1]


# -- as shifts change ------------------------------------------------------------------------------------


@pytest.fixture
def turns(postgres_url: str, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Iterator[Desk]:
    """Give a desk whose 24x7 team takes turns, on Tuesday at 5:50 PM."""
    database = Database(postgres_url)
    desk = Desk(database, clock, slack, edited(tmp_path, provider=(PSE, TURNS)))
    desk.services.people.meet("U0OMAR", "T0PROVIDER", "Omar Haddad")
    desk.clock.set(new_york("2026-03-03 17:50"))
    yield desk
    database.dispose()


def briefed(desk: Desk) -> list[tuple[str, list[str]]]:
    """Return who each standing brief pings, and about which tickets."""
    return [
        (brief.split()[0], [line.split()[1] for line in brief.splitlines() if line.startswith("•")])
        for brief in briefs(desk)
    ]


def test_what_is_free_goes_to_the_next_in_time_and_the_held_one_once_it_can(
    turns: Desk, hung: Connection
) -> None:
    held, free = turns.open(priority=Priority.P1), turns.open(priority=Priority.P1)
    climbs = new_york("2026-03-03 18:10")
    turns.pass_time(climbs - timedelta.resolution)
    hold(hung, held.ticket_id)
    turns.pass_time(climbs)
    assert briefed(turns) == [("<@U0OMAR>", [held.key]), ("<!subteam^S0MGMT>", [free.key])]
    hung.rollback()
    turns.pass_time(climbs + timedelta(minutes=1))
    assert briefed(turns) == [("<!subteam^S0MGMT>", [free.key]), ("<!subteam^S0MGMT>", [held.key])]


def test_whoever_has_it_has_what_is_free_and_the_held_one_by_another_click(
    turns: Desk, hung: Connection
) -> None:
    held, free = turns.open(priority=Priority.P1), turns.open(priority=Priority.P1)
    turns.pass_time(new_york("2026-03-03 18:03"))
    hold(hung, held.ticket_id)
    have_it(turns, "U0OMAR")
    assert (who(turns, free)[1], who(turns, held)[1]) == ("U0OMAR", None)
    assert briefed(turns) == [("<@U0OMAR>", [held.key])]
    hung.rollback()
    have_it(turns, "U0OMAR")
    assert who(turns, held)[1] == "U0OMAR"
    turns.pass_time(new_york("2026-03-03 18:40"))
    assert len(briefs(turns)) == 1
