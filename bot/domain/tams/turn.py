"""A stretch of time in which one person, or nobody, is on call."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.tams.identity import Member


@dataclass(frozen=True, slots=True)
class Turn:
    """Who is on call from `start` until before `end`, None for ever after, and by which layer."""

    start: datetime
    end: datetime | None
    person: Member | None
    layer: str | None
