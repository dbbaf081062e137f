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
    """Lines in the order they happened, of which some may be left out; read on somebody's clock."""

    title: str
    wall_clock: WallClock
    now: datetime
    left_out: int = 0
    """So many lines between the first ones and the last ones are on pages of their own."""
    gap: int = 0
    """So many lines stand before those that are left out."""
    following: str = ""
    """What the button to the next page of them carries; none without it."""
    more: int = 0
    """How many lines that page has."""
    happened: tuple[Happened, ...] = ()
    refused: tuple[RefusalLine, ...] = ()
