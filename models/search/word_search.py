"""Questions to the words of tickets: which have one, how common it is, which are near."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from sqlalchemy import Executable, select, text
from sqlalchemy.orm import Session

from bot.domain.search.words import Beginning, beginnings_in
from models.account import AccountState
from models.search.word_index import TABLE, mark_of
from models.store.plain import execute

MOST: Final = 1000
COMMON: Final = 200
"""A word that so many tickets of an account have tells none of them from another."""

# Words are letters, digits and marks, and always in quotes: nobody's text is read as a query.
_ID: Final = {"sqlite": "rowid", "postgresql": "ticket_id"}
_FOUND: Final = {"sqlite": f"{TABLE} MATCH :{{name}}", "postgresql": "found @@ CAST(:{name} AS tsquery)"}
_BEGINS: Final = {"sqlite": 'subject : "{word}" *', "postgresql": "'{word}':*A"}
_IN_SUBJECT: Final = {"sqlite": 'subject : "{word}"', "postgresql": "'{word}':A"}
_ANYWHERE: Final = {"sqlite": '"{word}"', "postgresql": "'{word}'"}
_AND: Final = {"sqlite": " AND ", "postgresql": " & "}
_OR: Final = {"sqlite": " OR ", "postgresql": " | "}
_RANK: Final = {
    "sqlite": f"bm25({TABLE}, 4.0, 1.0)",
    "postgresql": "ts_rank(found, CAST(:words AS tsquery)) DESC",
    "trigrams": "ts_rank(found, CAST(:words AS tsquery)) + similarity(tickets.subject, :subject) DESC",
}
_TRIGRAMS: Final = text("SELECT to_regprocedure('similarity(text, text)') IS NOT NULL")


def newest_with_words(session: Session, account: str | None, words: str) -> Sequence[int] | None:
    """List the newest `MOST` tickets whose subject has all these words, or words that begin so, by their ids.

    They are an account's, or (None) anybody's. Of words without a letter or digit nothing is known: None.
    """
    wanted, dialect = beginnings_in(words), _dialect(session)
    accounts = [account] if account else session.scalars(select(AccountState.key)).all()
    if not wanted or not accounts:
        return None
    each = [_all_in_subject(dialect, mark_of(key), wanted) for key in accounts]
    newest = text(
        f"SELECT {_ID[dialect]} FROM {TABLE} WHERE {_found(dialect, 'in_subject')}"
        f" ORDER BY {_ID[dialect]} DESC LIMIT {MOST}"
    )
    return session.scalars(newest, {"in_subject": _OR[dialect].join(each)}).all()


def rare_among(session: Session, account: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return those of the words that fewer than `COMMON` of the account's tickets have, but some do."""
    if not words:
        return ()
    dialect = _dialect(session)
    asked = {f"word{at}": _anywhere(dialect, account, word) for at, word in enumerate(words)}
    found = {row.place: row.tickets for row in execute(session, _counts(dialect, len(words)), asked)}
    return tuple(word for at, word in enumerate(words) if 0 < found[at] < COMMON)


@cache
def _counts(dialect: str, words: int) -> Executable:
    return text(
        " UNION ALL ".join(
            f"SELECT {at} AS place, count(*) AS tickets FROM (SELECT 1 FROM {TABLE}"
            f" WHERE {_found(dialect, f'word{at}')} LIMIT {COMMON}) AS those{at}"
            for at in range(words)
        )
    )


@dataclass(frozen=True, slots=True)
class Near:
    """A solved ticket, as far as it says what it was about."""

    id: int
    subject: str
    description: str


def nearest_solved(
    session: Session, account: str, subject: str, words: Sequence[str], many: int
) -> Sequence[Near]:
    """List an account's solved tickets that have any of the words, the nearest to words and subject first."""
    if not words:
        return ()
    dialect = _dialect(session)
    rank = "trigrams" if dialect == "postgresql" and session.scalar(_TRIGRAMS) else dialect
    any_word = _OR[dialect].join(_anywhere(dialect, account, word) for word in words)
    asked: dict[str, object] = {"account": account, "words": any_word, "many": many}
    more = {"subject": subject} if rank == "trigrams" else {}
    return [
        Near(row.id, row.subject, row.description)
        for row in execute(session, _nearest(dialect, rank), asked | more)
    ]


@cache
def _nearest(dialect: str, rank: str) -> Executable:
    return text(
        # In this order: left to itself SQLite may walk through all solved tickets and look each one up.
        "SELECT tickets.id, tickets.subject, tickets.description"
        f" FROM {TABLE} CROSS JOIN tickets WHERE tickets.id = {TABLE}.{_ID[dialect]}"
        f" AND {_found(dialect, 'words')} AND tickets.account = :account"
        " AND tickets.status = 'solved' AND tickets.merged_into IS NULL AND tickets.number > 0"
        f" ORDER BY {_RANK[rank]}, tickets.id DESC LIMIT :many"
    )


def _all_in_subject(dialect: str, mark: str, wanted: Sequence[Beginning]) -> str:
    return f"({_AND[dialect].join(_meant_in_subject(dialect, mark, each) for each in wanted)})"


def _meant_in_subject(dialect: str, mark: str, wanted: Beginning) -> str:
    begins = _BEGINS[dialect].format(word=mark + wanted.start)
    whole = (_IN_SUBJECT[dialect].format(word=mark + each) for each in wanted.whole)
    return f"({_OR[dialect].join((begins, *whole))})"


def _found(dialect: str, name: str) -> str:
    return _FOUND[dialect].format(name=name)


def _anywhere(dialect: str, account: str, word: str) -> str:
    return _ANYWHERE[dialect].format(word=mark_of(account) + word)


def _dialect(session: Session) -> str:
    return session.connection().dialect.name
