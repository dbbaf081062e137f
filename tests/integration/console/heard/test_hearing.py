"""How news is found and read: webhooks lost or late, the console away, replicas, something under way."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from bot.clock import Clock
from bot.domain.console.counterparts import ConsoleStatus
from bot.domain.console.there import ChangesThere
from bot.outbox.console import ConsoleChange, change_counterpart
from bot.outbox.zendesk.refused_calls import ConsoleRefusal
from tests.fixtures.desk import CHANNEL
from tests.fixtures.statements import recorded
from tests.integration.console.heard.bridged import Bridge
from tests.integration.console.heard.under_way import Overtaken, carry_by


def test_without_a_single_webhook_all_is_found_in_the_list(bridged: Bridge) -> None:
    bridged.reader.step()
    ticket = bridged.file()
    bridged.pass_time(minutes=2)
    bridged.reader.step()
    bridged.read()
    assert len(bridged.tickets()) == 1
    bridged.console.say(ticket["id"], bridged.cierra, "Here.")
    bridged.pass_time(minutes=2)
    bridged.reader.step()
    bridged.read()
    assert len(bridged.desk.history(bridged.opened(ticket), "staff_responded")) == 1


def test_what_was_taken_in_is_not_read_again_from_the_list(told: Bridge) -> None:
    told.reader.step()
    ticket, _ = told.filed()
    told.pass_time(minutes=2)
    told.hear(ticket)
    asked = len(told.console.asked)
    told.reader.step()
    assert [one.path for one in told.console.asked[asked:] if one.method == "GET"] == [
        "/api/v2/incremental/tickets/cursor"
    ]


def test_strangers_tickets_in_the_list_are_not_read(told: Bridge) -> None:
    told.reader.step()
    told.file(requester=told.stranger)
    told.pass_time(minutes=2)
    told.reader.step()
    assert told.desk.services.console_news.due() == []


def test_the_list_is_read_at_most_twice_a_minute(told: Bridge) -> None:
    for _ in range(60):
        told.reader.step()
        told.pass_time(seconds=1)
    lists = [one for one in told.console.asked if "incremental" in one.path]
    assert len(lists) == 2


def test_while_the_console_is_away_nothing_is_lost(told: Bridge) -> None:
    ticket = told.file()
    told.console.is_away = True
    told.desk.services.console_news.poke(ticket["id"])
    told.reader.step()
    assert told.tickets() == []
    assert told.desk.services.console_news.due() == []
    told.console.is_away = False
    told.pass_time(seconds=31)
    told.read()
    assert len(told.tickets()) == 1


def test_told_to_slow_down_nothing_more_is_asked_until_then(
    told: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        told.desk.services.console_news.poke(told.file()["id"])
    asked: list[object] = []

    def refused(what: object) -> None:
        asked.append(what)
        raise ConsoleRefusal(429, "", "Rate limit exceeded", 60)

    monkeypatch.setattr(told.reading, "ticket", refused)
    monkeypatch.setattr(told.reading, "changes", refused)
    for _ in range(5):
        told.reader.step()
        told.pass_time(seconds=10)
    assert asked == [1]
    monkeypatch.undo()
    told.pass_time(seconds=11)
    told.read()
    assert len(told.tickets()) == 3


def test_told_to_slow_down_with_the_list_it_goes_on_with_tickets(
    told: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def refused(since: object) -> None:
        asked.append(since)
        raise ConsoleRefusal(429, "", "Rate limit exceeded", 90)

    monkeypatch.setattr(told.reading, "changes", refused)
    told.reader.step()
    told.desk.services.console_news.poke(told.file()["id"])
    told.pass_time(seconds=60)
    told.read()
    told.reader.step()
    assert (len(told.tickets()), len(asked)) == (1, 1)
    told.pass_time(seconds=31)
    told.reader.step()
    assert len(asked) == 2


def test_what_we_asked_for_and_is_on_its_way_is_waited_for(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.say(ticket["id"], told.cierra, "Here.")
    with told.desk.database.begin() as session:
        wanted = ConsoleChange(status=ConsoleStatus.OPEN)
        change_counterpart(session, opened.ticket_id, wanted, told.desk.clock.now())
    told.console.change(ticket["id"], priority="urgent")
    told.desk.services.console_news.poke(ticket["id"])
    told.reader.step()
    assert told.desk.ticket(opened).priority == "P3"
    told.pass_time(seconds=4)
    told.read()
    assert told.desk.ticket(opened).priority == "P1"
    assert len(told.desk.history(opened, "staff_responded")) == 1


def test_of_two_readers_one_takes_it_in(told: Bridge) -> None:
    ticket, opened = told.filed()
    news = told.desk.services.console_news
    news.poke(ticket["id"])
    early = told.as_read(ticket)
    told.pass_time(seconds=1)
    told.console.say(ticket["id"], told.cierra, "Here.")
    told.console.change(ticket["id"], priority="urgent")
    news.poke(ticket["id"])
    late = told.as_read(ticket)
    news.take_in(ticket["id"], late, late.at)
    news.take_in(ticket["id"], early, early.at)
    assert told.desk.ticket(opened).priority == "P1"
    assert len(told.desk.history(opened, "staff_responded")) == 1


def test_who_hears_of_a_newer_change_while_reading_reads_again(told: Bridge) -> None:
    ticket, opened = told.filed()
    news = told.desk.services.console_news
    news.poke(ticket["id"])
    read = told.as_read(ticket)
    told.pass_time(seconds=1)
    told.console.change(ticket["id"], priority="urgent")
    news.poke(ticket["id"])
    news.take_in(ticket["id"], read, read.at)
    assert news.due() == [ticket["id"]]
    told.read()
    assert told.desk.ticket(opened).priority == "P1"


def test_a_list_that_begins_is_read_from_a_few_minutes_ago(told: Bridge) -> None:
    told.file()
    told.desk.be_down_until(told.desk.clock.now() + timedelta(days=1))
    told.reader.step()
    assert told.desk.services.console_news.due() == []


def test_where_the_console_knows_our_place_no_more_the_list_is_begun_again(
    told: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    told.reader.step()
    ticket = told.file()
    told.pass_time(minutes=2)
    changes = told.reading.changes

    def refused(since: datetime | str) -> ChangesThere:
        if isinstance(since, str):
            raise ConsoleRefusal(422, "InvalidCursor")
        return changes(since)

    monkeypatch.setattr(told.reading, "changes", refused)
    told.reader.step()
    monkeypatch.undo()
    told.read()
    assert told.opened(ticket)


def test_many_tickets_with_something_on_its_way_keep_no_other_waiting(told: Bridge) -> None:
    news, desk = told.desk.services.console_news, told.desk
    filed = [told.file(subject=f"Codes of guest {number}") for number in range(22)]
    for ticket in filed:
        news.poke(ticket["id"])
    told.read()
    told.pass_time(seconds=5)
    told.read()
    *busy, free = filed
    carry_by(told, Overtaken)
    for ticket in busy:
        with desk.database.begin() as session:
            wanted = ConsoleChange(ConsoleStatus.OPEN)
            change_counterpart(session, told.opened(ticket).ticket_id, wanted, desk.clock.now())
        news.poke(ticket["id"])
    while news.due():
        told.reader.step()
    told.pass_time(seconds=4)
    news.poke(free["id"])
    with recorded(desk.database) as ran:
        assert news.due() == [free["id"]]
    assert len(ran) <= 6


@dataclass(frozen=True)
class Shifted:
    """A clock that is some time ahead of another."""

    base: Clock
    ahead: timedelta

    def now(self) -> datetime:
        """Return the time it shows."""
        return self.base.now() + self.ahead

    def monotonic(self) -> float:
        """Return seconds that only ever grow."""
        return self.base.monotonic()


@pytest.mark.parametrize(
    "ahead",
    [timedelta(0), timedelta(seconds=3), timedelta(seconds=-3), timedelta(days=1), timedelta(days=-1)],
)
def test_each_word_is_heard_once_whatever_the_consoles_clock_says(told: Bridge, ahead: timedelta) -> None:
    told.console.clock = Shifted(told.desk.clock, ahead)
    ticket, opened = told.filed(priority="normal")
    for number, seconds in enumerate((1, 30, 3600, 86400, 1, 0)):
        told.pass_time(seconds=seconds)
        told.console.say(ticket["id"], told.cierra, f"Word {number}.")
        told.hear(ticket, times=2)
        told.desk.reply(opened, "U0CIERRA", f"Ours {number}.")
        told.pass_time(seconds=5)
        told.hear(ticket)
    told.pass_time(minutes=2)
    told.console.change(ticket["id"], by=told.petra, priority="urgent")
    told.hear(ticket, times=2)
    here = [text[-7:] for text in told.desk.said(CHANNEL) if "(in the console), " in text]
    there = "\n".join(one["body"] for one in told.console.comments[ticket["id"]])
    assert here == [f"Word {number}." for number in range(6)]
    assert [there.count(f"Ours {number}.") for number in range(6)] == [1] * 6
    [raised] = told.desk.history(opened, "priority_changed")
    assert raised.actor_name == "Petra Novak (in the console)"
