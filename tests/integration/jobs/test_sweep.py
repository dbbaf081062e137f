"""The sweep: each due row once, whoever sweeps, whatever fails."""

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import FakeClock
from bot.jobs.sweep import Sweep
from bot.outbox import enqueue
from models.queues import due
from models.queues.due import DueRow, DueState
from models.queues.outbox import OutboxRow
from models.store.database import Database


def _schedule(database: Database, due_at: datetime, *kinds: str) -> None:
    with database.begin() as session:
        for kind in kinds:
            due.schedule(session, kind=kind, due_at=due_at, account="partiful")


def _states(database: Database) -> dict[str, DueState]:
    with database.read() as session:
        return {row.kind: row.state for row in session.scalars(select(DueRow))}


def _say(session: Session, row: DueRow) -> None:
    enqueue.post(session, key=row.kind, channel="C1", text=row.kind, now=row.due_at)


def _said(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(OutboxRow.dedupe_key).order_by(OutboxRow.id)))


def test_everything_due_is_handled_once_and_nothing_else(database: Database, clock: FakeClock) -> None:
    _schedule(database, clock.now(), "a", "b")
    _schedule(database, clock.now() + timedelta(seconds=1), "later")
    sweep = Sweep(database, clock, _say)
    assert sweep.run() == 2
    assert sweep.run() == 0
    assert _said(database) == ["a", "b"]


def test_a_row_that_raises_is_put_off_and_blocks_nothing(database: Database, clock: FakeClock) -> None:
    broken = True

    def say(session: Session, row: DueRow) -> None:
        _say(session, row)
        if broken and row.kind == "bad":
            raise KeyError(row.kind)

    _schedule(database, clock.now(), "bad", "good")
    sweep = Sweep(database, clock, say)
    assert sweep.run() == 1
    assert _said(database) == ["good"]
    assert _states(database) == {"bad": DueState.WAITING, "good": DueState.DONE}
    broken = False
    assert sweep.run() == 0
    clock.advance(timedelta(seconds=10))
    assert sweep.run() == 1
    assert _said(database) == ["good", "bad"]


def test_a_handler_may_drop_a_row_or_settle_others(database: Database, clock: FakeClock) -> None:
    def latest_only(session: Session, row: DueRow) -> None:
        others = due.claim_due(session, clock.now(), 10, leaving=[row.id])
        for older in [row, *others][:-1]:
            older.settle(DueState.DROPPED, clock.now())

    _schedule(database, clock.now(), "first", "second", "third")
    Sweep(database, clock, latest_only).run()
    assert _states(database) == {
        "first": DueState.DROPPED,
        "second": DueState.DROPPED,
        "third": DueState.DONE,
    }


def test_two_sweeps_at_once_handle_each_row_once(database: Database, clock: FakeClock) -> None:
    kinds = [f"{number}" for number in range(60)]
    _schedule(database, clock.now(), *kinds)
    handled: list[int] = []
    sweeps = [Sweep(database, clock, _say) for _ in range(3)]
    threads = [threading.Thread(target=lambda sweep=sweep: handled.append(sweep.run())) for sweep in sweeps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(handled) == 60
    assert sorted(_said(database)) == sorted(kinds)


class TestAClockThatJumped:
    """A sweep that did not look for longer than a minute acts on nothing before what was missed is known."""

    @pytest.mark.parametrize("jump", [timedelta(hours=8), timedelta(seconds=61), -timedelta(minutes=10)])
    def test_what_was_missed_is_read_first(
        self, database: Database, clock: FakeClock, jump: timedelta
    ) -> None:
        did: list[str] = []
        sweep = Sweep(database, clock, lambda _session, row: did.append(row.kind), lambda: did.append("read"))
        sweep.beat()
        clock.advance(jump)
        _schedule(database, clock.now(), "nudge")
        sweep.beat()
        sweep.beat()
        assert did == ["read", "nudge"]

    def test_while_it_cannot_be_read_nothing_is_done_and_nothing_lost(
        self, database: Database, clock: FakeClock
    ) -> None:
        away, did = True, list[str]()

        def missed() -> None:
            if away:
                raise ConnectionError("Slack is away")

        sweep = Sweep(database, clock, lambda _session, row: did.append(row.kind), missed)
        sweep.beat()
        _schedule(database, clock.now() + timedelta(hours=1), "nudge")
        clock.advance(timedelta(hours=2))
        for _ in range(3):
            with pytest.raises(ConnectionError):
                sweep.beat()
            clock.advance(timedelta(seconds=5))
        assert did == []
        away = False
        sweep.beat()
        assert did == ["nudge"]

    def test_beats_in_time_read_nothing(self, database: Database, clock: FakeClock) -> None:
        did: list[str] = []
        sweep = Sweep(database, clock, lambda _session, row: did.append(row.kind), lambda: did.append("read"))
        for _ in range(20):
            sweep.beat()
            clock.advance(timedelta(seconds=60))
        assert did == []

    def test_one_that_is_moved_on_purpose_did_not_jump(self, database: Database, clock: FakeClock) -> None:
        did: list[str] = []
        sweep = Sweep(database, clock, lambda _session, row: did.append(row.kind), lambda: did.append("read"))
        sweep.beat()
        beat = threading.Thread(target=sweep.beat)
        with sweep.without_beats():
            beat.start()
            clock.advance(timedelta(hours=8))
            _schedule(database, clock.now(), "nudge")
            sweep.run()
        beat.join()
        assert did == ["nudge"]
