"""How a connection is made and how its transactions begin, on SQLite and on PostgreSQL."""

import select
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

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
ASK_AFTER_S = 10.0
_USED = "used"


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


def unpooled_engine(url: URL, *, busy_ms: int = SQLITE_BUSY_MS) -> Engine:
    """Make an engine that keeps no connection; whatever transaction is begun may write."""
    engine = _engine(url, busy_ms, poolclass=NullPool)
    if is_sqlite(url):
        event.listen(engine, "begin", begin_to_write)
    return engine


def pooled_engine(url: URL) -> Engine:
    """Make the engine that a running bot shares between its threads, which waits for nothing for long.

    On SQLite whoever opens a transaction begins it: an engine that is listened to does everything slower.
    """
    patience = {} if is_sqlite(url) else _patience(url)
    return _engine(
        url, SQLITE_BUSY_MS, connect_args=patience, pool_size=10, max_overflow=40, pool_timeout=POOL_S
    )


def begin_to_read(connection: Connection) -> None:
    """Begin a transaction that only reads."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN")
    else:
        _be_read_only(connection, True)


def begin_to_write(connection: Connection) -> None:
    """Begin a transaction that has the right to write at once."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        _be_read_only(connection, None)


@contextmanager
def without_transaction(connection: Connection) -> Iterator[None]:
    """Have each statement stand for itself: PostgreSQL is told of no beginning and no end."""
    if connection.dialect.name == "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.autocommit = True
    try:
        yield
    finally:
        if not driver.closed:
            driver.autocommit = False


def _engine(url: URL, busy_ms: int, **options: Any) -> Engine:  # create_engine's
    engine = create_engine(url, hide_parameters=True, **options)
    if is_sqlite(url):
        event.listen(engine, "connect", partial(_prepare_sqlite, busy_ms))
    else:
        event.listen(engine, "checkout", partial(_look_whether_there, engine.dialect))
    return engine


def _be_read_only(connection: Connection, wanted: bool | None) -> None:
    """Have the driver begin the next transaction so; None: as the server does by itself."""
    driver = connection.connection.driver_connection
    assert driver is not None
    if driver.read_only is not wanted:
        driver.read_only = wanted


def _look_whether_there(
    dialect: Dialect, connection: DBAPIConnection, record: ConnectionPoolEntry, _checked_out: object
) -> None:
    """Have a pooled connection replaced whose server went away.

    Asking the server costs as much as a statement: it is asked where something has come from it
    unasked, as its farewell does, or where nothing has been heard for so long that it may be cut off.
    """
    now, used = time.monotonic(), record.info.get(_USED)
    record.info[_USED] = now
    if used is None:
        return
    try:
        if now - used >= ASK_AFTER_S or _has_come(connection):
            dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise InvalidatePoolError from error


def _has_come(connection: DBAPIConnection) -> bool:
    incoming = select.poll()
    incoming.register(connection.fileno(), select.POLLIN)
    return bool(incoming.poll(0))


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
