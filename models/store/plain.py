"""Statements on tables, run without the session's way, which is made for objects."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import CursorResult, Executable, Row, Select
from sqlalchemy.orm import Session

# The columns of tables, unlike those of classes, have no types that SQLAlchemy could tell.
Query = Select[Any]
Columns = Row[Any]  # likewise
Found = CursorResult[Any]  # likewise


def execute(session: Session, statement: Executable, parameters: Mapping[str, object]) -> Found:
    """Run a statement in the session's transaction: by the session itself it costs half as much again."""
    return session.connection().execute(statement, parameters)
