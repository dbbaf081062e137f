"""What goes into a column comes out the same on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import StatementError

from bot.domain.permission import Side
from models.queues.due import DueRow, DueState
from models.queues.outbox import Method, OutboxRow, OutboxState
from models.store.base import TextOf
from models.store.database import Database

INSTANT = datetime(2026, 3, 8, 6, 59, 59, 123456, tzinfo=UTC)


def _row(at: datetime) -> OutboxRow:
    return OutboxRow(
        dedupe_key="k",
        lane="l",
        method=Method.POST,
        payload={"z": 1, "a": ["ü", "🎫", "\u202egnp"], "n": None},
        not_before=at,
        created_at=at,
    )


def _stored(database: Database, row: OutboxRow) -> OutboxRow:
    with database.begin() as session:
        session.add(row)
    with database.read() as session:
        return session.scalars(select(OutboxRow)).one()


def test_an_instant_keeps_its_microseconds_and_comes_back_in_utc(database: Database) -> None:
    elsewhere = INSTANT.astimezone(timezone(timedelta(hours=-5)))
    stored = _stored(database, _row(elsewhere))
    assert stored.not_before == INSTANT
    assert stored.not_before.tzinfo is UTC


def test_a_naive_instant_is_refused(database: Database) -> None:
    naive = INSTANT.replace(tzinfo=None)
    with pytest.raises(StatementError, match="naive datetime"), database.begin() as session:
        session.add(_row(naive))


def test_instants_of_different_zones_compare_as_instants(database: Database) -> None:
    _stored(database, _row(INSTANT))
    later = (INSTANT + timedelta(microseconds=1)).astimezone(timezone(timedelta(hours=-11)))
    with database.read() as session:
        assert session.scalar(select(OutboxRow.id).where(OutboxRow.not_before < later)) is not None
        assert session.scalar(select(OutboxRow.id).where(OutboxRow.not_before > later)) is None


def test_a_payload_keeps_its_order_and_its_characters(database: Database) -> None:
    stored = _stored(database, _row(INSTANT))
    assert list(stored.payload) == ["z", "a", "n"]
    assert stored.payload["a"] == ["ü", "🎫", "\u202egnp"]


def test_an_enum_is_stored_by_its_value(database: Database) -> None:
    stored = _stored(database, _row(INSTANT))
    assert stored.method is Method.POST
    assert stored.state is OutboxState.WAITING
    with database.read() as session:
        assert session.scalar(text("SELECT method FROM outbox")) == "chat.postMessage"


def test_a_value_that_is_no_member_is_refused(database: Database) -> None:
    with database.begin() as session:
        session.add(DueRow(key="k", account="a", kind="x", due_at=INSTANT, try_at=INSTANT, payload={}))
    with pytest.raises(StatementError), database.begin() as session:
        session.scalars(select(DueRow)).one().state = "someday"  # type: ignore[assignment]
    with database.read() as session:
        assert session.scalars(select(DueRow)).one().state is DueState.WAITING


def test_a_text_column_of_an_enumeration_takes_and_gives_its_members_alone() -> None:
    column, dialect = TextOf(Side), sqlite.dialect()
    assert column.process_bind_param(Side.STAFF, dialect) == "staff"
    assert column.process_result_value("staff", dialect) is Side.STAFF
    with pytest.raises(ValueError, match="'nobody' is not a valid Side"):
        column.process_result_value("nobody", dialect)
