"""Old tickets cost nothing: whatever is asked of the open ones never walks through the solved."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.clock import FakeClock
from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.sla import Priority
from bot.domain.ticket import Status
from bot.services.background.gaps import PageToRead
from bot.steps import similar
from models.message import ChatMessage
from models.queues import due
from models.store.database import Database
from tests.fixtures.desk import CHANNEL, Desk
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.old_tickets import add_solved
from tests.fixtures.statements import Statement, recorded

BOUNDED = re.compile(
    r"gaps|unread_stretches|ix_tickets_unsolved|ix_due_waiting|one_row|CONSTANT|subquery"
    r"|ticket_words VIRTUAL TABLE INDEX \d+:\w*M|those\d"
)
"""What grows with customers, open tickets, what waits or what has a rare word, but not with the years."""

ALL_OF_AN_ACCOUNT = re.compile(r"SEARCH tickets .*\(account=\?( AND number>\?)?\)$")
"""A search that finds whatever an account ever had is a walk through its years."""

Ask = Callable[[Desk], object]


def _listed(**wanted: Any) -> Ask:
    return lambda desk: desk.services.tickets.listed("partiful", TicketFilter(**wanted), desk.cierra)


def _of_all(**wanted: Any) -> Ask:
    return lambda desk: desk.services.tickets.listed(None, TicketFilter(**wanted), desk.cierra)


def _catch_up(desk: Desk) -> None:
    gaps = desk.services.gaps
    gaps.notice()
    while (piece := gaps.next_piece()) is not None:
        if isinstance(piece, PageToRead):
            gaps.page_read(piece, None, ["1.000001", "1.000002"])
        else:
            gaps.thread_read(piece, desk.clock.now())


def _like(desk: Desk, subject: str) -> object:
    with desk.services.tickets.reading() as work:
        return similar.solved_like(work, "partiful", subject, "")


def _in_a_session(ask: Callable[[Session, Desk], object]) -> Ask:
    def asked(desk: Desk) -> None:
        with desk.database.read() as session:
            ask(session, desk)

    return asked


QUESTIONS: dict[str, Ask] = {
    "the open tickets of an account": _listed(),
    "its pending ones": _listed(status=Status.PENDING),
    "its P1s": _listed(priority=Priority.P1),
    "the open tickets of a product": _listed(product="voice"),
    "those with a word in their subject": _listed(words="sms"),
    "what was solved lately with a word in its subject": lambda desk: desk.services.tickets.listed(
        "partiful", TicketFilter(words="sms", solved_since=desk.clock.now() - timedelta(days=7)), desk.cierra
    ),
    "what a new ticket is like": lambda desk: _like(desk, "SMS to Spain is delayed"),
    "those with an example": _listed(example_id="CA1"),
    "the one with a console number": _listed(console_number="4711"),
    "a customer's own": lambda desk: desk.services.tickets.listed(
        "partiful", TicketFilter(mine=True), desk.maya
    ),
    "the open tickets of all accounts": _of_all(),
    "my own of all accounts": _of_all(mine=True),
    "the ticket of a thread": lambda desk: desk.services.places.at(CHANNEL, "1.000001"),
    "what a Home tab shows": lambda desk: desk.services.homes.opened(
        "U0CIERRA", "T0PROVIDER", has_page=False
    ),
    "which Home tabs are stale": lambda desk: desk.services.homes_following.follow(),
    "catching up": _catch_up,
    "when something was last said": _in_a_session(
        lambda session, _desk: ChatMessage.last_said(session, CHANNEL)
    ),
    "what is due": _in_a_session(
        lambda session, desk: due.anything_due(session.connection(), desk.clock.now())
    ),
    "when something falls due": _in_a_session(lambda session, _desk: due.next_at(session.connection())),
    "what the sweep does": lambda desk: desk.sweep.run(),
}


@pytest.fixture
def old_desk(database: Database, clock: FakeClock, slack: FakeSlack) -> Desk:
    """Give a desk with four open tickets, one of them a P1, one pending, and two thousand solved ones."""
    desk = Desk(database, clock, slack)
    add_solved(desk, 2000, timedelta(days=365))
    for priority in Priority:
        desk.open(priority=priority)
    desk.answered_and_pending()
    clock.advance(timedelta(hours=1))
    if database.engine.dialect.name == "postgresql":
        with database.begin() as session:
            session.execute(text("ANALYZE"))  # as it does by itself in time; SQLite is never told to
    return desk


def test_nothing_that_is_asked_of_open_tickets_walks_through_the_solved(old_desk: Desk) -> None:
    found = {name: walks for name, ask in QUESTIONS.items() if (walks := _walks(old_desk, ask))}
    assert found == {}


def _walks(desk: Desk, ask: Ask) -> list[str]:
    """Return the tables that a question walks through from end to end, and by which index."""
    with recorded(desk.database) as ran:
        ask(desk)
    plans = _postgres_walks if desk.database.engine.dialect.name == "postgresql" else _sqlite_walks
    asked = [one for one in ran if one.words.startswith(("SELECT", "DELETE"))]
    with desk.database.read() as session:
        walks = {walk for one in asked for walk in plans(session, one)}
    return sorted(walk for walk in walks if not BOUNDED.search(walk))


def _sqlite_walks(session: Session, asked: Statement) -> list[str]:
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked.words}", asked.parameters)
    steps = [str(row[-1]) for row in plan]
    return [step for step in steps if step.startswith("SCAN ") or ALL_OF_AN_ACCOUNT.search(step)]


def _postgres_walks(session: Session, asked: Statement) -> list[str]:
    """Of its other tables, which are small here, it tells nothing: it walks through such."""
    answer = session.connection().exec_driver_sql(f"EXPLAIN (FORMAT JSON) {asked.words}", asked.parameters)
    return _walks_of(answer.scalar_one()[0]["Plan"])


def _walks_of(node: dict[str, Any]) -> list[str]:
    walks = [walk for part in node.get("Plans", []) for walk in _walks_of(part)]
    narrowed = str(node.get("Index Cond") or node.get("Recheck Cond") or "")
    finds_all = set(re.findall(r"\((\w+) [=<>]", narrowed)) <= {"account", "number"}
    if node.get("Relation Name") == "tickets" and finds_all:
        walks.append(f"{node['Node Type']} of tickets by {node.get('Index Name')}")
    return walks
