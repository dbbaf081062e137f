"""The values that builders take and give: plain facts in, `Post` and view dicts out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from bot.domain.escalation import Reason
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.ticket import Status, TicketType

Block = dict[str, Any]
View = dict[str, Any]
Origin = Literal["form", "shortcut", "emoji", "mention"]
ClockKind = Literal["first", "next"]


@dataclass(frozen=True, slots=True)
class Post:
    """One message: `text` is what notifications and screen readers say, already escaped."""

    text: str
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Answerer:
    """Who has a ticket or would answer; `slack` is a user id, a user group id, or None if unreachable."""

    role: Role
    name: str
    slack: str | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is told: `slack` is a user id, a user group id, or None if only the name is known."""

    name: str
    slack: str | None = None
    title: str = ""  # "TAM manager"


@dataclass(frozen=True, slots=True)
class EscalationLine:
    """An escalation as a card shows it."""

    reason: Reason
    raised_by_name: str
    raised_at: datetime
    acknowledged_by_name: str | None = None


@dataclass(frozen=True, slots=True)
class TicketLine:
    """A ticket in one line: what nudges, lists and thread messages need of it."""

    id: int
    key: str
    priority: Priority
    subject: str
    status: Status
    assignee: Answerer
    due_at: datetime | None
    zone: str
    now: datetime
    breached: bool = False
    escalated: bool = False
    permalink: str | None = None


@dataclass(frozen=True, slots=True)
class PriorityChoice:
    """A priority and what the contract promises for it: P1, "Business Critical", "within 1 hour"."""

    priority: Priority
    meaning: str
    respond_within_text: str
    around_the_clock: bool = False

    @property
    def promise(self) -> str:
        """Say by when such a ticket is answered: "within 1 hour, around the clock"."""
        return self.respond_within_text + (", around the clock" if self.around_the_clock else "")


@dataclass(frozen=True, slots=True)
class TicketCard:
    """Everything a card can show; people's text is plain: message-event text has been defanged."""

    id: int
    key: str
    account_key: str
    account_name: str
    number: int
    type: TicketType
    product_name: str
    priority: Priority
    priority_meaning: str  # "Business Critical"
    respond_within_text: str  # "within 1 hour"
    subject: str
    description: str
    status: Status
    requester_name: str
    assignee_role: Role
    assignee_name: str
    opened_at: datetime
    zone: str
    now: datetime
    happened_at: datetime | None = None
    example_ids: tuple[str, ...] = ()
    assignee_slack: str | None = None
    due_at: datetime | None = None  # of the running clock; None: no clock runs
    clock_kind: ClockKind | None = None
    clock_opens_at: datetime | None = None  # set when the running clock started outside its hours
    answered_at: datetime | None = None
    breached: bool = False
    pending_since: datetime | None = None
    solved_at: datetime | None = None
    why: tuple[str, ...] = ()
    escalation: EscalationLine | None = None
    console_required: bool = False
    console_url: str | None = None
    console_number: str | None = None
    permalink: str | None = None  # of the customer's card or thread
    triage_permalink: str | None = None
    originated: Origin = "form"
    around_the_clock: bool = False  # this priority's clock never pauses
    urgent: PriorityChoice | None = None  # the priority answered around the clock, if there is one

    @property
    def assignee(self) -> Answerer:
        """Who has the ticket."""
        return Answerer(self.assignee_role, self.assignee_name, self.assignee_slack)

    @property
    def line(self) -> TicketLine:
        """The same ticket in one line."""
        return TicketLine(
            id=self.id,
            key=self.key,
            priority=self.priority,
            subject=self.subject,
            status=self.status,
            assignee=self.assignee,
            due_at=self.due_at,
            zone=self.zone,
            now=self.now,
            breached=self.breached,
            escalated=self.escalation is not None and self.escalation.acknowledged_by_name is None,
            permalink=self.permalink,
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a menu: what is sent back and what people read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a new-ticket form starts with; texts are plain and of any length, they are cut to fit."""

    type: TicketType | None = None
    product_id: str | None = None
    priority: Priority | None = None
    subject: str = ""
    description: str = ""
    happened_at: datetime | None = None
    example_ids: tuple[str, ...] = ()
    account_key: str | None = None
    requester_slack: str | None = None


@dataclass(frozen=True, slots=True)
class ReasonChoice:
    """An escalation reason: the contract's full sentence, shown above the short radio label."""

    reason: Reason
    sentence: str


@dataclass(frozen=True, slots=True)
class OffHours:
    """What a notice adds outside business hours; `back_at` None when no TAM's next hours are known."""

    back_name: str
    back_at: datetime | None
    urgent: PriorityChoice | None  # the priority that is answered around the clock, if there is one
    zone: str
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
class PersonCard:
    """A person of the account's team with what each is for."""

    title: str  # "Primary TAM"
    name: str
    purpose: str = ""
    hours: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link of the runbook; its address may be unknown, then it is shown as text."""

    label: str
    url: str | None


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
    absent_until: date | None
    next_open: datetime | None
    coming_absences: tuple[tuple[date, date], ...] = ()  # first and last day of each


@dataclass(frozen=True, slots=True)
class OnCallAnswer:
    """Who answers at an instant, and from when somebody else does."""

    account_name: str
    at: datetime
    now: datetime
    zone: str
    people: tuple[OnCallPerson, ...]
    pse_name: str
    answers: Answerer
    why: tuple[str, ...]
    next_change: datetime | None
    next_answers: Answerer | None = None


@dataclass(frozen=True, slots=True)
class WhatIfAnswer:
    """What would happen to a ticket opened at an instant."""

    account_name: str
    priority: Priority
    at: datetime
    now: datetime
    zone: str
    assignee: Answerer
    why: tuple[str, ...]
    respond_by: datetime | None
    nudges: tuple[tuple[datetime, Answerer], ...]
    remind_at: datetime | None
    solve_at: datetime | None


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """How much of a running clock is left, in the clock's own time; `business` when it pauses meanwhile."""

    left: timedelta
    business: bool = False
