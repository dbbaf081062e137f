"""What has happened, as builders take it: the lines of a ticket's history, and refusals."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.events import Event
from bot.domain.wording import WallClock


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of a ticket's history: what, when, who did it, and from which company."""

    at: datetime
    what: Event
    who: str
    company: str | None
    ticket: str | None = None
    """The merged ticket that it happened to, if it wasn't the ticket itself."""


@dataclass(frozen=True, slots=True)
class RefusalLine:
    """One thing that somebody was not allowed, or not able, to do."""

    at: datetime
    who: str
    company: str
    asked: str
    where: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Past:
    """Lines in the order they happened, of which the oldest may be left out; read on somebody's clock."""

    title: str
    wall_clock: WallClock
    now: datetime
    left_out: int
    happened: tuple[Happened, ...] = ()
    refused: tuple[RefusalLine, ...] = ()
