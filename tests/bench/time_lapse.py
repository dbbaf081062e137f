"""A year of time-lapse: a thousand tickets opened, answered, pending, escalated, solved; how long it takes.

Run by hand: python -m tests.bench.time_lapse [TICKETS] [--page] [--profile]; with --page a browser looks on.
"""

import cProfile
import json
import logging
import pstats
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.request import urlopen

from bot.cli.box.boxed import Running, running
from tests.bench.lapse_page import Onlooker

START = datetime(2026, 1, 5, 14, tzinfo=UTC)  # a Monday, 9 AM in New York
YEAR = timedelta(days=364)
CHANNEL, TRIAGE = "C0PARTIFUL", "C0TRIAGE"
BAR_S = 120.0


@dataclass
class Lapse:
    """One run: what was done, and how long each kind of thing took."""

    stage: Running
    tickets: int
    spent: dict[str, float] = field(default_factory=dict)
    page: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Live through the year."""
        step = YEAR / self.tickets
        for number in range(self.tickets):
            self._ticket(number, START + number * step)
            if number % 20 == 0:
                self._look_at_the_page()
        self._travel(START + YEAR)

    def _ticket(self, number: int, at: datetime) -> None:
        """Open a ticket; escalate every tenth, answer every fifth late, let every fourth fall silent."""
        maya, cierra = (self.stage.playground.acting_as(one) for one in ("U0MAYA", "U0CIERRA"))
        self._travel(at)
        priority = ("P3", "P3", "P2", "P1")[number % 4]
        ts = maya.say(CHANNEL, f"@tam open {priority} messaging Trouble number {number}")
        self._timed("settle", self.stage.settle)
        if number % 10 == 3:
            maya.react(CHANNEL, ts, "sos")
        self._travel(at + timedelta(minutes=300 if number % 5 == 0 else 40))
        cierra.say(CHANNEL, "We are on it.", ts)
        self._timed("settle", self.stage.settle)
        if number % 4 == 0:
            staff_card = [
                one["ts"]
                for one in self.stage.playground.workspace.messages(TRIAGE, newest=10)
                if f"PARTIFUL-{number + 1} " in json.dumps(one["blocks"], ensure_ascii=False)
            ]
            cierra.click(TRIAGE, staff_card[0], "staff.pending")
        else:
            maya.react(CHANNEL, ts, "white_check_mark")
        self._timed("settle", self.stage.settle)

    def _travel(self, to: datetime) -> None:
        self._timed("travel", lambda: self.stage.playground.travel_to(to))

    def _timed(self, what: str, work: Callable[[], None]) -> None:
        begun = time.monotonic()
        work()
        self.spent[what] = self.spent.get(what, 0) + time.monotonic() - begun

    def _look_at_the_page(self) -> None:
        begun = time.monotonic()
        with urlopen(f"{self.stage.playground.url}page/state?as=U0CIERRA&messages=100") as answer:
            json.load(answer)
        self.page.append(time.monotonic() - begun)


def main() -> int:
    """Run and print; 1 if it took longer than the bar."""
    logging.basicConfig(level=logging.ERROR)
    asked = [one for one in sys.argv[1:] if one.isdigit()]
    tickets = int(asked[0]) if asked else 1000
    with running(start=START) as stage:
        lapse = Lapse(stage, tickets)
        onlooker = Onlooker(stage.playground.url) if "--page" in sys.argv else None
        if onlooker:
            onlooker.start()
        profile = cProfile.Profile() if "--profile" in sys.argv else None
        begun, cpu_before = time.monotonic(), time.process_time()
        if profile:
            profile.runcall(lapse.run)
        else:
            lapse.run()
        took, cpu = time.monotonic() - begun, time.process_time() - cpu_before
        looks = onlooker.stop() if onlooker else None
        said = sum(len(stage.playground.workspace.messages(one)) for one in (CHANNEL, TRIAGE))
    print(f"{tickets} tickets in a year: {took:.1f} s (bar: {BAR_S:.0f} s), {cpu:.1f} s of CPU")
    print(f"  {said} top-level messages")
    print("  " + ", ".join(f"{what} {spent:.1f} s" for what, spent in lapse.spent.items()))
    page = sorted(lapse.page)
    print(f"  the page's state: median {page[len(page) // 2] * 1000:.0f} ms, worst {page[-1] * 1000:.0f} ms")
    if looks:
        print(looks)
    if profile:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(40)
    return 0 if took <= BAR_S else 1


if __name__ == "__main__":
    sys.exit(main())
