"""Events of what is said on a ticket: by the customer, by staff, in forms."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from bot.domain.events.event import Event


@dataclass(frozen=True)
class CustomerReplied(Event):
    """The customer said something that awaits an answer; `at` is when, by Slack."""

    kind: ClassVar = "customer_replied"
    at: datetime


@dataclass(frozen=True)
class CustomerThanked(Event):
    """The customer said something that asks for nothing; `at` is when, by Slack."""

    kind: ClassVar = "customer_thanked"
    at: datetime


@dataclass(frozen=True)
class NeedsAnswer(Event):
    """Staff said that a message awaits an answer after all."""

    kind: ClassVar = "needs_answer"
    ts: str


@dataclass(frozen=True)
class StaffResponded(Event):
    """A person of the provider's answered; `at` is when, by Slack."""

    kind: ClassVar = "staff_responded"
    at: datetime


@dataclass(frozen=True)
class DetailsAdded(Event):
    """Somebody added details by form or command."""

    kind: ClassVar = "details_added"
    text: str


@dataclass(frozen=True)
class QuestionsAnswered(Event):
    """Somebody answered, in a form, some of what the intake asks; what was not told is empty."""

    kind: ClassVar = "questions_answered"
    product: str | None = None
    happened_at: datetime | None = None
    examples_text: str = ""
    from_number: str = ""
    to_number: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    """By the id of the question."""
    text: str = ""
    """The answers in words, as older versions kept them."""


@dataclass(frozen=True)
class AskedFor(Event):
    """Staff asked the customer for one thing: the id of the question."""

    kind: ClassVar = "asked_for"
    question: str
