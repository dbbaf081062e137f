"""A ticket, the people around it and its clock, as messages show them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.blocks.values.intake import IntakeFacts
from bot.domain.escalation import Reason
from bot.domain.routing import Role
from bot.domain.sla import ClockKind, Priority
from bot.domain.ticket import Status, TicketOrigin, TicketType
from bot.domain.why import Why
from bot.domain.wording import WallClock


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
    wall_clock: WallClock
    now: datetime
    breached: bool = False
    escalated: bool = False
    permalink: str | None = None

    @property
    def number(self) -> str:
        """Return what people may call the ticket where the account is known: the 12 of PARTIFUL-12."""
        return self.key.rpartition("-")[2]


def promise(respond_within_text: str, around_the_clock: bool) -> str:
    """Say by when an answer is due: "within 2 business hours", "within 1 hour, around the clock"."""
    return respond_within_text + (", around the clock" if around_the_clock else "")


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
        return promise(self.respond_within_text, self.around_the_clock)


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
    wall_clock: WallClock
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
    why: Why | None = None  # None: not known
    escalation: EscalationLine | None = None
    console_required: bool = False
    console_url: str | None = None
    console_number: str | None = None
    permalink: str | None = None  # of the customer's card or thread
    originated: TicketOrigin = TicketOrigin.FORM
    around_the_clock: bool = False  # this priority's clock never pauses
    urgent: PriorityChoice | None = None  # the priority answered around the clock, if there is one
    intake: IntakeFacts = field(default_factory=IntakeFacts)

    @property
    def promise(self) -> str:
        """Say by when such a ticket is answered."""
        return promise(self.respond_within_text, self.around_the_clock)

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
            wall_clock=self.wall_clock,
            now=self.now,
            breached=self.breached,
            escalated=self.escalation is not None and self.escalation.acknowledged_by_name is None,
            permalink=self.permalink,
        )


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """How much of a running clock is left, in the clock's own time; `business` when it pauses meanwhile."""

    left: timedelta
    business: bool = False
