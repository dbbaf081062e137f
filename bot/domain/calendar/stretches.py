"""Stretches of time, half-open: what of one is left when others are taken out of it."""

from collections.abc import Iterable
from datetime import datetime

Stretch = tuple[datetime, datetime]


def left_of(whole: Stretch, taken: Iterable[Stretch]) -> list[Stretch]:
    """Return the parts of a stretch that none of the others covers, the oldest first."""
    found, (start, end) = list[Stretch](), whole
    for begun, ended in sorted(taken):
        if start < begun:
            found.append((start, min(begun, end)))
        start = max(start, ended)
        if start >= end:
            return found
    return [*found, (start, end)] if start < end else found
