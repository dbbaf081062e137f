"""`whatif` for a customer with a contract of its own agrees with a walk along the minutes."""

import json
import random
from bisect import bisect_left
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import holidays
import pytest

from bot.cli import main, whatif
from bot.domain.business_hours import parse_week
from bot.runbook import load
from tests.fixtures.examples import many, some_of
from tests.unit.cli.books import use_sample_runbook
from tests.unit.domain.oracle import MINUTE, MinuteWalk

ACME = """\
account: Acme
channel: {name: tam-acme, id: C0ACME}
workspaces: [T0ACME]
time_zone: Europe/Berlin
holidays: {country: DE, add: {2026-11-23: Acme Day}}
sla:
  targets: {P1: {respond_within: 30m}, P2: {respond_within: 50m}, P3: {respond_within: 10h}}
  nudge_at: [50%, 90%, 100%]
pending: {remind_after: 3 business days, solve_after: 7 business days}
team:
  primary: {name: Olga Berg, slack: U0OLGA, hours: "Mon-Thu 09:00-17:30, Fri 08:00-12:00"}
  secondary:
    name: Sam Hill
    slack: U0SAM
    hours: "Mon-Fri 07:00-15:00"
    time_zone: America/New_York
    holidays: {country: US}
absences: [{who: primary, from: 2026-11-09, to: 2026-11-11}]
"""
CONTRACT = '  business_hours: {hours: "Mon-Fri 06:00-18:00", time_zone: America/Los_Angeles}\n'

START, DAYS = datetime(2026, 10, 5, tzinfo=UTC), 110  # the clocks change in both continents
MINUTES = DAYS * 1440
GERMAN = {*holidays.country_holidays("DE", years=(2026, 2027)), date(2026, 11, 23)}
AMERICAN = {*holidays.country_holidays("US", years=(2026, 2027)), date(2026, 11, 23)}
WITHIN = {"P1": 30, "P2": 50, "P3": 600}


class Walk(MinuteWalk):
    """The oracle for hours that end on the day they begin, with its dates looked up."""

    @cached_property
    def first_minute(self) -> dict[date, int]:
        """Return where each local date begins."""
        found: dict[date, int] = {}
        for index, (day, _) in enumerate(self.wall):
            found.setdefault(day, index)
        return found

    @cached_property
    def dates(self) -> list[date]:
        """Return the dates on which something opens."""
        return sorted({day for (day, _), is_open in zip(self.wall, self.open, strict=True) if is_open})

    @cached_property
    def open_minutes(self) -> list[int]:
        """Return the open minutes one by one."""
        return [index for index, is_open in enumerate(self.open) if is_open]

    def add(self, t: datetime, minutes: int) -> datetime | None:
        """Count off that many open minutes, and go to the end of the last."""
        first = bisect_left(self.open_minutes, self.index(t))
        return self.start + (self.open_minutes[first + minutes - 1] + 1) * MINUTE

    def next_open(self, t: datetime) -> datetime | None:
        """Go to the first open minute."""
        return self.start + self.open_minutes[bisect_left(self.open_minutes, self.index(t))] * MINUTE

    def add_days(self, t: datetime, days: int) -> datetime | None:
        """Go to that many business dates on, then to its wall time, then to an opening."""
        begin = self.next_open(t)
        assert begin is not None
        day, minute = self.wall[self.index(begin)]
        target = self.dates[bisect_left(self.dates, day) + days]
        index = self.first_minute[target]
        while self.wall[index] < (target, minute):
            index += 1
        return self.next_open(self.start + index * MINUTE)


def walk(zone: str, hours: str, off: set[date], away: tuple[date, date] | None = None) -> Walk:
    if away:
        off = off | {away[0] + timedelta(days=step) for step in range((away[1] - away[0]).days + 1)}
    return Walk(zone, START, MINUTES, parse_week(hours), off)


def olga(away: tuple[date, date] | None = None) -> Walk:
    return walk("Europe/Berlin", "Mon-Thu 09:00-17:30, Fri 08:00-12:00", GERMAN, away)


def team_hours() -> Walk:
    """Return either TAM's posted hours, counted in days of Berlin."""
    both = olga()
    both.open = [one or other for one, other in zip(both.open, sam().open, strict=True)]
    return both


@cache
def sam() -> Walk:
    return walk("America/New_York", "Mon-Fri 07:00-15:00", AMERICAN)


@cache
def olga_on_duty() -> Walk:
    return olga((date(2026, 11, 9), date(2026, 11, 11)))


def on_duty(t: datetime) -> str:
    if still_on("primary", t):
        return "primary"
    return "secondary" if still_on("secondary", t) else "pse"


def still_on(role: str, t: datetime) -> bool:
    if role == "pse":
        return True
    person = olga_on_duty() if role == "primary" else sam()
    return person.open[person.index(t)]


@pytest.fixture(params=["team", "contract"])
def business(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Give the business clock as the oracle sees it, for an Acme that has it in its contract."""
    book = use_sample_runbook(tmp_path, monkeypatch)
    own = request.param == "contract"
    words = ACME.replace("  nudge_at", f"{CONTRACT}  nudge_at") if own else ACME
    (book / "accounts" / "acme.yaml").write_text(words, encoding="utf-8")
    loaded = load(book, None)
    monkeypatch.setattr(whatif, "runbook", lambda: loaded)
    return walk("America/Los_Angeles", "Mon-Fri 06:00-18:00", GERMAN) if own else team_hours()


def asked(capsys: pytest.CaptureFixture[str]) -> Callable[[str, datetime], Any]:
    def ask(priority: str, at: datetime) -> Any:
        arguments = ["whatif", "--account", "acme", "--priority", priority, "--at", at.isoformat(), "--json"]
        assert main(arguments) == 0
        return json.loads(capsys.readouterr().out)

    return ask


def text(instant: datetime | None) -> str:
    assert instant is not None
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.drawn
def test_it_agrees_at_random_instants(business: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    ask, dice = asked(capsys), random.Random("whatif")
    for _ in some_of(range(many(250)), 2):
        priority, at = dice.choice(list(WITHIN)), START + dice.randrange((DAYS - 40) * 1440) * MINUTE
        found = ask(priority, at)
        always = priority == "P1"

        def after(minutes: int, *, always: bool = always, at: datetime = at) -> datetime | None:
            return at + minutes * MINUTE if always else business.add(at, minutes)

        assert found["assignee"]["role"] == on_duty(at), at
        assert found["respond_by"] == text(after(WITHIN[priority])), (priority, at)
        nudged = [after(WITHIN[priority] * share // 100) for share in (50, 90, 100)]
        assert [nudge["at"] for nudge in found["nudges"]] == [text(each) for each in nudged], (priority, at)
        assert found["remind_at"] == text(business.add_days(at, 3)), at
        assert found["solve_at"] == text(business.add_days(at, 7)), at
        role = on_duty(at)
        for nudge, when in zip(found["nudges"], nudged, strict=True):
            assert when is not None
            if not always and not business.open[business.index(when)]:
                break  # it falls due as the hours close: whose it is then is another test's matter
            role = role if still_on(role, when) else on_duty(when)
            assert nudge["to"]["role"] == role, (priority, at, when)
