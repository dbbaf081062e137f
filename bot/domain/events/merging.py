"""Events between two tickets: merged, taken apart again, linked, split off."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.domain.events.event import Event
from bot.domain.merging.survival import Stood


@dataclass(frozen=True)
class MergedInto(Event):
    """It became a part of another ticket: that one's number."""

    kind: ClassVar = "merged_into"
    number: int


@dataclass(frozen=True)
class TookIn(Event):
    """Another ticket became a part of it: how both stood before, and what moved; all that undoing needs."""

    kind: ClassVar = "took_in"
    other: int
    number: int
    kept: Stood
    merged: Stood
    last_staff_at: datetime | None
    last_customer_at: datetime
    """What these two were set to."""
    clock: int | None
    """The clock that runs on for both, if one does."""
    examples: tuple[str, ...] = ()
    """Those of the other's that were not its own."""
    moved: tuple[int, ...] = ()
    """The ids of the alarms that moved."""
    added: tuple[int, ...] = ()
    """The ids of those that were added to an open alarm of the same reason."""


@dataclass(frozen=True)
class MergerUndone(Event):
    """The two tickets are two again: the other's number."""

    kind: ClassVar = "merger_undone"
    number: int


@dataclass(frozen=True)
class TicketsLinked(Event):
    """It has to do with another ticket: that one's id and number."""

    kind: ClassVar = "linked"
    other: int
    number: int


@dataclass(frozen=True)
class ReplySplitOff(Event):
    """A reply became a ticket of its own: that one's number, and when the reply was said, by Slack."""

    kind: ClassVar = "reply_split_off"
    number: int
    ts: str


@dataclass(frozen=True)
class SplitFrom(Event):
    """It began as a reply on another ticket: that one's number, and when the reply was said, by Slack."""

    kind: ClassVar = "split_from"
    number: int
    ts: str
