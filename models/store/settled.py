"""Up to which id nothing more can appear in a table: on PostgreSQL a smaller id may be committed later.

There, whoever takes ids first locks the number that was last taken, with whoever else does, until the
transaction ends. So the smallest number that is locked is before all that is still to come.
"""

from functools import cache
from typing import Final

from sqlalchemy import Connection, TextClause, event, text
from sqlalchemy.orm import Mapper, Session, SessionTransaction, object_session

from models.store.base import Base
from models.store.plain import execute

_LOCKS: Final = {"ticket_events": 0x7461_6D01, "tickets": 0x7461_6D02}
"""The tables that are read onwards by their ids, each with the first half of its locks' names."""
_TAKING: Final = "taking ids of "


def take_ids(session: Session, table: type[Base]) -> None:
    """Let readers know that ids are taken from now on, until the transaction ends. It waits for nobody."""
    if _is_sqlite(session):  # one transaction writes at a time
        return
    mark = _TAKING + table.__tablename__
    # What is locked within a savepoint is free again if that is undone.
    locked_in = session.get_nested_transaction() or session.get_transaction()
    known: SessionTransaction | None = session.info.get(mark)
    if known is None or not known.is_active:
        execute(session, _locking(table.__tablename__), {})
        session.info[mark] = locked_in


def settled_up_to(session: Session, table: type[Base]) -> int | None:
    """Return the greatest id up to which all rows can be seen by the next statement; None where all can."""
    if _is_sqlite(session):
        return None
    return int(execute(session, _settled(table.__tablename__), {}).scalar_one())


def keep_settled(table: type[Base]) -> None:
    """Have ids of a table be taken so, whoever stores a row of it."""

    def before_insert(_mapper: Mapper[Base], _connection: Connection, row: Base) -> None:
        session = object_session(row)
        if session is not None:
            take_ids(session, table)

    event.listen(table, "before_insert", before_insert)


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


@cache
def _locking(table: str) -> TextClause:
    return text(
        f"SELECT pg_advisory_xact_lock_shared({_LOCKS[table]},"
        f" (CASE WHEN is_called THEN last_value ELSE 0 END)::int) FROM {table}_id_seq"
    )


@cache
def _settled(table: str) -> TextClause:
    # The rows are those of when the statement began, the locks those of a moment later: never the reverse.
    return text(
        f"SELECT least(coalesce((SELECT max(id) FROM {table}), 0),"
        " (SELECT min(objid::bigint) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2"
        f" AND classid = {_LOCKS[table]} AND pid <> pg_backend_pid()"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())))"
    )
