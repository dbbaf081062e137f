"""The sweep: a hundred due rows, among few tickets or very many."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from bot.clock import FakeClock
from bot.jobs.sweep import Sweep
from models.queues.due import DueRow, DueState
from models.store.database import Database
from tests.bench.measure import Figure, seconds

_NOW = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
_DUE, _FEW, _MANY, _BATCH, _ROUNDS = 100, 1_000, 1_000_000, 10_000, 5


def figures() -> Iterator[Figure]:
    """Time a sweep of 100 due rows with 1,000 and with 1,000,000 waiting."""
    few, many = _best_sweep(_FEW), _best_sweep(_MANY)
    yield Figure("sweep, 100 due, 1,000,000 waiting beside 1,000", many / few, "x", 1.2)


def _best_sweep(waiting: int) -> float:
    with tempfile.TemporaryDirectory(prefix="tam-bot-bench-") as folder:
        database = Database(f"sqlite:///{Path(folder, 'sweep.db')}")
        database.migrate()
        for start in range(0, waiting, _BATCH):
            rows = range(start, min(start + _BATCH, waiting))
            _insert(database, [_row(f"later/{n}", _NOW + timedelta(hours=1, seconds=n)) for n in rows])
        sweep = Sweep(database, FakeClock(_NOW), lambda session, row: None)
        taken = []
        for round_number in range(_ROUNDS):
            _insert(database, [_row(f"due/{round_number}/{n}", _NOW) for n in range(_DUE)])
            taken.append(seconds(sweep.run))
        database.dispose()
        return min(taken)


def _row(key: str, at: datetime) -> dict[str, object]:
    return {
        "key": key,
        "account": "partiful",
        "kind": "nudge",
        "due_at": at,
        "try_at": at,
        "state": DueState.WAITING,
        "payload": {},
        "attempts": 0,
    }


def _insert(database: Database, rows: list[dict[str, object]]) -> None:
    with database.begin() as session:
        session.execute(insert(DueRow), rows)
