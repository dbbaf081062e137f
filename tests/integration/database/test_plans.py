"""The two queues stay flat: what is settled, or not yet due, is not walked through."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.clock import FakeClock
from bot.outbox import enqueue
from models.queues import due, outbox_queue, outbox_writing
from models.queues.outbox import OutboxUrgency
from models.queues.outbox_queue import Held
from models.search import word_search
from models.store.database import Database
from tests.fixtures.statements import recorded

Ask = Callable[[Session, datetime], object]


def _an_outbox_row(session: Session, now: datetime) -> None:
    enqueue.post(session, key="a", channel="C1", text="a", now=now)


def _anything_due(session: Session, now: datetime) -> object:
    return due.anything_due(session.connection(), now)


def _next_at(session: Session, _now: datetime) -> object:
    return due.next_at(session.connection())


# What is asked often, and the index that answers it: on SQLite with what is searched in it.
QUESTIONS: list[tuple[Ask, str]] = [
    (
        lambda session, now: outbox_queue.anything_ready(session.connection(), now, Held()),
        "outbox USING INDEX ix_outbox_ready",
    ),
    (_an_outbox_row, "ix_outbox_turn (channel=? AND urgency=?"),
    (
        lambda session, _now: outbox_writing.hasten(session, "lane", OutboxUrgency.ALARM),
        "ix_outbox_lane (lane=?",
    ),
    (_anything_due, "ix_due_waiting (try_at<?"),
    (_next_at, "ix_due_waiting"),
    (lambda session, _now: outbox_writing.last_edits(session, ["card"]), "ix_outbox_edits (target_slot=?"),
    (lambda session, _now: due.waiting_of_ticket(session, 1), "ix_due_ticket (ticket_id=?"),
    (lambda session, _now: due.upcoming(session), "ix_due_waiting"),
    (
        lambda session, _now: word_search.rare_among(session, "partiful", ("sms", "fail")),
        "ticket_words VIRTUAL TABLE INDEX 0:M2",
    ),
    (
        lambda session, _now: word_search.nearest_solved(session, "partiful", "SMS", ("sms", "fail"), 10),
        "tickets USING INTEGER PRIMARY KEY",
    ),
    (
        lambda session, _now: word_search.newest_with_words(session, "partiful", "sms"),
        "ticket_words VIRTUAL TABLE INDEX",
    ),
    (lambda session, now: due.prune(session, now), "ix_due_settled (settled_at<?"),
    (lambda session, now: outbox_queue.prune(session, now), "ix_outbox_settled (settled_at<?"),
]


@pytest.mark.parametrize(("ask", "index"), QUESTIONS)
def test_sqlite_finds_its_way_by_the_index_of_what_waits(
    sqlite_url: str, clock: FakeClock, ask: Ask, index: str
) -> None:
    plan = _plan(sqlite_url, "EXPLAIN QUERY PLAN", ask, clock)
    assert index in plan


@pytest.mark.parametrize("ask", [ask for ask, _ in QUESTIONS])
def test_postgresql_need_not_walk_through_what_is_settled(
    untouched_postgres_url: str, clock: FakeClock, ask: Ask
) -> None:
    """Its tables are empty here, and it walks through such: that is forbidden, to see what it could do."""
    assert "Seq Scan" not in _plan(
        untouched_postgres_url, "EXPLAIN", ask, clock, "SET LOCAL enable_seqscan = off"
    )


@pytest.mark.parametrize("ask", [_anything_due, _next_at])
def test_what_holds_a_row_back_is_looked_up_for_that_row_alone_however_many_wait(
    empty_postgres_url: str, clock: FakeClock, ask: Ask
) -> None:
    """Hashed, it would be worked out for all tickets of all years at every look."""
    database = Database(empty_postgres_url)
    database.migrate()
    with database.begin() as session:
        at = (clock.now() + timedelta(seconds=number) for number in range(2000))
        due.schedule_all(session, [due.Falling("nudge", each, "partiful") for each in at])
    with database.begin() as session:
        session.execute(text("ANALYZE"))
    database.dispose()
    assert "hashed" not in _plan(empty_postgres_url, "EXPLAIN", ask, clock)


def test_sqlite_need_not_sort_what_waits(sqlite_url: str, clock: FakeClock) -> None:
    assert "TEMP B-TREE" not in _plan(sqlite_url, "EXPLAIN QUERY PLAN", QUESTIONS[0][0], clock)


def _plan(url: str, explain: str, ask: Ask, clock: FakeClock, *before: str) -> str:
    database = Database(url)
    with database.begin() as session:
        for setting in before:
            session.execute(text(setting))
        with recorded(database) as seen:
            ask(session, clock.now())
        asked = seen[-1]
        plan = session.connection().exec_driver_sql(f"{explain} {asked.words}", asked.parameters)
        shown = str([row[-1] for row in plan])
    database.dispose()
    return shown
