"""A clock for playgrounds under test."""

from datetime import UTC, datetime


class StandingClock:
    """Stands still until moved."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 3, 10, 14, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant
