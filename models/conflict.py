"""INSERT … ON CONFLICT, which SQLAlchemy spells once for each database."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.base import Base


def insert_or_leave(session: Session, table: type[Base], values: dict[str, Any], *, unique: str) -> bool:
    """Insert a row unless one with the same `unique` column stands already; tell whether it was inserted."""
    statement = _insert(session, table).values(values).on_conflict_do_nothing(index_elements=[unique])
    return session.scalar(statement.returning(getattr(table, unique))) is not None


def insert_or_replace(session: Session, table: type[Base], values: dict[str, Any], *, unique: str) -> None:
    """Insert a row, or give the one with the same `unique` column these values."""
    statement = _insert(session, table).values(values)
    rest = {name: statement.excluded[name] for name in values if name != unique}
    session.execute(statement.on_conflict_do_update(index_elements=[unique], set_=rest))


def _insert(session: Session, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
