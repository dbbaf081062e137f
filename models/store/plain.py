"""Statements on tables as the databases take them: run as they are, and in parts where they name much."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, CursorResult, Executable, Row, Select
from sqlalchemy.orm import Session

# The columns of tables, unlike those of classes, have no types that SQLAlchemy could tell.
Query = Select[Any]
Columns = Row[Any]  # likewise
Found = CursorResult[Any]  # likewise

PlainConnection = Connection
"""A connection without a session, as services hand it on."""

Named = TypeVar("Named", int, str)
_A_HANDFUL: Final = 10_000
"""Fewer than a statement may have parameters on either database."""


def handfuls(named: Sequence[Named]) -> Iterator[Sequence[Named]]:
    """Give ids or keys in as few parts as statements can ask for."""
    for start in range(0, len(named), _A_HANDFUL):
        yield named[start : start + _A_HANDFUL]


def execute(session: Session, statement: Executable, parameters: Mapping[str, object]) -> Found:
    """Run a statement in the session's transaction: by the session itself it costs half as much again."""
    return session.connection().execute(statement, parameters)
