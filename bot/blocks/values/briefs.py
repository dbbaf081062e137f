"""What is handed over as shifts change, as briefs show it."""

from dataclasses import dataclass
from datetime import datetime

from bot.blocks.values.tickets import Recipient, TicketLine
from bot.domain.events.event import Event
from bot.domain.wording import WallClock


@dataclass(frozen=True, slots=True)
class LastWord:
    """What was said last in a ticket's thread."""

    author: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class BriefItem:
    """One ticket that was handed over: since when it waits, what was said last, what is due."""

    line: TicketLine
    opened_at: datetime
    escalated_at: datetime | None = None
    evidence_ends: datetime | None = None
    last: LastWord | None = None
    meanwhile: tuple[tuple[datetime, Event], ...] = ()
    """What happened since it was handed over the first time, where it is back."""


@dataclass(frozen=True, slots=True)
class BriefCard:
    """A brief to whoever has its tickets from now on, and whether they said so."""

    id: int
    told_to: tuple[Recipient, ...]
    items: tuple[BriefItem, ...]
    changed_at: datetime
    clock: WallClock
    now: datetime
    climbs_at: datetime | None = None
    """When the next one is told; None at the top."""
    climbed: bool = False
    had_by: str | None = None
    had_at: datetime | None = None
