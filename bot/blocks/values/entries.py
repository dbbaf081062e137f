"""What forms offer, and what they start with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.escalation import Reason
from bot.domain.sla import Priority
from bot.domain.ticket import TicketType


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a menu: what is sent back and what people read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ReasonChoice:
    """An escalation reason: the contract's full sentence, shown above the short radio label."""

    reason: Reason
    sentence: str


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
    abridged: bool = True
    examples_text: str = ""
    """The field of examples as it was typed; with it, `example_ids` are not shown."""
    from_number: str = ""
    to_number: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    """Answers by the id of the question."""


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link of the runbook; its address may be unknown, then it is shown as text."""

    label: str
    url: str | None
