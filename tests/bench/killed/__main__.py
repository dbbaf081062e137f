"""Kill the real bot with -9 after each step of a ticket's life on both sides; tell what is apart or doubled.

Run by hand: python -m tests.bench.killed [--rounds N] [--seed N]
In each round the kill comes at another moment after the step, drawn by the seed. It exits with 1 if both
sides are not equal within four minutes of a kill: so long it takes to find what no webhook could tell.
"""

import argparse
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from random import Random

import yaml

from bot import resources
from bot.clock import SystemClock
from models.store.database import Database
from playground.server import Playground
from playground.workspace.seed import demo_seed
from tests.bench.killed.process import BotProcess, wait_until
from tests.bench.killed.sides import CHANNEL, Sides
from tests.bench.killed.steps import STEPS, Step

LONGEST_S = 240.0
LATEST_S = 1.5
"""So long after a step the kill comes at the latest: by then most of what it leads to is done."""


def play(step: Step, playground: Playground, thread: str) -> str:
    """Do what a step says; return the thread in which the ticket is talked about."""
    if step.console:
        asked = {"as": step.who, "do": "console", "ticket": "1", **step.console}
    elif step.reply:
        asked = {"as": step.who, "do": "say", "text": step.reply, "channel": CHANNEL, "thread_ts": thread}
    else:
        asked = {"as": step.who, "do": "mention", "text": step.mention, "channel": CHANNEL}
        asked |= {"thread_ts": thread} if thread else {}
    answer = playground.do(asked)
    if not answer.get("ok", True):
        raise SystemExit(f"{asked} was refused: {answer}")
    return thread or str(answer.get("ts", ""))


def one_round(draw: Random, folder: Path) -> int:
    """Live through the ticket's life, killed after each step; print a line for each, return what is apart."""
    manifest = yaml.safe_load(resources.manifest().read_text(encoding="utf-8"))
    with Playground(demo_seed(manifest), SystemClock()) as playground:
        bot = BotProcess(playground, folder)
        database = Database(bot.database_url)
        sides, thread, faults = Sides(playground, database), "", 0
        try:
            for number, step in enumerate(STEPS, 1):
                thread = play(step, playground, thread)
                after = draw.uniform(0, LATEST_S)
                time.sleep(after)
                bot.kill()
                begun = time.monotonic()
                bot.start_again()
                done = STEPS[:number]
                is_equal = wait_until(partial(sides.are_equal, done), LONGEST_S)
                took = time.monotonic() - begun
                said = "equal" if is_equal else f"APART: {'; '.join(sides.apart(done))}"
                print(f"step {number:2}, killed after {after:.2f} s, {took:5.1f} s later: {said}", flush=True)
                faults += not is_equal
        finally:
            bot.end()
            database.dispose()
    return faults


def main() -> int:
    """Print what was found; 1 if both sides do not agree after a kill."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.killed")
    asked.add_argument("--rounds", type=int, default=1)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    draw, faults = Random(f"killed {given.seed}"), 0
    for _ in range(given.rounds):
        with tempfile.TemporaryDirectory(prefix="tam-bot-killed-") as folder:
            faults += one_round(draw, Path(folder))
    kills = given.rounds * len(STEPS)
    print(f"{kills} kills, after {faults} of them both sides were apart or anything was doubled")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
