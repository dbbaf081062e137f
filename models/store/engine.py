"""How a connection is made and how its transactions begin, on SQLite and on PostgreSQL."""

import sqlite3
from contextlib import suppress
from functools import partial
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import DatabaseUnusable

# How long SQLite waits for another process's write; a listener has 3 s to answer Slack.
SQLITE_BUSY_MS = 2500
# Each of many connections keeps pages to itself, 2 MB by default; the system keeps them for all anyway.
SQLITE_SETTINGS = ("synchronous=NORMAL", "foreign_keys=ON", "cache_size=-512")
# Listeners, the relay and the jobs each hold a connection for one short transaction only.
POOL_S = 2.0
# A session that hangs delays what it holds, never the rest: whoever waits for it gives up and is asked again.
LOCK_MS, STATEMENT_MS, IDLE_MS = 1_000, 30_000, 10_000
CONNECT_S = 3


def checked_url(url: str) -> URL:
    """Parse a DATABASE_URL; raise DatabaseUnusable for one that tam-bot cannot work with."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseUnusable(
            "DATABASE_URL isn't a database address: use sqlite:///tam-bot.db or postgresql+psycopg://USER@HOST/NAME."
        ) from None
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise DatabaseUnusable(
            f"DATABASE_URL asks for {parsed.drivername}: tam-bot works with sqlite and postgresql+psycopg."
        )
    if is_sqlite(parsed) and parsed.database in (None, "", ":memory:"):
        raise DatabaseUnusable("DATABASE_URL names an SQLite database in memory: name a file.")
    return parsed


def is_sqlite(url: URL) -> bool:
    """Say whether `url` names an SQLite database."""
    return url.get_backend_name() == "sqlite"


def make_engine(url: URL, *, busy_ms: int = SQLITE_BUSY_MS, **options: Any) -> Engine:  # create_engine's
    """Make an engine; on SQLite its execution option `sqlite_begin` begins a transaction ("" begins none)."""
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=not is_sqlite(url), **options)
    if is_sqlite(url):
        event.listen(engine, "connect", partial(_prepare_sqlite, busy_ms))
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def pooled_engine(url: URL) -> Engine:
    """Make the engine that a running bot shares between its threads, which waits for nothing for long."""
    patience = {} if is_sqlite(url) else _patience(url)
    return make_engine(url, connect_args=patience, pool_size=10, max_overflow=40, pool_timeout=POOL_S)


def _patience(url: URL) -> dict[str, str]:
    """Return how long a PostgreSQL session waits for locks, answers and us; what the URL says counts more."""
    bounds = {
        "lock_timeout": LOCK_MS,
        "statement_timeout": STATEMENT_MS,
        "idle_in_transaction_session_timeout": IDLE_MS,
    }
    own = {
        "connect_timeout": str(CONNECT_S),
        "options": " ".join(f"-c {name}={value}" for name, value in bounds.items()),
        "tcp_user_timeout": str(STATEMENT_MS),
    }
    return {name: value for name, value in own.items() if name not in url.query}


def _prepare_sqlite(busy_ms: int, connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # else the driver begins transactions behind SQLAlchemy's back
    connection.execute(f"PRAGMA busy_timeout={busy_ms}")
    for setting in SQLITE_SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    # The mode stays with the file, and changing it does not wait its turn: whoever is first does it for all.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode=WAL")


def _begin_sqlite(connection: Connection) -> None:
    begin = connection.get_execution_options().get("sqlite_begin", "BEGIN")
    if begin:
        connection.exec_driver_sql(begin)
