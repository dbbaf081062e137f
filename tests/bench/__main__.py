"""`make bench`: measure what the design sets bars for, in one run, and say which bar is met."""

import sys

from tests.bench import acks, business_time, coming_back, events, schedules, search, sweep
from tests.bench.measure import Figure

ROOMS = (business_time, schedules, acks, events, sweep, search, coming_back)


def main() -> int:
    """Print a line per figure; return 1 when a bar is missed."""
    figures: list[Figure] = []
    for room in ROOMS:
        for figure in room.figures():
            print(figure, flush=True)
            figures.append(figure)
    missed = [figure for figure in figures if not figure.met]
    print(f"{len(figures) - len(missed)} of {len(figures)} bars met.")
    return 1 if missed else 0


sys.exit(main())
