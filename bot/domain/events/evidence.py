"""Events of a ticket's examples: told of, and handed on to whoever keeps the records."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.domain.events.event import Event


@dataclass(frozen=True)
class EvidenceNudged(Event):
    """Staff were told that the records behind the examples end at `ends`."""

    kind: ClassVar = "evidence_nudged"
    ends: datetime
    to: tuple[str, ...] | None = None
    """Who it pinged, by name; None where that was not recorded."""


@dataclass(frozen=True)
class HandedOn(Event):
    """Staff handed the examples on; `in_time` is None where no records were to end."""

    kind: ClassVar = "handed_on"
    in_time: bool | None = None
