"""A quarter of a thousand tickets in time-lapse: how often people are pinged, with the budget and without.

Run by hand: python -m tests.bench.quarter [TICKETS]; it stops after BAR_S seconds a quarter, and says so.
"""

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import FakeClock
from bot.domain.business_hours import BusinessCalendar, parse_week
from bot.domain.sla import Priority
from bot.resources import sample_runbook
from bot.runbook import Runbook, load
from bot.runbook.promises import PingBudget, Pings
from bot.steps.new_ticket import Opened
from models.store.database import Database
from tests.fixtures.desk import NEW_YORK, PIN, TRIAGE, Desk, new_york
from tests.fixtures.fake_slack import FakeSlack

START, QUARTER = new_york("2026-01-05 09:00"), timedelta(days=91)
BAR_S = 120.0
MINUTE = timedelta(minutes=1)
HALF_AN_HOUR = 30 * MINUTE
MENTION = re.compile(r"<[@!][^>]+>")
OFFICE = BusinessCalendar("America/New_York", parse_week("Mon-Fri 09:00-18:00"))
USUAL = {Priority.P1: 15, Priority.P2: 40, Priority.P3: 75}
"""The median minutes to an answer, for P2 and P3 in business time."""
PLAIN = Pings(P1=PingBudget(again=HALF_AN_HOUR, step=HALF_AN_HOUR, back_off=(HALF_AN_HOUR,)))
"""Said every half hour for ever."""


@dataclass(frozen=True)
class Arrival:
    """One ticket of the stream: when it is opened, and when it gets its answer."""

    at: datetime
    priority: Priority
    answered_at: datetime


@dataclass(frozen=True)
class Pinged:
    """What a quarter came to: mentions by whom they reach, by kind of post and at night; posts that stand."""

    tickets: int
    people: Counter[str]
    kinds: Counter[str]
    worst: int
    night: int
    standing: int
    took: float

    def __str__(self) -> str:
        total = self.kinds.total()
        who = ", ".join(f"{name} {count}" for name, count in self.people.most_common())
        what = ", ".join(f"{name} {count}" for name, count in self.kinds.most_common())
        return (
            f"{self.tickets} tickets, {total} pings, {total / self.tickets:.2f} a ticket, most {self.worst}; "
            f"{self.night} between 22:00 and 07:00; {self.standing} stand ({self.took:.1f} s)\n"
            f"  by kind: {what}\n  by person: {who}"
        )


def stream(tickets: int) -> Iterator[Arrival]:
    """Give a quarter's tickets, the same each time: a tenth P1, one P1 in thirty left until days later."""
    dice = random.Random("quarter")
    for at in sorted(START + dice.random() * QUARTER for _ in range(tickets)):
        [priority] = dice.choices(list(Priority), weights=(1, 3, 6))
        waits = dice.lognormvariate(0, 1) * USUAL[priority] * MINUTE
        if priority is not Priority.P1:
            answered_at = OFFICE.add(at, waits)
            assert answered_at is not None
        else:
            answered_at = at + (dice.uniform(24, 60) * 60 * MINUTE if dice.random() < 1 / 30 else waits)
        yield Arrival(at, priority, answered_at)


def play(book: Runbook, arrivals: list[Arrival]) -> Pinged:
    """Live through the stream by a runbook, on a clock that jumps; count what pinged."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tam-bot-bench-") as folder:
        database, clock = Database(f"sqlite:///{Path(folder, 'quarter.db')}"), FakeClock(START)
        database.migrate()
        desk = Desk(database, clock, FakeSlack(clock), book)
        desk.services.falling_due.keep_calendar()
        opened = _live(desk, arrivals, begun + BAR_S)
        database.dispose()
    return _counted(desk, opened, time.monotonic() - begun)


def _live(desk: Desk, arrivals: list[Arrival], until: float) -> int:
    """Open and answer each ticket at its time; return how many were opened before the time was up."""
    moments = [(one.at, number, False) for number, one in enumerate(arrivals)]
    moments += [(one.answered_at, number, True) for number, one in enumerate(arrivals)]
    open_now: dict[int, Opened] = {}
    count = 0
    for at, number, answer in sorted(moments):
        if time.monotonic() > until:
            break
        desk.pass_time(at)
        if answer:
            opened = open_now.pop(number)
            desk.reply(opened, "U0CIERRA" if OFFICE.is_open(at) else "U0PETRA", "We are on it.")
            desk.solve(opened)
        else:
            subject = f"Trouble number {number}"
            open_now[number] = desk.open(priority=arrivals[number].priority, subject=subject)
            count += 1
    return count


def _counted(desk: Desk, tickets: int, took: float) -> Pinged:
    people, kinds, each = Counter[str](), Counter[str](), Counter[str]()
    night = 0
    for call in desk.slack.calls:
        if call.method != "chat.postMessage" or call.arguments["channel"] != TRIAGE:
            continue
        text = str(call.arguments["text"])
        mentions = MENTION.findall(text)
        if not mentions:
            continue
        people.update(mentions)
        kinds[_kind(text)] += 1
        each.update(re.findall(r"PARTIFUL-\d+", text)[:1])
        hour = call.at.astimezone(NEW_YORK).hour
        night += hour >= 22 or hour < 7
    standing = sum(1 for text in desk.said(TRIAGE) if MENTION.search(text))
    return Pinged(tickets, people, kinds, max(each.values(), default=0), night, standing, took)


def _kind(text: str) -> str:
    if "nobody has taken it" in text:
        return "to take it"
    if "overdue" in text:
        return "overdue"
    return "nudge" if "no answer yet" in text else "new or moved"


def main() -> int:
    """Print both quarters; 1 if one did not get through its tickets in time."""
    asked = [int(one) for one in sys.argv[1:] if one.isdigit()]
    arrivals = list(stream(asked[0] if asked else 1000))
    book = load(sample_runbook(), {"PARTIFUL_SUPPORT_PIN": PIN})
    accounts = {key: replace(account, pings=PLAIN) for key, account in book.accounts.items()}
    before = play(replace(book, accounts=accounts), arrivals)
    print(f"before, said every half hour: {before}")
    print(f"  where no ping replaces the one before it, {before.kinds.total()} would stand", flush=True)
    after = play(book, arrivals)
    print(f"after, with the budget: {after}")
    return 0 if before.tickets == after.tickets == len(arrivals) else 1


if __name__ == "__main__":
    sys.exit(main())
