"""`make bench`: measure what the design sets bars for, in one run, and say which bar is met.

With names of rooms (`python -m tests.bench events growth`) only those are measured.
"""

import sys
import time

from tests.bench import api, business_time, coming_back, growth, processes, schedules, search, sweep
from tests.bench.load import acks, events
from tests.bench.measure import Figure

ROOMS = {
    room.__name__.rpartition(".")[2]: room
    for room in (business_time, schedules, acks, events, growth, sweep, search, api, coming_back, processes)
}


def main() -> int:
    """Print a line per figure; return 1 when a bar is missed."""
    figures: list[Figure] = []
    for name in sys.argv[1:] or ROOMS:
        begun = time.perf_counter()
        for figure in ROOMS[name].figures():
            print(figure, flush=True)
            figures.append(figure)
        print(f"({name} took {time.perf_counter() - begun:.0f} s)", flush=True)
    missed = [figure for figure in figures if not figure.met]
    print(f"{len(figures) - len(missed)} of {len(figures)} bars met.")
    return 1 if missed else 0


sys.exit(main())
