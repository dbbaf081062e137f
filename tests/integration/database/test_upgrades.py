"""What older versions stored is read by this one: each migration that touches rows, with rows."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from models.account import AccountState
from models.store import schema
from models.store.database import Database


@pytest.fixture
def older(empty_url: str) -> Iterator[Database]:
    """Give a database that a test fills as an older version did."""
    database = Database(empty_url)
    yield database
    database.dispose()


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (None, []),
        ("it was archived", ["archived"]),
        (
            "the two companies were disconnected; I was removed from it",
            ["disconnected", "removed"],
        ),
    ],
)
def test_why_a_channel_was_closed_is_known_by_name(
    older: Database, told: str | None, kept: list[str]
) -> None:
    schema.upgrade(older.url, "0007")
    with older.begin() as session:
        session.execute(
            text("INSERT INTO accounts (key, last_number, closed_why) VALUES ('partiful', 7, :told)"),
            {"told": told},
        )
    schema.upgrade(older.url, "0008")
    with older.read() as session:
        state = session.get(AccountState, "partiful")
    assert state is not None
    assert (state.last_number, state.closed_by) == (7, kept)
    schema.downgrade(older.url, "0007")
    with older.read() as session:
        assert session.execute(text("SELECT closed_why FROM accounts")).scalar_one() == told
