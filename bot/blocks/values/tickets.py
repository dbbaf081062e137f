"""A ticket, the people around it and its clock, as messages show them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.blocks.values.intake import IntakeFacts
from bot.domain.escalation import Reason
from bot.domain.routing import Role
from bot.domain.search.ticket_filter import TicketFilter
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
    role: Role | None = None


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
    private: bool = False
    """Nothing of it is in the customer's channel: it is answered in the console."""

    @property
    def answered_in(self) -> str:
        """Say where the customer is answered: "the thread"."""
        return "the console" if self.private else "the thread"

    @property
    def number(self) -> str:
        """Return what people may call the ticket where the account is known: the 12 of PARTIFUL-12."""
        return self.key.rpartition("-")[2]


@dataclass(frozen=True, slots=True)
class TicketListing:
    """Tickets that somebody asked for, the most urgent first, and what they asked for."""

    wanted: TicketFilter
    tickets: tuple[TicketLine, ...]
    since_day: str = ""
    """The day from which on solved ones are listed."""
    assignee_name: str = ""
    product_name: str = ""


@dataclass(frozen=True, slots=True)
class PriorityChoice:
    """A priority and what the contract promises for it: P1, "Business Critical", "within 1 hour"."""

    priority: Priority
    meaning: str
    respond_within_text: str
    around_the_clock: bool = False
    answered: str = ""
    """Who would answer by when, were a ticket opened now: "Kirk McCalla answers by 5:30 PM ET"."""

    @property
    def promise(self) -> str:
        """Say by when such a ticket is answered: "within 1 hour, around the clock"."""
        return self.respond_within_text + (", around the clock" if self.around_the_clock else "")


@dataclass(frozen=True, slots=True)
class CardReport:
    """What was reported, who reported it, when and how; people's text is plain: what Slack escaped is not."""

    type: TicketType
    product_name: str
    description: str
    requester_name: str
    opened_at: datetime
    originated: TicketOrigin = TicketOrigin.FORM
    happened_at: datetime | None = None
    example_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardClock:
    """What is promised for the ticket's priority, and how its clock fares beside when it is due."""

    promised: PriorityChoice
    kind: ClockKind | None = None
    """Of the running clock."""
    opens_at: datetime | None = None
    """When the running clock begins to count, if it was started outside its hours."""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CardConsole:
    """The ticket in the provider's console: whether there must be one, where, its number once it is filed."""

    required: bool = False
    url: str | None = None
    """Where tickets are filed by hand."""
    number: str | None = None
    is_bridged: bool = False
    """The bot files it there, when it is asked to."""
    is_being_filed: bool = False
    """The bot has been asked to file it, and the console has not answered yet."""
    filed_at: datetime | None = None
    """When the console took it in, by its own time: the contract counts from then."""
    contract_due_at: datetime | None = None
    """By when the contract wants an answer; None where it waits for none, or that is not known."""
    staff_url: str | None = None
    customer_url: str | None = None
    """Where its own page is, for each side."""

    @property
    def is_awaited(self) -> bool:
        """Tell whether it is still to be filed."""
        return self.required and not self.number and not self.is_being_filed

    @property
    def can_be_filed(self) -> bool:
        """Tell whether the bot can be asked to file it."""
        return self.is_bridged and not self.number and not self.is_being_filed


@dataclass(frozen=True, slots=True)
class TicketCard:
    """Everything a card can show."""

    line: TicketLine
    account_key: str
    account_name: str
    report: CardReport
    clock: CardClock
    console: CardConsole = field(default_factory=CardConsole)
    intake: IntakeFacts = field(default_factory=IntakeFacts)
    pending_since: datetime | None = None
    solved_at: datetime | None = None
    escalation: EscalationLine | None = None
    why: Why | None = None
    """Why the assignee has it; None where that is not known."""
    linked: tuple[TicketLine, ...] = ()
    """The tickets that it has to do with; known only where all of it is shown."""
    urgent: PriorityChoice | None = None
    """The priority that is answered around the clock, if there is one."""
    can_call: bool = True
    """The runbook lists a number of the support line."""


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """How much of a running clock is left, in the clock's own time; `business` when it pauses meanwhile."""

    left: timedelta
    business: bool = False
