"""What notices, mirrors and answers tell: replies, hours, numbers, who is who, who is on call."""

from dataclasses import dataclass
from datetime import datetime

from bot.blocks.values.entries import LinkLine
from bot.blocks.values.tickets import Answerer, PriorityChoice
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.tams import Absence
from bot.domain.why import Why
from bot.domain.wording import WallClock


@dataclass(frozen=True, slots=True)
class OffHours:
    """What a notice adds outside business hours; `back_at` None when no TAM's next hours are known."""

    back_name: str
    back_at: datetime | None
    urgent: PriorityChoice | None  # the priority that is answered around the clock, if there is one
    wall_clock: WallClock
    now: datetime


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file as triage shows it: never the bytes, only where it is."""

    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Reply:
    """One message of the customer's thread, as plain text."""

    author_name: str
    text: str
    sent_at: datetime
    from_staff: bool = False
    files: tuple[FileLink, ...] = ()
    permalink: str | None = None


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """One number of the support line."""

    country: str
    number: str
    kind: str


@dataclass(frozen=True, slots=True)
class PhoneList:
    """Numbers of the support line: those of the country asked for, or all where it has none."""

    numbers: tuple[PhoneNumber, ...]
    missed: str = ""
    """The country that was asked for in vain, as it was written."""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person of the account's team with what each is for."""

    title: str  # "Primary TAM"
    name: str
    purpose: str = ""
    hours: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Contacts:
    """Everything `/ticket contacts` shows; the PIN is not part of it."""

    account_name: str
    people: tuple[PersonCard, ...]
    links: tuple[LinkLine, ...]
    answers_now: Answerer
    channel_name: str | None = None


@dataclass(frozen=True, slots=True)
class OnCallPerson:
    """A TAM in the on-call answer."""

    role: Role
    name: str
    hours: str
    open: bool
    absence: Absence | None
    next_open: datetime | None
    coming_absences: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True)
class OnCallAnswer:
    """Who answers at an instant, and from when somebody else does."""

    account_name: str
    at: datetime
    now: datetime
    wall_clock: WallClock
    people: tuple[OnCallPerson, ...]
    pse_name: str
    answers: Answerer
    why: Why | None
    next_change: datetime | None
    next_answers: Answerer | None = None
    pse_now: str | None = None
    """Who of the 24x7 team is on call by its schedule, and until when."""
    pse_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class WhatIfAnswer:
    """What would happen to a ticket opened at an instant."""

    account_name: str
    priority: Priority
    at: datetime
    now: datetime
    wall_clock: WallClock
    assignee: Answerer
    why: Why | None
    respond_by: datetime | None
    nudges: tuple[tuple[datetime, Answerer], ...]
    remind_at: datetime | None
    solve_at: datetime | None
