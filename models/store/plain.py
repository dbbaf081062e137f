"""Statements on tables, run without the session's way, which is made for objects."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlalchemy.orm import Session


def execute(session: Session, statement: Executable, parameters: Mapping[str, object]) -> CursorResult[Any]:
    """Run a statement in the session's transaction: by the session itself it costs half as much again."""
    return session.connection().execute(statement, parameters)
