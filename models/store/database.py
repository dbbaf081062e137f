"""The database, and the two kinds of session that everything else works in."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session, SessionTransaction

from models.store import version
from models.store.engine import (
    begin_to_read,
    begin_to_write,
    checked_url,
    is_sqlite,
    pooled_engine,
    without_transaction,
)

if TYPE_CHECKING:
    from models.store.schema import Zones

DEFAULT_URL = "sqlite:///tam-bot.db"
LONGEST_TURN_S = 10.0
"""So long a write to SQLite waits for the one before it."""
_ANNOUNCED = "announced"
_HERE = threading.local()


class WritingSession(Session):
    """A session that has the right to write from the beginning."""


class ReadOnlySession(Session):
    """A session that refuses to write."""

    def flush(self, objects: object = None) -> NoReturn:
        """Raise RuntimeError: what was opened for reading must not write."""
        raise RuntimeError("this session was opened with Database.read(); write in Database.begin()")


@event.listens_for(WritingSession, "after_begin")
def _begin_to_write(_session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    if not transaction.nested:
        begin_to_write(connection)


@event.listens_for(ReadOnlySession, "after_begin")
def _begin_to_read(_session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    if not transaction.nested:
        begin_to_read(connection)


def announce(session: Session) -> None:
    """Have the callbacks of `Database.on_commit` called once this session's transaction is committed."""
    session.info[_ANNOUNCED] = True


def writes_here() -> bool:
    """Tell whether a write transaction is open in this thread: nothing slow may be waited for meanwhile."""
    return bool(getattr(_HERE, "writing", False))


class Database:
    """One database, SQLite or PostgreSQL, safe to share between threads."""

    def __init__(self, url: str = DEFAULT_URL) -> None:
        self.url = checked_url(url)
        self.is_sqlite = is_sqlite(self.url)
        self.engine = pooled_engine(self.url)
        self._one_writer = threading.Lock()
        self._callbacks: list[Callable[[], None]] = []

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """Open one write transaction: committed at the end, rolled back if the body raises.

        On SQLite only one is open at a time in the process. It is not to be nested within a thread.
        """
        with (
            self._turn_to_write(),
            WritingSession(self.engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session
        if session.info.get(_ANNOUNCED):
            for callback in self._callbacks:
                callback()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that only reads; it takes no write lock and waits for no writer."""
        with ReadOnlySession(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextmanager
    def read_connection(self) -> Iterator[Connection]:
        """Open a plain connection for one question, asked often: half the price of a session."""
        with self.engine.connect() as connection, without_transaction(connection):
            yield connection

    def on_commit(self, callback: Callable[[], None]) -> None:
        """Have `callback` called, in the writer's thread, after each announced commit. It must not block."""
        self._callbacks.append(callback)

    def check_schema(self) -> None:
        """Raise Away if the database is out of reach, DatabaseUnusable if its schema is not ours."""
        version.check(self.engine)

    def migrate(self, zones: "Zones | None" = None) -> None:
        """Bring the schema to this version's; raise DatabaseUnusable if that cannot be done."""
        from models.store import schema  # Alembic, which nothing else needs

        with self._turn_to_write():
            schema.upgrade(self.url, zones=zones or schema.nobody)

    def dispose(self) -> None:
        """Close all pooled connections."""
        self.engine.dispose()

    @contextmanager
    def _turn_to_write(self) -> Iterator[None]:
        if writes_here():
            raise RuntimeError("a write transaction is already open in this thread: pass its session on")
        # Left to itself SQLite makes rival writers sleep and retry: ten times the tail of a plain lock.
        if self.is_sqlite and not self._one_writer.acquire(timeout=LONGEST_TURN_S):
            raise TimeoutError(f"another write has held the database for {LONGEST_TURN_S:g} s")
        _HERE.writing = True
        try:
            yield
        finally:
            if self.is_sqlite:
                self._one_writer.release()
            _HERE.writing = False
