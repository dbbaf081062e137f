"""The reader in trouble: the console away, one ticket that always fails, all of them refused."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.console.there import TicketThere
from bot.outbox.zendesk.refused_calls import ConsoleRefusal, NotLetIn
from tests.integration.console.heard.bridged import Bridge

TICKET = "/api/v2/tickets/{}"
HOURS = 5
"""In the first of them a ticket is tried seven times, then once in each."""


class Door:
    """What reading a ticket comes to, and which were read."""

    def __init__(self, told: Bridge, no: Callable[[int], Exception | None]) -> None:
        self.asked: list[int] = []
        self._no, self._ticket = no, told.reading.ticket
        told.reading.ticket = self.ticket  # type: ignore[method-assign]

    def ticket(self, number: int) -> TicketThere | None:
        """Read one, or not."""
        self.asked.append(number)
        error = self._no(number)
        if error is not None:
            raise error
        return self._ticket(number)


def poked(told: Bridge, count: int) -> list[int]:
    """Have several tickets filed and told of."""
    numbers = [int(told.file()["id"]) for _ in range(count)]
    for number in numbers:
        told.desk.services.console_news.poke(number)
    return numbers


def step(told: Bridge, seconds: int) -> None:
    """Let the reader do what it does in so many seconds."""
    for _ in range(seconds):
        while told.reader.step() is not None:
            pass
        told.pass_time(seconds=1)


def hours_pass(told: Bridge, steps: int = 1) -> None:
    """Let the reader look so often a minute, for some hours in which the desk does nothing."""
    for _ in range(HOURS * 60):
        for _ in range(steps):
            told.reader.step()
        told.desk.clock.advance(timedelta(minutes=1))


@pytest.mark.parametrize("error", [TimeoutError(), ConsoleRefusal(503, ""), ConsoleRefusal(500, "")])
def test_while_the_console_is_away_one_ticket_at_a_time_is_tried(told: Bridge, error: Exception) -> None:
    poked(told, 20)
    door = Door(told, lambda number: error)
    told.console.is_away = True
    step(told, 60)
    assert 6 <= len(door.asked) <= 12
    assert len(set(door.asked[:6])) == 6


def test_once_it_is_back_all_is_read_within_seconds_however_long_it_was_away(told: Bridge) -> None:
    numbers = poked(told, 20)
    told.console.is_away = True
    for _ in range(120):
        step(told, 1)
        told.pass_time(seconds=29)
    assert told.tickets() == []
    told.console.is_away = False
    step(told, 11)
    assert len(told.tickets()) == len(numbers)


def test_one_ticket_alone_is_read_within_seconds_too(told: Bridge) -> None:
    poked(told, 1)
    told.console.is_away = True
    for _ in range(120):
        step(told, 1)
        told.pass_time(seconds=29)
    told.console.is_away = False
    step(told, 11)
    assert len(told.tickets()) == 1


@pytest.mark.parametrize("error", [ConsoleRefusal(403, "Forbidden"), ConsoleRefusal(500, "")])
def test_a_ticket_that_always_fails_is_tried_ever_less_and_keeps_no_other_waiting(
    told: Bridge, error: Exception
) -> None:
    bad, *_ = poked(told, 3)
    door = Door(told, lambda number: error if number == bad else None)
    step(told, 4)
    assert len(told.tickets()) == 2
    hours_pass(told)
    assert HOURS < door.asked.count(bad) < 4 * HOURS


def test_several_that_always_fail_are_tried_ever_less_too(told: Bridge) -> None:
    bad = poked(told, 6)[:4]
    door = Door(told, lambda number: ConsoleRefusal(500, "") if number in bad else None)
    hours_pass(told, steps=3)
    assert len(told.tickets()) == 2
    assert all(HOURS < door.asked.count(number) < 4 * HOURS for number in bad)


def test_news_that_comes_while_a_reading_fails_is_read_at_once(told: Bridge) -> None:
    [number] = poked(told, 1)
    news, told_late = told.desk.services.console_news, [number]

    def fail(number: int) -> Exception | None:
        if not told_late:
            return None
        told_late.clear()
        told.pass_time(seconds=1)
        news.poke(number)
        return ConsoleRefusal(403, "Forbidden")

    Door(told, fail)
    told.reader.step()
    told.reader.step()
    assert len(told.tickets()) == 1


def test_a_ticket_that_cannot_be_taken_in_is_tried_ever_less(
    told: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    poked(told, 1)
    door = Door(told, lambda number: None)

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(told.desk.services.console_news.__class__, "take_in", fail)
    hours_pass(told)
    assert HOURS < len(door.asked) < 5 * HOURS  # each time twice, as its words are of its last second


def test_news_of_a_ticket_that_rests_is_read_at_once(told: Bridge) -> None:
    [number] = poked(told, 1)
    errors: list[Exception] = [ConsoleRefusal(403, "Forbidden")] * 8
    Door(told, lambda number: errors.pop() if errors else None)
    for _ in range(8):
        told.reader.step()
        told.pass_time(hours=1)
    told.desk.services.console_news.poke(number)
    told.reader.step()
    assert len(told.tickets()) == 1


@pytest.mark.parametrize("error", [NotLetIn(401, "invalid_client"), ConsoleRefusal(403, "Forbidden")])
def test_refused_everything_the_operator_is_told_and_little_is_asked(
    told: Bridge, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    poked(told, 20)
    door = Door(told, lambda number: error)
    told.reader._list.rest(1e9)
    with caplog.at_level(logging.ERROR):
        step(told, 59)
    assert [record.getMessage() for record in caplog.records] == [
        f"The console refuses all that the bot reads: {error}. "
        "See whether its OAuth client is valid, and what its owner may do."
    ]
    assert len(door.asked) <= 3


def test_a_list_that_is_not_for_us_is_asked_for_seldom_and_tickets_are_read_on(
    told: Bridge, caplog: pytest.LogCaptureFixture
) -> None:
    told.console.may_export = False
    with caplog.at_level(logging.ERROR):
        step(told, 60)
    assert [record.getMessage() for record in caplog.records] == [
        "The console does not let us read which tickets change: 403 {'error': 'Forbidden', "
        "'description': 'Forbidden'}. What no webhook tells of is missed. "
        "Make the owner of its OAuth client an admin."
    ]
    poked(told, 1)
    step(told, 1)
    assert len(told.tickets()) == 1


def test_of_strangers_tickets_no_words_are_read(told: Bridge) -> None:
    ticket = told.file(requester=told.stranger)
    told.hear(ticket)
    assert [one.path for one in told.console.asked if "/tickets/" in one.path] == [
        TICKET.format(ticket["id"])
    ]


def test_only_what_is_new_of_a_long_talk_is_read(told: Bridge) -> None:
    ticket = told.file()
    for number in range(120):
        told.console.say(ticket["id"], told.cierra, f"{number}.")
    for words in ("At last.", "Really."):
        told.pass_time(minutes=5)
        told.hear(ticket)
        told.console.say(ticket["id"], told.cierra, words)
    asked = len(told.console.asked)
    told.hear(ticket)
    pages = [one for one in told.console.asked[asked:] if one.path.endswith("/comments")]
    assert [one.query["sort"] for one in pages] == ["-created_at"]
    assert len(told.desk.history(told.opened(ticket), "staff_responded")) == 122


def test_what_comes_to_stand_late_among_the_words_is_heard(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.pass_time(minutes=10)
    told.console.say(ticket["id"], told.cierra, "Second.")
    told.hear(ticket)
    late = told.console.say(ticket["id"], told.cierra, "First.")
    late["created_at"] = f"{told.desk.clock.now() - timedelta(minutes=1):%Y-%m-%dT%H:%M:%SZ}"
    comments = told.console.comments[ticket["id"]]
    comments.sort(key=lambda one: str(one["created_at"]))
    told.hear(ticket)
    assert len(told.desk.history(opened, "staff_responded")) == 2


@pytest.mark.parametrize("days", [1, 29, 31, 59, 61, 400])
def test_nothing_forgotten_comes_back_as_new(told: Bridge, days: int) -> None:
    ticket, opened = told.filed()
    told.pass_time(minutes=10)
    told.console.say(ticket["id"], told.cierra, "Here.")
    told.hear(ticket)
    told.desk.be_down_until(told.desk.clock.now() + timedelta(days=days))
    told.desk.services.retention.forget()
    told.console.change(ticket["id"], by=told.petra, priority="urgent")
    told.hear(ticket)
    assert len(told.desk.history(opened, "staff_responded")) == 1
    told.console.say(ticket["id"], told.cierra, "Still here.")
    told.hear(ticket)
    assert len(told.desk.history(opened, "staff_responded")) == 2


def test_what_can_never_be_read_is_forgotten_in_the_end(told: Bridge) -> None:
    poked(told, 1)
    Door(told, lambda number: ConsoleRefusal(403, "Forbidden"))
    told.reader.step()
    told.desk.be_down_until(told.desk.clock.now() + timedelta(days=61))
    told.desk.services.retention.forget()
    assert told.desk.services.console_news.due() == []
