"""What older versions stored is read by this one: each migration that touches rows, with rows."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import JSON, column, select, table, text
from sqlalchemy.orm import Session

from bot.domain.events.life import TicketAssigned, TicketSolved
from bot.domain.events.timing import AnswerOverdue, AssigneeNudged, HeldBack, PingHeldBack
from bot.domain.routing import Role
from bot.domain.tams import FOR_EVER
from bot.domain.why import AsWritten, TakenByHand
from models.absence import AnnouncedAbsence
from models.account import AccountState
from models.store import schema
from models.store.database import Database
from models.ticket import Ticket
from models.ticket_event import TicketEvent

_TOLD = select(column("why", JSON)).select_from(table("tickets"))


@pytest.fixture
def older(empty_url: str) -> Iterator[Database]:
    """Give a database that a test fills as an older version did."""
    database = Database(empty_url)
    yield database
    database.dispose()


def test_why_a_channel_was_closed_is_known_by_name(older: Database) -> None:
    told_and_kept: dict[str, tuple[str | None, list[str]]] = {
        "open": (None, []),
        "archived": ("it was archived", ["archived"]),
        "left": ("the two companies were disconnected; I was removed from it", ["disconnected", "removed"]),
    }
    schema.upgrade(older.url, "0007")
    with older.begin() as session:
        for key, (told, _) in told_and_kept.items():
            _insert(session, "accounts", {"key": key, "last_number": 7, "closed_why": told})
    schema.upgrade(older.url, "0008")
    with older.read() as session:
        states = {key: session.get_one(AccountState, key) for key in told_and_kept}
    assert {state.last_number for state in states.values()} == {7}
    assert {key: state.closed_by for key, state in states.items()} == {
        key: kept for key, (_, kept) in told_and_kept.items()
    }
    schema.downgrade(older.url, "0007")
    with older.read() as session:
        closed = session.execute(text("SELECT key, closed_why FROM accounts")).all()
    assert {row.key: row.closed_why for row in closed} == {
        key: told for key, (told, _) in told_and_kept.items()
    }


def test_why_a_ping_was_held_back_is_known_by_name(older: Database) -> None:
    told = "outside the account's hours only P1 and escalations ping"
    schema.upgrade(older.url, "0008")
    with older.begin() as session:
        _ticket(session)
        for kind, data in (
            ("nudged", {"raised_from": None, "held_back": told}),
            ("breached", {"again": False}),
            ("ping_held_back", {"why": told}),
        ):
            _event(session, kind, data)
    schema.upgrade(older.url)
    with older.read() as session:
        happened = [event.what for event in TicketEvent.of_ticket(session, 1)]
    assert happened == [
        AssigneeNudged(held_back=HeldBack.OUTSIDE_HOURS),
        AnswerOverdue(),
        PingHeldBack(HeldBack.OUTSIDE_HOURS),
    ]
    schema.downgrade(older.url, "0008")
    with older.read() as session:
        kept = session.execute(text("SELECT data FROM ticket_events ORDER BY id")).scalars().all()
    assert [told in str(data) for data in kept] == [True, False, True]


ZONES = {"U0CIERRA": "America/New_York", "U0KIRK": "Asia/Tokyo"}
WEEKENDS = {
    "U0CIERRA": ("2026-03-07T05:00Z", "2026-03-09T04:00Z"),  # the clocks change in between
    "U0KIRK": ("2026-03-06T15:00Z", "2026-03-08T15:00Z"),
    "U0GONE": ("2026-03-07T00:00Z", "2026-03-09T00:00Z"),  # nobody the runbook knows
}
"""When March 7 and 8 are, to people in zones."""


def test_whole_days_off_become_the_instants_that_they_were_to_whoever_is_away(older: Database) -> None:
    days = {"first": date(2026, 3, 7), "last": date(2026, 3, 8)}
    said = {"announced_by": "U0KIRK", "announced_at": datetime(2026, 3, 3, tzinfo=UTC)}
    schema.upgrade(older.url, "0011")
    with older.begin() as session:
        for user in WEEKENDS:
            _insert(session, "absences", {"user_id": user} | said | days)
            _insert(session, "absences", {"user_id": user} | said | days | {"last": date.max})
    schema.upgrade(older.url, zones=lambda: ZONES)
    with older.read() as session:
        away = {user: AnnouncedAbsence.of_users(session, [user]) for user in WEEKENDS}
    for user, (starts, ends) in WEEKENDS.items():
        kept, endless = away[user]
        assert (kept.starts, kept.ends) == (datetime.fromisoformat(starts), datetime.fromisoformat(ends))
        assert (kept.announced_by, kept.takes_back, kept.undone_at) == ("U0KIRK", None, None)
        assert endless.ends == FOR_EVER
        assert kept.act != endless.act
    schema.downgrade(older.url, "0011", zones=lambda: ZONES)
    with older.read() as session:
        found = session.execute(text("SELECT first, last FROM absences ORDER BY id")).all()
    assert [str(first) for first, _ in found] == ["2026-03-07"] * len(found)
    assert [str(last) for _, last in found[::2]] == ["2026-03-08"] * len(WEEKENDS)


def test_the_sentences_that_said_why_stand_as_they_were_written(older: Database) -> None:
    told = ["Cierra Simms, primary TAM, is on duty."]
    schema.upgrade(older.url, "0012")
    with older.begin() as session:
        _ticket(session)
        _event(session, "assigned", {"role": "primary", "name": "Cierra Simms", "slack": None, "why": told})
        _event(session, "solved", {})
    schema.upgrade(older.url)
    with older.read() as session:
        ticket = session.get_one(Ticket, 1)
        happened = [event.what for event in TicketEvent.of_ticket(session, 1)]
    written = AsWritten(("Cierra Simms, primary TAM, is on duty.",))
    assert ticket.why == written
    assert happened == [TicketAssigned(Role.PRIMARY, "Cierra Simms", None, written), TicketSolved()]
    schema.downgrade(older.url, "0012")
    with older.read() as session:
        assert session.execute(_TOLD).scalars().all() == [told]


def test_an_older_version_is_told_no_reason_where_it_has_no_words_for_it(older: Database) -> None:
    schema.upgrade(older.url)
    with older.begin() as session:
        _ticket(session)
        session.get_one(Ticket, 1).why = TakenByHand("Cierra Simms")
    schema.downgrade(older.url, "0012")
    with older.read() as session:
        assert session.execute(_TOLD).scalars().all() == [[]]


@pytest.mark.parametrize("stored", ['["An older replica wrote this."]', '{"kind": "foretold"}', "null"])
def test_a_why_that_this_version_cannot_read_is_none(database: Database, stored: str) -> None:
    with database.begin() as session:
        _ticket(session)
        session.execute(text("UPDATE tickets SET why = :stored"), {"stored": stored})
    with database.read() as session:
        assert session.get_one(Ticket, 1).why is None


def _ticket(session: Session) -> None:
    """Store a ticket as version 0007 did."""
    now = datetime(2026, 3, 3, 15, tzinfo=UTC)
    row = {
        "id": 1,
        "account": "partiful",
        "number": 1,
        "origin": "form",
        "origin_key": "view:V1",
        "type": "issue",
        "product": "other",
        "priority": "P3",
        "subject": "SMS is failing",
        "description": "",
        "example_ids": "[]",
        "requester_team": "T0PARTIFUL",
        "requester_user": "U0MAYA",
        "requester_name": "Maya Chen",
        "channel": "C0PARTIFUL",
        "triage_channel": "C0TRIAGE",
        "status": "open",
        "assignee_role": "primary",
        "assignee_name": "Cierra Simms",
        "assignee_slack": "U0CIERRA",
        "assignee_off_duty": False,
        "why": '["Cierra Simms, primary TAM, is on duty."]',
        "opened_at": now,
        "last_customer_at": now,
    }
    _insert(session, "tickets", row)


def _event(session: Session, kind: str, data: dict[str, Any]) -> None:
    row = {"ticket_id": 1, "at": datetime(2026, 3, 3, 15, tzinfo=UTC), "kind": kind, "actor_name": "tam-bot"}
    _insert(session, "ticket_events", row | {"data": json.dumps(data), "runbook_version": "1"})


def _insert(session: Session, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(row)
    session.execute(
        text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in row)})"), row
    )
