"""Finding tickets: a list, a word, what a new ticket is like, a Home tab, beside 100,000 tickets."""

import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.clock import FakeClock
from bot.domain.search.ticket_filter import TicketFilter
from bot.steps import similar
from models.search import word_index
from models.store.database import Database
from tests.bench.measure import Figure, best_of
from tests.fixtures.databases import one_postgres
from tests.fixtures.desk import Desk
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.old_tickets import add_solved

_NOW = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
_SOLVED, _OPEN, _WORDS, _ROUNDS, _BAR_MS, _BATCH = 100_000, 60, 5, 4, 50, 5000
_YEARS = timedelta(days=1500)
_SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
Ask = Callable[[], object]


def figures() -> Iterator[Figure]:
    """Time each question on SQLite and on PostgreSQL: the median over some words, of the best run of each."""
    with tempfile.TemporaryDirectory(prefix="tam-bot-bench-") as folder:
        yield from _asked_of("SQLite", f"sqlite:///{Path(folder, 'search.db')}")
    with one_postgres() as url:
        yield from _asked_of("PostgreSQL", url)


def _asked_of(name: str, url: str) -> Iterator[Figure]:
    database = Database(url)
    database.migrate()
    desk = Desk(database, FakeClock(_NOW), FakeSlack(FakeClock(_NOW)))
    draw = random.Random(12)
    _fill(desk, draw)
    for what, asking in _questions(desk, draw).items():
        taken = sorted(best_of(_ROUNDS, asking()) for _ in range(_WORDS))
        yield Figure(f"{name}, 100,000 tickets: {what}", 1000 * taken[_WORDS // 2], "ms", _BAR_MS)
    database.dispose()


def _fill(desk: Desk, draw: random.Random) -> None:
    """Store the solved tickets, each in words of its own, some of them common; and open a few."""
    add_solved(desk, _SOLVED, _YEARS)
    with desk.database.read() as session:
        ids = session.scalars(text("SELECT id FROM tickets ORDER BY id")).all()
    change = "UPDATE tickets SET subject = :subject, description = :told WHERE id = :id"
    for start in range(0, len(ids), _BATCH):
        # Before the transaction: a session that idles is ended.
        some = ids[start : start + _BATCH]
        words = [{"id": each, "subject": _words(draw, 6), "told": _words(draw, 30)} for each in some]
        with desk.database.begin() as session:
            session.execute(text(change), words)
    with desk.database.begin() as session:
        word_index.fill(session.connection())
    if not desk.database.is_sqlite:
        with desk.database.begin() as session:
            session.execute(text("ANALYZE"))
    for _ in range(_OPEN):
        desk.services.opening.open(desk.new_ticket(subject=_words(draw, 6)))


def _words(draw: random.Random, many: int) -> str:
    """Return words as people use them: a few in every ticket, most in hardly any."""
    return " ".join(_word(draw) for _ in range(many))


def _word(draw: random.Random) -> str:
    number = int(len(_SYLLABLES) ** (3 * draw.random())) - 1
    parts: list[str] = []
    while number or not parts:
        number, at = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[at])
    return "x" + "".join(parts)


def _questions(desk: Desk, draw: random.Random) -> dict[str, Callable[[], Ask]]:
    """Return what makes each question, about other words each time."""
    return {
        "a list": lambda: _listed(desk),
        "a list of a word": lambda: _listed(desk, words=_word(draw)),
        "a word in years of solved ones": lambda: _listed(
            desk, words=_word(draw), solved_since=_NOW - _YEARS
        ),
        "what a new one is like": lambda: _alike(desk, _words(draw, 6), _words(draw, 30)),
        "a Home tab": lambda: lambda: desk.services.homes.opened("U0CIERRA", "T0PROVIDER", has_page=False),
    }


def _listed(desk: Desk, **wanted: Any) -> Ask:
    return lambda: desk.services.tickets.listed("partiful", TicketFilter(**wanted), desk.cierra)


def _alike(desk: Desk, subject: str, description: str) -> Ask:
    def ask() -> None:
        with desk.services.tickets.reading() as work:
            similar.solved_like(work, "partiful", subject, description)

    return ask
