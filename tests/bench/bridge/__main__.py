"""Bridge tickets under refusals, lost webhooks and an hour of outage; tell what drifted and what is doubled.

Run by hand: python -m tests.bench.bridge [--tickets N] [--seed N]
It exits with 1 if anything is left apart after the night, or was before it and nobody was told why.
"""

import argparse
import logging
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import FakeClock
from models.store.database import Database
from tests.bench.bridge.agreement import by_kind, faults, over_unheard, standing_apart
from tests.bench.bridge.bad_line import DOUBLED, LATE, LOST, TOO_MANY_READS, TROUBLED, asked_in_process
from tests.bench.bridge.both_sides import BothSides
from tests.bench.bridge.story import APART_S, FILED_THERE, START, Moment, Story, moments

OUTAGE = timedelta(hours=1)
A_DAY = timedelta(days=1)
ASSUMED = f"""\
Assumed: a ticket every {APART_S} s, {FILED_THERE:.0%} of them filed in the console,
each with 4 to 10 words and changes on both sides. Of changes {TROUBLED:.0%} are refused (429, 409, 503)
or cut off, of reads {TOO_MANY_READS:.0%} refused; of webhooks {LOST:.0%} lost, {DOUBLED:.0%} doubled,
{LATE:.0%} up to ten minutes late. For an hour in the middle we can't reach the console; its agents work on.
SQLite, no sockets, a clock that jumps."""


def play(story: Story, happens: list[Moment]) -> None:
    """Live through it, with an hour of outage half way and the comparison every night."""
    sides = story.sides
    middle = happens[len(happens) // 2].at
    night = START + A_DAY
    for moment in happens:
        if moment.at >= night:
            sides.live_until(night)
            sides.reader.reconcile()
            night += A_DAY
        live_on(sides, moment.at, middle)
        story.play(moment)
    live_on(sides, middle + OUTAGE, middle)


def live_on(sides: BothSides, target: datetime, middle: datetime) -> None:
    """Live until an instant; the console goes away and comes back on the way, if that is its time."""
    for edge, is_away in ((middle, True), (middle + OUTAGE, False)):
        if sides.clock.now() < edge <= target:
            sides.live_until(edge)
            sides.console.is_away = is_away
    sides.live_until(target)


def report(story: Story, begun: float) -> int:
    """Let all come to rest, compare before and after a night; print what was found, return what is left."""
    sides, tickets = story.sides, len(story.lives)
    is_settled = sides.settle()
    print(f"{story.done.total()} things happened, {story.refused.total()} could not: {dict(story.refused)}")
    print(*(f"  {count:5} × {deed}" for deed, count in story.done.most_common()), sep="\n")
    print(f"{len(sides.console.asked)} calls of the console, {sides.console.refused} refused at random")
    apart = standing_apart(story)
    print(f"{len(apart)} stand apart before the night", flush=True)
    print(*(f"  {one}" for one in apart), sep="\n")
    untold = sum(not one.told for one in apart)
    sides.reader.reconcile()
    is_settled = sides.settle() and is_settled
    found = by_kind(list(faults(story)))
    counts = {kind: len(each) for kind, each in found.items()}
    print(f"{len(over_unheard(story))} filed and solved there before we heard of them: no card here")
    print(f"after the night: {counts or 'drift 0, nothing doubled'}")
    for kind, each in found.items():
        print(*(f"  {kind}: {what}" for what in each[:10]), sep="\n")
    if not is_settled:
        print("Something never came to rest.")
    took = time.monotonic() - begun
    print(f"{tickets} tickets, {took:.1f} s, {1000 * took / tickets:.0f} ms a ticket, {sides.turns} turns")
    return sum(map(len, found.values())) + untold + (not is_settled)


def main() -> int:
    """Print the figures; 1 if both sides do not agree at the end."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.bridge")
    asked.add_argument("--tickets", type=int, default=50)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    print(ASSUMED, flush=True)
    logging.getLogger("bot.jobs.console").setLevel(logging.ERROR)  # it warns of each refusal
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tam-bot-bench-") as folder:
        database = Database(f"sqlite:///{Path(folder, 'bridge.db')}")
        database.migrate()
        sides = BothSides(database, FakeClock(START), Path(folder), given.seed)
        story = Story(sides, given.tickets)
        with asked_in_process(sides.console):
            play(story, moments(given.tickets, given.seed))
            left = report(story, begun)
        database.dispose()
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
