"""Tickets to hang due rows on."""

import pytest

from bot.clock import FakeClock
from bot.domain.keys import done
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.ticket import Status, TicketOrigin, TicketType
from bot.domain.why import AsWritten
from models.store.database import Database
from models.ticket import Ticket


def _ticket(database: Database, clock: FakeClock, number: int) -> int:
    ticket = Ticket(
        account="partiful",
        number=number,
        origin=TicketOrigin.FORM,
        origin_key=done.form(f"V{number}"),
        type=TicketType.ISSUE,
        product="voice",
        priority=Priority.P3,
        subject="s",
        description="d",
        example_ids=[],
        requester_team="T",
        requester_user="U",
        requester_name="N",
        channel="C",
        triage_channel="C2",
        status=Status.OPEN,
        assignee_role=Role.PRIMARY,
        assignee_name="Cierra Simms",
        why=AsWritten(()),
        opened_at=clock.now(),
        last_customer_at=clock.now(),
    )
    with database.begin() as session:
        session.add(ticket)
    return ticket.id


@pytest.fixture
def ticket_id(database: Database, clock: FakeClock) -> int:
    """Give a ticket."""
    return _ticket(database, clock, 1)


@pytest.fixture
def another_ticket_id(database: Database, clock: FakeClock) -> int:
    """Give another ticket."""
    return _ticket(database, clock, 2)
