"""Drills: a P1 that is none, once a month at an hour that nobody knows, to see that somebody answers."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Final

from bot.domain.calendar.zones import first_instant

_MONTHS: Final = 100
_MINUTE: Final = timedelta(minutes=1)


def instant(account: str, month: date, zone: str) -> datetime:
    """Return when an account's drill of a month begins: the same whenever and wherever it is asked."""
    begins, ends = first_instant(zone, month, "00:00"), first_instant(zone, next_month(month), "00:00")
    drawn = int.from_bytes(hashlib.sha256(f"{account}/{month:%Y-%m}".encode()).digest()[:8])
    return begins + drawn % ((ends - begins) // _MINUTE) * _MINUTE


def next_month(month: date) -> date:
    """Return the first day of the month after one."""
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


def number_of(month: date) -> int:
    """Return the number under which a drill is kept: below zero, so that it is no ticket's."""
    return -(month.year * _MONTHS + month.month)


def ticket_key(prefix: str, number: int) -> str:
    """Return what people call a ticket, as in PARTIFUL-12; a drill by its month, PARTIFUL-drill-2026-11."""
    if number >= 0:
        return f"{prefix}-{number}"
    year, month = divmod(-number, _MONTHS)
    return f"{prefix}-drill-{year}-{month:02}"
