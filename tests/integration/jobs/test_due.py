"""Due rows: scheduled once, cancelled, revived, and taken by one sweep only."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import FakeClock
from models.queues import due
from models.queues.due import DueRow, DueState
from models.store.database import Database

HOUR = timedelta(hours=1)


def _schedule(database: Database, kind: str, due_at: datetime, **arguments: Any) -> None:
    with database.begin() as session:
        due.schedule(session, kind=kind, due_at=due_at, account="partiful", **arguments)


def _rows(database: Database) -> list[DueRow]:
    with database.read() as session:
        return list(session.scalars(select(DueRow).order_by(DueRow.id)))


def _claimed(database: Database, now: datetime, limit: int = 10) -> list[str]:
    with database.begin() as session:
        rows = due.claim_due(session, now, limit)
        for row in rows:
            row.settle(DueState.DONE, now)
        return [row.kind for row in rows]


def test_the_same_thing_is_due_once_at_one_instant(database: Database, clock: FakeClock) -> None:
    _schedule(database, "notice", clock.now())
    _schedule(database, "notice", clock.now(), payload={"again": True})
    _schedule(database, "notice", clock.now() + HOUR)
    assert [row.payload for row in _rows(database)] == [{}, {}]


def test_what_was_done_is_not_done_again(database: Database, clock: FakeClock) -> None:
    _schedule(database, "notice", clock.now())
    assert _claimed(database, clock.now()) == ["notice"]
    _schedule(database, "notice", clock.now())
    assert _claimed(database, clock.now()) == []


def test_what_was_superseded_comes_back_when_it_is_scheduled_again(
    database: Database, clock: FakeClock, ticket_id: int
) -> None:
    """A priority that is lowered and raised again has the nudges of the beginning."""
    _schedule(database, "nudge", clock.now(), ticket_id=ticket_id)
    with database.begin() as session:
        due.cancel(session, ticket_id, ["nudge"], clock.now())
    assert [row.state for row in _rows(database)] == [DueState.SUPERSEDED]
    assert _claimed(database, clock.now()) == []
    _schedule(database, "nudge", clock.now(), ticket_id=ticket_id, payload={"fraction": 0.5})
    assert [row.payload for row in _rows(database)] == [{"fraction": 0.5}]
    assert _claimed(database, clock.now()) == ["nudge"]


def test_cancelling_touches_only_that_ticket_and_those_kinds(
    database: Database, clock: FakeClock, ticket_id: int, another_ticket_id: int
) -> None:
    for kind in ("nudge", "breach", "remind"):
        _schedule(database, kind, clock.now(), ticket_id=ticket_id)
    _schedule(database, "nudge", clock.now(), ticket_id=another_ticket_id)
    with database.begin() as session:
        due.cancel(session, ticket_id, ["nudge", "breach"], clock.now())
    with database.read() as session:
        assert [row.kind for row in due.waiting_of_ticket(session, ticket_id)] == ["remind"]
        assert [row.kind for row in due.waiting_of_ticket(session, another_ticket_id, ["nudge"])] == ["nudge"]


def test_nothing_is_taken_before_its_time_and_the_longest_due_comes_first(
    database: Database, clock: FakeClock
) -> None:
    for hours in (3, 1, 2):
        _schedule(database, f"in {hours} h", clock.now() + hours * HOUR)
    assert _claimed(database, clock.now()) == []
    assert _claimed(database, clock.now() + 2 * HOUR) == ["in 1 h", "in 2 h"]
    assert _claimed(database, clock.now() + 3 * HOUR, limit=1) == ["in 3 h"]


def test_a_transaction_that_fails_gives_its_rows_back(database: Database, clock: FakeClock) -> None:
    _schedule(database, "notice", clock.now())
    with pytest.raises(ZeroDivisionError):
        _claim_and_fail(database, clock)
    assert _claimed(database, clock.now()) == ["notice"]


def _claim_and_fail(database: Database, clock: FakeClock) -> None:
    with database.begin() as session:
        due.claim_due(session, clock.now())[0].settle(DueState.DONE, clock.now())
        session.flush()
        _ = 1 / 0


def test_a_row_that_fails_waits_longer_each_time_but_never_more_than_ten_minutes(
    database: Database, clock: FakeClock
) -> None:
    _schedule(database, "notice", clock.now())
    pauses = []
    for _ in range(9):
        with database.begin() as session:
            due.put_off(session, _rows(database)[0].id, clock.now(), "KeyError")
        pauses.append((_rows(database)[0].try_at - clock.now()).total_seconds())
    assert pauses == [10, 20, 40, 80, 160, 320, 600, 600, 600]


def test_what_is_coming_is_listed_in_order_and_up_to_an_instant(database: Database, clock: FakeClock) -> None:
    for hours in (3, 1, 2):
        _schedule(database, f"in {hours} h", clock.now() + hours * HOUR)
    with database.read() as session:
        assert [row.kind for row in due.upcoming(session)] == ["in 1 h", "in 2 h", "in 3 h"]
        assert [row.kind for row in due.upcoming(session, limit=1)] == ["in 1 h"]
        until = due.upcoming(session, until=clock.now() + 2 * HOUR)
        assert [row.kind for row in until] == ["in 1 h", "in 2 h"]


def test_old_rows_are_forgotten_and_waiting_ones_are_not(database: Database, clock: FakeClock) -> None:
    _schedule(database, "old", clock.now())
    _claimed(database, clock.now())
    _schedule(database, "waits", clock.now())
    with database.begin() as session:
        due.prune(session, clock.now() + HOUR)
    assert [row.kind for row in _rows(database)] == ["waits"]
