"""The two queues stay flat: what is settled, or not yet due, is not walked through."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.clock import FakeClock
from models.queues import due, outbox_queue
from models.queues.outbox_queue import Held
from models.store.database import Database


@contextmanager
def _recorded(database: Database) -> Iterator[list[tuple[str, Any]]]:
    seen: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        seen.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(database.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (
            lambda session, now: outbox_queue.anything_ready(session.connection(), now, Held()),
            "ix_outbox_ready (not_before<?",
        ),
        (lambda session, now: due.anything_due(session.connection(), now), "ix_due_waiting (try_at<?"),
        (lambda session, _now: due.next_at(session.connection()), "ix_due_waiting"),
        (lambda session, _now: outbox_queue.last_edit(session, "card"), "ix_outbox_edits (target_slot=?"),
        (lambda session, _now: due.waiting_of_ticket(session, 1), "ix_due_ticket (ticket_id=?"),
        (lambda session, _now: due.upcoming(session), "ix_due_waiting"),
        (lambda session, now: due.prune(session, now), "ix_due_settled (settled_at<?"),
        (lambda session, now: outbox_queue.prune(session, now), "ix_outbox_settled (settled_at<?"),
    ],
)
def test_sqlite_finds_its_way_by_the_index_of_what_waits(
    sqlite_url: str, clock: FakeClock, ask: Callable[[Session, Any], object], index: str
) -> None:
    database = Database(sqlite_url)
    with database.begin() as session:
        with _recorded(database) as seen:
            ask(session, clock.now())
        statement, parameters = seen[-1]
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        assert index in str([row[-1] for row in plan])
    database.dispose()
