"""What programs read costs the same with years behind it: a page is found by an index, wherever it begins."""

import re
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.orm import Session

from bot.clock import FakeClock
from bot.domain.ticket import Status
from models.integrations.api_pages import events_after, tickets_after
from models.store.database import Database
from tests.fixtures.desk import Desk
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.old_tickets import add_solved
from tests.fixtures.statements import recorded

PAGES: dict[str, Callable[[Session], object]] = {
    "tickets": lambda session: tickets_after(session, 1500, 50),
    "an account's tickets": lambda session: tickets_after(session, 1500, 50, account="partiful"),
    "solved tickets": lambda session: tickets_after(session, 1500, 50, status=Status.SOLVED),
    "open tickets": lambda session: tickets_after(session, 0, 50, status=Status.OPEN),
    "an account's open tickets": lambda session: tickets_after(
        session, 0, 50, account="partiful", status=Status.OPEN
    ),
    "events": lambda session: events_after(session, 3, 50),
    "an account's events": lambda session: events_after(session, 3, 50, account="partiful"),
    "a ticket's events": lambda session: events_after(session, 3, 50, ticket_id=1),
}
BY_AN_INDEX = re.compile(
    r"SEARCH |SCAN tickets USING INDEX ix_tickets_unsolved|USE TEMP B-TREE FOR ORDER BY$"
)


@pytest.fixture
def old(sqlite_url: str, clock: FakeClock, slack: FakeSlack) -> Iterator[Desk]:
    """Give a desk with two thousand solved tickets and an open one."""
    database = Database(sqlite_url)
    desk = Desk(database, clock, slack)
    add_solved(desk, 2000)
    desk.open()
    yield desk
    database.dispose()


def test_a_page_is_found_by_an_index_wherever_it_begins(old: Desk) -> None:
    assert {page: walks for page, ask in PAGES.items() if (walks := _walked(old, ask))} == {}


def _walked(desk: Desk, ask: Callable[[Session], object]) -> list[str]:
    """Return the steps of the plans that find nothing by an index."""
    with desk.database.read() as session:
        with recorded(desk.database) as ran:
            ask(session)
        steps = [
            str(row[-1])
            for one in ran
            for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {one.words}", one.parameters)
        ]
    return [step for step in steps if not BY_AN_INDEX.match(step)]
