"""The words of every ticket, where the database's own full-text search finds them.

On SQLite that is an FTS5 table, on PostgreSQL a tsvector. Both hold the same words, each begun with its
account's mark: what is common at one customer costs another nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2s
from typing import Final

from sqlalchemy import Connection, TextClause, event, inspect, text
from sqlalchemy.orm import Mapper

from bot.domain.search.words import words_in
from models.ticket import Ticket

TABLE: Final = "ticket_words"
SHADOWS: Final = tuple(f"{TABLE}_{part}" for part in ("config", "content", "data", "docsize", "idx"))
"""What SQLite keeps beside the table for itself."""
_MOST_WORDS: Final = 400
_BATCH: Final = 500

_CREATE: Final = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5(subject, rest, tokenize = 'ascii', detail = 'column')",
    ),
    "postgresql": (
        f"CREATE TABLE {TABLE} (ticket_id BIGINT PRIMARY KEY REFERENCES tickets (id) ON DELETE CASCADE,"
        " found TSVECTOR NOT NULL)",
        # Without a list of what is still to be indexed: each question would walk through all of it.
        f"CREATE INDEX ix_{TABLE}_found ON {TABLE} USING gin (found) WITH (fastupdate = off)",
    ),
}
_PUT: Final = {
    "sqlite": f"INSERT OR REPLACE INTO {TABLE} (rowid, subject, rest) VALUES (:id, :subject, :rest)",
    "postgresql": (
        f"INSERT INTO {TABLE} (ticket_id, found) VALUES (:id, CAST(:found AS tsvector))"
        " ON CONFLICT (ticket_id) DO UPDATE SET found = excluded.found"
    ),
}
_TICKETS: Final = text(
    "SELECT id, account, subject, description FROM tickets WHERE id > :after ORDER BY id LIMIT :many"
)


def mark_of(account: str) -> str:
    """Return what every word of an account begins with: letters and digits, of one length."""
    return blake2s(account.encode(), digest_size=4).hexdigest()


def create(connection: Connection) -> None:
    """Make the table and fill it with the words of all tickets, a batch at a time."""
    for statement in _CREATE[connection.dialect.name]:
        connection.execute(text(statement))
    fill(connection)


def fill(connection: Connection, after: int = 0) -> None:
    """Store the words of every ticket of a greater id than `after`; a batch of them is in memory."""
    while rows := connection.execute(_TICKETS, {"after": after, "many": _BATCH}).all():
        _put(connection, [_row(*row) for row in rows])
        after = rows[-1].id


def _row(ticket_id: int, account: str, subject: str, description: str) -> Mapping[str, object]:
    mark, in_subject = mark_of(account), words_in(subject)[:_MOST_WORDS]
    known = frozenset(in_subject)
    rest = [word for word in words_in(description)[:_MOST_WORDS] if word not in known]
    first, others = [mark + word for word in in_subject], [mark + word for word in rest]
    return {
        "id": ticket_id,
        "subject": " ".join(first),
        "rest": " ".join(others),
        "found": _vector(first, others),
    }


def _vector(subject: Sequence[str], rest: Iterable[str]) -> str:
    """Write a tsvector: nothing but letters, digits and marks is in the words, so nothing can end a quote."""
    in_subject = [f"'{word}':{place}A" for place, word in enumerate(subject, 1)]
    return " ".join(
        [*in_subject, *(f"'{word}':{place}" for place, word in enumerate(rest, len(subject) + 1))]
    )


def _put(connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    dialect = connection.dialect.name
    keys = ("id", "found") if dialect == "postgresql" else ("id", "subject", "rest")
    connection.execute(_putting(dialect), [{key: row[key] for key in keys} for row in rows])


@cache
def _putting(dialect: str) -> TextClause:
    return text(_PUT[dialect])


def _keep_up(_mapper: Mapper[Ticket], connection: Connection, ticket: Ticket) -> None:
    """Store the words of a ticket with the ticket itself, whoever stores it."""
    state = inspect(ticket)
    if not state.persistent or any(
        state.attrs[name].history.has_changes() for name in ("subject", "description")
    ):
        _put(connection, [_row(ticket.id, ticket.account, ticket.subject, ticket.description)])


event.listen(Ticket, "after_insert", _keep_up)
event.listen(Ticket, "after_update", _keep_up)
