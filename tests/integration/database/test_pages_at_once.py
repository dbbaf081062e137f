"""Pages read while others write: whoever goes on behind what they were shown has missed nothing."""

import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.clock import FakeClock
from models.integrations.api_pages import events_after, tickets_after
from models.store.database import Database, WritingSession
from models.ticket import Ticket
from models.ticket_event import TicketEvent
from tests.fixtures.desk import Desk
from tests.fixtures.fake_slack import FakeSlack

WRITERS, WRITES = 4, 25


@pytest.fixture
def desk(postgres_url: str, clock: FakeClock, slack: FakeSlack) -> Iterator[Desk]:
    """Give a desk on PostgreSQL: on SQLite one transaction writes at a time."""
    database = Database(postgres_url)
    desk = Desk(database, clock, slack)
    desk.open()
    yield desk
    database.dispose()


def copied(session: Session, row: TicketEvent | Ticket, **other: object) -> int:
    """Store another row like one; return its id."""
    kind = type(row)
    names = [column.key for column in kind.__mapper__.column_attrs if column.key != "id"]
    copy = kind(**{name: getattr(row, name) for name in names} | other)
    session.add(copy)
    session.flush()
    return copy.id


@contextmanager
def writing(desk: Desk) -> Iterator[Session]:
    """Open a transaction beside others of this thread."""
    with WritingSession(desk.database.engine, expire_on_commit=False) as session, session.begin():
        yield session


def an_event(desk: Desk) -> TicketEvent:
    """Return what was recorded first."""
    with desk.database.read() as session:
        return session.scalars(select(TicketEvent).order_by(TicketEvent.id)).first() or TicketEvent()


def seen(desk: Desk, after: int) -> list[int]:
    """Return the ids of the events of the next page."""
    with desk.database.read() as session:
        found, _ = events_after(session, after, 100)
        return [event.id for event, _ in found]


def test_an_event_of_a_smaller_id_that_is_committed_later_is_not_skipped(desk: Desk) -> None:
    first, known = an_event(desk), seen(desk, 0)
    with writing(desk) as slow:
        late = copied(slow, first)
        with writing(desk) as quick:
            early = copied(quick, first)
        assert seen(desk, 0) == known
    assert seen(desk, known[-1]) == [late, early]


def test_nor_is_one_that_was_recorded_after_a_savepoint_was_undone(desk: Desk) -> None:
    first, known = an_event(desk), seen(desk, 0)
    with writing(desk) as slow:
        with slow.begin_nested() as undone:
            copied(slow, first)
            undone.rollback()
        late = copied(slow, first)
        with writing(desk) as quick:
            early = copied(quick, first)
        assert seen(desk, 0) == known
    assert seen(desk, known[-1]) == [late, early]


def test_nor_is_one_that_is_recorded_among_several(desk: Desk) -> None:
    first, known = an_event(desk), seen(desk, 0)
    names = [column.key for column in TicketEvent.__mapper__.column_attrs if column.key != "id"]
    with writing(desk) as slow:
        TicketEvent.add_all(slow, [{name: getattr(first, name) for name in names}] * 2)
        with writing(desk) as quick:
            early = copied(quick, first)
        assert seen(desk, 0) == known
    assert seen(desk, known[-1]) == [early - 2, early - 1, early]


def test_what_another_writes_meanwhile_hides_nothing_that_was_there_before(desk: Desk) -> None:
    first, known = an_event(desk), seen(desk, 0)
    with writing(desk) as slow:
        copied(slow, first)
        assert seen(desk, 0) == known


def test_a_home_tab_that_was_drawn_meanwhile_is_drawn_again(desk: Desk) -> None:
    first = an_event(desk)
    with writing(desk) as slow:
        copied(slow, first)
        with writing(desk) as quick:
            early = copied(quick, first)
        with desk.database.read() as session:
            assert TicketEvent.newest(session) < early
    with desk.database.read() as session:
        assert TicketEvent.newest(session) == early


def test_a_ticket_of_a_smaller_id_that_is_committed_later_is_not_skipped(desk: Desk) -> None:
    def shown(after: int) -> list[int]:
        with desk.database.read() as session:
            return [ticket.id for ticket in tickets_after(session, after, 100)]

    (known,) = shown(0)
    with desk.database.read() as session:
        like = session.get_one(Ticket, known)
    with writing(desk) as slow:
        late = copied(slow, like, number=2, origin_key="late", thread_ts="2.0")
        with writing(desk) as quick:
            early = copied(quick, like, number=3, origin_key="early", thread_ts="3.0")
        assert shown(known) == []
    assert shown(known) == [late, early]


def test_a_page_of_one_account_ends_before_what_may_still_appear(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.integrations.api_pages.LOOKED_THROUGH", 1)
    first, known = an_event(desk), seen(desk, 0)
    with writing(desk) as slow:
        copied(slow, first)
        with writing(desk) as quick:
            copied(quick, first)
            copied(quick, first)
        with desk.database.read() as session:
            assert events_after(session, known[-1], 100, account="partiful") == ([], None)


def test_who_reads_on_while_many_write_is_shown_each_event_once_and_in_order(desk: Desk) -> None:
    first, draw = an_event(desk), random.Random(5)
    with ThreadPoolExecutor(WRITERS) as pool:
        sizes = [[draw.randint(1, 3) for _ in range(WRITES)] for _ in range(WRITERS)]
        writers = [pool.submit(partial(_write, desk, first, size)) for size in sizes]
        read = _read_on(partial(seen, desk), writers)
    with desk.database.read() as session:
        there = list(session.scalars(select(TicketEvent.id).order_by(TicketEvent.id)))
        assert read == there
        assert session.scalar(select(func.count()).select_from(TicketEvent)) == len(there)


def _write(desk: Desk, first: TicketEvent, sizes: Sequence[int]) -> None:
    for size in sizes:
        with writing(desk) as session:
            for _ in range(size):
                copied(session, first)


def _read_on(page: Callable[[int], list[int]], writers: Sequence[Future[None]]) -> list[int]:
    """Return the ids of all that was shown until nobody writes and nothing more is there."""
    read: list[int] = []
    while True:
        is_over = all(writer.done() for writer in writers)
        found = page(read[-1] if read else 0)
        read += found
        if is_over and not found:
            return read
