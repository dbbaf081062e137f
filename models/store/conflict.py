"""INSERT … ON CONFLICT, which SQLAlchemy spells once for each database."""

from collections.abc import Callable, Mapping
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
    unique: str,
    computed: Computed | None = None,
) -> bool:
    """Insert a row unless one with the same `unique` column stands already; tell whether it was inserted."""
    leaving = _leaving(_dialect(session), table, unique, computed)
    return session.connection().execute(leaving, values).scalar() is not None


def insert_or_replace(
    session: Session, table: type[Base], values: Mapping[str, object], *, unique: str
) -> None:
    """Insert a row, or give the one with the same `unique` column these values."""
    session.connection().execute(_replacing(_dialect(session), table, unique, tuple(values)), values)


# Put together once each: building such a statement costs more than running it.
@cache
def _leaving(dialect: str, table: type[Base], unique: str, computed: Computed | None) -> Executable:
    statement = _insert(dialect, table).on_conflict_do_nothing(index_elements=[unique])
    if computed is not None:
        statement = statement.values(computed())
    return statement.returning(_table(table).c[unique])


@cache
def _replacing(dialect: str, table: type[Base], unique: str, names: tuple[str, ...]) -> Executable:
    statement = _insert(dialect, table)
    rest = {name: statement.excluded[name] for name in names if name != unique}
    return statement.on_conflict_do_update(index_elements=[unique], set_=rest)


def _insert(dialect: str, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(_table(table)) if dialect == "sqlite" else postgresql.insert(_table(table))


def _table(table: type[Base]) -> Table:
    assert isinstance(table.__table__, Table)
    return table.__table__


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name
