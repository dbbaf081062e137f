"""What programs read over HTTP beside 100,000 tickets and their history: every page, at any depth."""

import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import text

from bot.clock import FakeClock
from models.store.database import Database
from tests.bench.measure import Figure, best_of, percentile
from tests.fixtures.databases import one_postgres
from tests.fixtures.desk import Desk
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.old_tickets import add_solved
from tests.integration.services.runbooks import edited
from tests.integration.web.knocking import Reader, reader

_NOW = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
_TICKETS, _OPEN, _ASKED, _ROUNDS, _BAR_MS = 100_000, 60, 100, 4, 50
_YEARS = timedelta(days=1500)
_OF_ACME = "UPDATE tickets SET account = 'acme' WHERE id % 50 = 7"
_EVENTS = """INSERT INTO ticket_events (ticket_id, at, kind, actor_team, actor_user, actor_name, data,
  runbook_version, roster_version) SELECT t.id, t.opened_at, e.kind, e.actor_team, e.actor_user, e.actor_name,
  e.data, e.runbook_version, e.roster_version
  FROM tickets t CROSS JOIN ticket_events e WHERE e.ticket_id = 1 AND t.id <> 1 ORDER BY t.id, e.id"""


def figures() -> Iterator[Figure]:
    """Time each page on SQLite and on PostgreSQL: what 99 of 100 requests do not exceed."""
    with tempfile.TemporaryDirectory(prefix="tam-bot-bench-") as folder:
        yield from _asked_of("SQLite", f"sqlite:///{Path(folder, 'api.db')}", Path(folder))
        with one_postgres() as url:
            yield from _asked_of("PostgreSQL", url, Path(folder))


def _asked_of(name: str, url: str, folder: Path) -> Iterator[Figure]:
    database = Database(url)
    database.migrate()
    clock = FakeClock(_NOW)
    desk = Desk(database, clock, FakeSlack(clock), edited(folder))
    _fill(desk)
    program, customer, draw = reader(desk), reader(desk, "acme"), random.Random(14)
    all_taken: list[float] = []
    for what, asks in _pages(draw).items():
        taken = sorted(_taken(customer if what.startswith("a customer") else program, asks))
        all_taken += taken
        yield Figure(f"{name}, 100,000 tickets: {what}", 1000 * percentile(taken, 99), "ms", _BAR_MS)
    yield Figure(f"{name}, 100,000 tickets: all pages", 1000 * percentile(all_taken, 99), "ms", _BAR_MS)
    database.dispose()


def _fill(desk: Desk) -> None:
    """Store the tickets of years, a few of them Acme's, each with the same history; open some more."""
    add_solved(desk, _TICKETS, _YEARS)
    with desk.database.begin() as session:
        for statement in (_OF_ACME, _EVENTS, "ANALYZE"):
            session.execute(text(statement))
    for number in range(_OPEN):
        desk.services.opening.open(desk.new_ticket(subject=f"Number {number} fails"))


def _pages(draw: random.Random) -> dict[str, Callable[[], str]]:
    """Return what asks for each kind of page, another one each time."""

    def somewhere(most: int) -> int:
        return draw.randrange(most)

    return {
        "tickets": lambda: f"tickets?limit=100&cursor={somewhere(_TICKETS)}",
        "tickets of an account": lambda: f"tickets?account=acme&limit=100&cursor={somewhere(_TICKETS)}",
        "open tickets": lambda: "tickets?status=open&limit=100",
        "solved tickets of an account": lambda: (
            f"tickets?status=solved&account=partiful&limit=100&cursor={somewhere(_TICKETS)}"
        ),
        "a ticket": lambda: f"tickets/PARTIFUL-{1000 + somewhere(_TICKETS)}",
        "events": lambda: f"events?limit=100&cursor={somewhere(4 * _TICKETS)}",
        "events of an account": lambda: f"events?account=acme&limit=100&cursor={somewhere(4 * _TICKETS)}",
        "events of a ticket": lambda: f"events?ticket=PARTIFUL-{1000 + somewhere(_TICKETS)}",
        "a customer's tickets": lambda: f"tickets?limit=100&cursor={somewhere(_TICKETS)}",
        "a customer's events": lambda: f"events?limit=100&cursor={somewhere(4 * _TICKETS)}",
        "who is on call": lambda: f"on-call?account=partiful&at=2026-0{1 + somewhere(9)}-03T15:00:00Z",
    }


def _taken(program: Reader, asks: Callable[[], str]) -> Iterator[float]:
    """Yield how many seconds each request takes, the best of several runs; some find nothing."""
    for _ in range(_ASKED):
        path = f"/api/v1/{asks()}"
        yield best_of(_ROUNDS, partial(program.get, path))
        status, _ = program.get(path)
        assert status in (200, 404), path
