"""INSERT … ON CONFLICT, which SQLAlchemy spells once for each database."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.store.base import Base

# Columns that the database works out itself, out of further parameters, whatever their types.
Computed = Callable[[], Mapping[str, ColumnElement[Any]]]


def insert_or_leave(
    session: Session,
    table: type[Base],
    values: Mapping[str, object],
    *,
    unique: str | None = None,
    computed: Computed | None = None,
) -> bool:
    """Insert a row unless one with the same `unique` column stands already; tell whether it was inserted.

    Without `unique` any rule of the table's counts by which the row may not stand beside another.
    """
    leaving = _leaving(_dialect(session), table, unique, computed)
    return session.connection().execute(leaving, values).first() is not None


def insert_all_or_leave(
    session: Session,
    table: type[Base],
    rows: Sequence[Mapping[str, object]],
    *,
    unique: str,
    computed: Computed | None = None,
) -> frozenset[object]:
    """Insert rows but for those whose `unique` column stands already; return that column of the inserted."""
    if not rows:
        return frozenset()
    leaving = _leaving_all(_dialect(session), table, unique, computed)
    return frozenset(session.connection().execute(leaving, rows).scalars())


def insert_or_replace(
    session: Session, table: type[Base], values: Mapping[str, object], *, unique: str
) -> None:
    """Insert a row, or give the one with the same `unique` column these values."""
    session.connection().execute(_replacing(_dialect(session), table, unique, tuple(values)), values)


def insert_and_count(
    session: Session, table: type[Base], values: Mapping[str, object], *, unique: str, counter: str
) -> int:
    """Add one to the `counter` of the row with that `unique` column, from 0 for a new one; return it."""
    counting = _counting(_dialect(session), table, unique, counter)
    count: int = session.connection().execute(counting, {**values, counter: 1}).scalar_one()
    return count


# Put together once each: building such a statement costs more than running it.
@cache
def _leaving(dialect: str, table: type[Base], unique: str | None, computed: Computed | None) -> Executable:
    statement = _insert(dialect, table).on_conflict_do_nothing(index_elements=[unique] if unique else None)
    if computed is not None:
        statement = statement.values(computed())
    return statement.returning(*_table(table).primary_key)


@cache
def _replacing(dialect: str, table: type[Base], unique: str, names: tuple[str, ...]) -> Executable:
    statement = _insert(dialect, table)
    rest = {name: statement.excluded[name] for name in names if name != unique}
    return statement.on_conflict_do_update(index_elements=[unique], set_=rest)


@cache
def _leaving_all(dialect: str, table: type[Base], unique: str, computed: Computed | None) -> Executable:
    statement = _insert(dialect, table).on_conflict_do_nothing(index_elements=[unique])
    if computed is not None:
        statement = statement.values(computed())
    return statement.returning(_table(table).c[unique])


@cache
def _counting(dialect: str, table: type[Base], unique: str, counter: str) -> Executable:
    statement, count = _insert(dialect, table), _table(table).c[counter]
    one_more = statement.on_conflict_do_update(index_elements=[unique], set_={counter: count + 1})
    return one_more.returning(count)


def _insert(dialect: str, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(_table(table)) if dialect == "sqlite" else postgresql.insert(_table(table))


def _table(table: type[Base]) -> Table:
    assert isinstance(table.__table__, Table)
    return table.__table__


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name
