"""Finding tickets: a list, a word, what a new ticket is like, a Home tab, beside 100,000 tickets."""

import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.clock import FakeClock
from bot.domain.search.ticket_filter import TicketFilter
from bot.steps import similar
from models.search import word_index
from models.store.database import Database
from tests.bench.measure import Figure, seconds
from tests.fixtures.databases import one_postgres
from tests.fixtures.desk import Desk
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.old_tickets import add_solved

_NOW = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
_SOLVED, _OPEN, _ROUNDS, _BAR_MS = 100_000, 60, 9, 50
_YEARS = timedelta(days=1500)
_SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
Ask = Callable[[], object]


def figures() -> Iterator[Figure]:
    """Time each question on SQLite and on PostgreSQL: the median of some runs, each in other words."""
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
    for what, ask in _questions(desk, draw).items():
        taken = sorted(seconds(ask) for _ in range(_ROUNDS))
        yield Figure(f"{name}, 100,000 tickets: {what}", 1000 * taken[_ROUNDS // 2], "ms", _BAR_MS)
    database.dispose()


def _fill(desk: Desk, draw: random.Random) -> None:
    """Store the solved tickets, each in words of its own, some of them common; and open a few."""
    add_solved(desk, _SOLVED, _YEARS)
    with desk.database.begin() as session:
        ids = session.scalars(text("SELECT id FROM tickets")).all()
        words = [{"id": each, "subject": _words(draw, 6), "told": _words(draw, 30)} for each in ids]
        session.execute(
            text("UPDATE tickets SET subject = :subject, description = :told WHERE id = :id"), words
        )
        word_index.fill(session.connection())
        if not desk.database.is_sqlite:
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


def _questions(desk: Desk, draw: random.Random) -> dict[str, Ask]:
    since = _NOW - _YEARS
    listed = desk.services.tickets.listed

    def alike() -> None:
        with desk.services.tickets.reading() as work:
            similar.solved_like(work, "partiful", _words(draw, 6), _words(draw, 30))

    return {
        "a list": lambda: listed("partiful", TicketFilter(), desk.cierra),
        "a list of a word": lambda: listed("partiful", TicketFilter(words=_word(draw)), desk.cierra),
        "a word in years of solved ones": lambda: listed(
            "partiful", TicketFilter(words=_word(draw), solved_since=since), desk.cierra
        ),
        "what a new one is like": alike,
        "a Home tab": lambda: desk.services.homes.opened("U0CIERRA", "T0PROVIDER", has_page=False),
    }
