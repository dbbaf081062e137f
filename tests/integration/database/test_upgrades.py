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


@pytest.mark.parametrize(
    ("zone", "starts", "ends"),
    [
        ("America/New_York", "2026-03-07T05:00Z", "2026-03-09T04:00Z"),  # the clocks change in between
        ("Asia/Tokyo", "2026-03-06T15:00Z", "2026-03-08T15:00Z"),
        (None, "2026-03-07T00:00Z", "2026-03-09T00:00Z"),  # of nobody the runbook knows
    ],
)
def test_whole_days_off_become_the_instants_that_they_were_to_whoever_is_away(
    older: Database, zone: str | None, starts: str, ends: str
) -> None:
    def zones() -> dict[str, str]:
        return {"U0CIERRA": zone} if zone else {}

    days = {"first": date(2026, 3, 7), "last": date(2026, 3, 8)}
    said = {"user_id": "U0CIERRA", "announced_by": "U0KIRK", "announced_at": datetime(2026, 3, 3, tzinfo=UTC)}
    schema.upgrade(older.url, "0011")
    with older.begin() as session:
        _insert(session, "absences", said | days)
        _insert(session, "absences", said | days | {"last": date.max})
    schema.upgrade(older.url, zones=zones)
    with older.read() as session:
        kept, endless = AnnouncedAbsence.of_users(session, ["U0CIERRA"])
    assert (kept.starts, kept.ends) == (datetime.fromisoformat(starts), datetime.fromisoformat(ends))
    assert (kept.announced_by, kept.takes_back, kept.undone_at) == ("U0KIRK", None, None)
    assert endless.ends == FOR_EVER
    assert kept.act != endless.act
    schema.downgrade(older.url, "0011", zones=zones)
    with older.read() as session:
        found = session.execute(text("SELECT first, last FROM absences ORDER BY id")).all()
    assert [str(first) for first, _ in found] == ["2026-03-07", "2026-03-07"]
    assert str(found[0][1]) == "2026-03-08"


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
def test_a_why_that_this_version_cannot_read_is_none(older: Database, stored: str) -> None:
    schema.upgrade(older.url)
    with older.begin() as session:
        _ticket(session)
        session.execute(text("UPDATE tickets SET why = :stored"), {"stored": stored})
    with older.read() as session:
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
