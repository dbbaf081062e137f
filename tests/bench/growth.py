"""What an event costs with 1,000 and with 1,000,000 tickets, and with 1, 50 and 500 accounts."""

import statistics
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from typing import Final

from sqlalchemy import text

from bot.clock import FakeClock
from bot.domain.search.ticket_filter import TicketFilter
from bot.runbook import Runbook
from bot.services.conversation import Message
from models.store.database import Database
from tests.bench.load.desks import many_accounts
from tests.bench.measure import Figure, seconds
from tests.bench.stores import Store, stores
from tests.fixtures.desk import CHANNEL, Desk, new_york, sample
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.old_tickets import add_solved

_FEW, _MANY = 1_000, 1_000_000
_ACCOUNTS: Final = (1, 50, 500)
_ROUNDS, _WARM = 120, 20
_BAR = 1.3
_TUESDAY = new_york("2026-03-03 10:00")


def figures() -> Iterator[Figure]:
    """Measure what grows with history, then what grows with customers."""
    with stores() as both:
        for store in both:
            yield from _by_history(store)
            yield from _by_accounts(store)


def _by_history(store: Store) -> Iterator[Figure]:
    with store.fresh() as few_url, store.fresh() as many_url:
        few, many = (_desk(url, sample()) for url in (few_url, many_url))
        _grow(few, _FEW)
        _grow(many, _MANY)
        for what in _WAYS:
            yield _grown(f"{store.name}: {what}, 1,000,000 tickets beside 1,000", what, few, many)
        few.database.dispose()
        many.database.dispose()


def _by_accounts(store: Store) -> Iterator[Figure]:
    for accounts in _ACCOUNTS[1:]:
        with store.fresh() as one_url, store.fresh() as many_url:
            one, many = (
                _desk(url, many_accounts(n)) for url, n in ((one_url, _ACCOUNTS[0]), (many_url, accounts))
            )
            for what in _WAYS:
                yield _grown(f"{store.name}: {what}, {accounts} accounts beside 1", what, one, many)
            one.database.dispose()
            many.database.dispose()


def _grown(title: str, what: str, few: Desk, many: Desk) -> Figure:
    """Measure both in turns, so that what else the machine does weighs on both alike."""
    ways = [_WAYS[what](desk) for desk in (few, many)]
    for _each in many.runbook.accounts:  # what is read of an account once is no part of an event's cost
        ways[1]()
    taken: list[list[float]] = [[], []]
    for _round in range(_ROUNDS):
        for way, times in zip(ways, taken, strict=True):
            times.append(seconds(way))
    little, much = (statistics.median(times[_WARM:]) for times in taken)
    return Figure(title, much / little, "x", _BAR, floor=f"{little * 1e3:.2f} ms, then {much * 1e3:.2f} ms")


def _desk(url: str, runbook: Runbook) -> Desk:
    clock = FakeClock(_TUESDAY)
    return Desk(Database(url), clock, FakeSlack(clock), runbook)


def _grow(desk: Desk, tickets: int) -> None:
    add_solved(desk, tickets)
    if not desk.database.is_sqlite:
        with desk.database.begin() as session:
            session.execute(text("ANALYZE"))  # as autovacuum does by itself in time
    for _ in range(5):
        desk.open()


def _chat(desk: Desk) -> Callable[[], object]:
    places = _places(desk)
    maya = desk.maya

    def say() -> None:
        place = next(places)
        # In another thread and on another day each time: so each has its notice.
        desk.clock.advance(timedelta(days=1))
        message = Message(place["account"], place["channel"], desk.ts_now(), maya, "Push is slow")
        desk.services.conversation.posted(message)

    return say


def _opening(desk: Desk) -> Callable[[], object]:
    places = _places(desk)
    return lambda: desk.services.opening.open(desk.new_ticket(**next(places)))


def _listing(desk: Desk) -> Callable[[], object]:
    account, cierra = next(iter(desk.runbook.accounts)), desk.cierra
    return lambda: desk.services.tickets.listed(account, TicketFilter(), cierra)


def _catching_up(desk: Desk) -> Callable[[], object]:
    account = next(iter(desk.runbook.accounts))

    def notice_and_read() -> None:
        desk.services.gaps.notice_deaf(account, desk.clock.now())
        desk.services.gaps.next_piece()

    return notice_and_read


def _places(desk: Desk) -> Iterator[dict[str, str]]:
    """Yield account and channel of each account in turn."""
    accounts = list(desk.runbook.accounts.values())
    for number in count():
        account = accounts[number % len(accounts)]
        yield {"account": account.key, "channel": account.channel.id or CHANNEL}


_WAYS: dict[str, Callable[[Desk], Callable[[], object]]] = {
    "chat with its notice": _chat,
    "an opening": _opening,
    "the list": _listing,
    "catching up": _catching_up,
}
