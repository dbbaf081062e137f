"""Slack's `ts` as an instant."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def said_at(ts: str) -> datetime:
    """Return the instant that a Slack `ts` stands for, exact to the microsecond."""
    return _EPOCH + timedelta(microseconds=int(Decimal(ts) * 1_000_000))
