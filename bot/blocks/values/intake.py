"""What the intake asks for and what it knows: the values of its forms, cards and guidelines."""

from dataclasses import dataclass
from datetime import datetime

from bot.blocks.values.entries import LinkLine
from bot.domain.intake.findings import Finding

Words = tuple[LinkLine, ...]
"""A text as its runs of words, some of them links."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A question as a form shows it; without options the answer is written."""

    id: str
    label: str
    hint: str = ""
    options: tuple[str, ...] = ()
    links: tuple[LinkLine, ...] = ()


@dataclass(frozen=True, slots=True)
class IntakeForm:
    """What a form asks beside subject and description, for one type, product and length."""

    asks_when: bool = True
    asks_examples: bool = True
    """Both are asked of something that went wrong, and of nothing else."""
    abridged: bool | None = None
    """Which length is chosen; None where there is no choice."""
    intro: tuple[tuple[str, tuple[Words, ...]], ...] = ()
    """Explanations above the fields: a title, and paragraphs."""
    description_hint: str = ""
    description_links: tuple[LinkLine, ...] = ()
    examples_hint: str = ""
    examples_links: tuple[LinkLine, ...] = ()
    numbers: bool = False
    """Whether From and To may stand for an example."""
    fields: tuple[FormField, ...] = ()
    earlier: tuple[FormField, ...] = ()
    """Fields that are asked no more since the product or type changed, but hold an answer."""
    warnings: tuple[Finding, ...] = ()
    guide: str = ""
    """The product whose whole guideline a button shows."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked at all."""
        return not (self.asks_when or self.asks_examples or self.fields or self.earlier)


@dataclass(frozen=True, slots=True)
class IntakeFacts:
    """What a ticket's cards say of its intake."""

    known: int = 0
    total: int = 0
    missing: tuple[tuple[str, str], ...] = ()
    """Ids and labels of what is still to be told."""
    in_text: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    """What was answered: heading and text."""
    doubts: tuple[str, ...] = ()
    """What the checks found, in sentences."""
    numbers: tuple[str, str] | None = None
    kinds: tuple[str, ...] = ()
    """The name of each example's kind, in their order; nothing where it is not known."""
    examples_text: str = ""
    """The field of examples as it was typed, where it holds more than IDs."""
    affected_users: bool = False
    """Whether the examples are people's numbers and addresses, not IDs of calls or messages."""
    handed_on_at: datetime | None = None
    """When staff handed the examples on: how long records last matters no more."""
    kept_until: datetime | None = None
    perhaps_until: datetime | None = None
    offered: bool = False
    """Whether the customers' card offers to answer what is missing."""


@dataclass(frozen=True, slots=True)
class AnswersTold:
    """What somebody answered by a ticket's short form; what was not told is empty."""

    product: str = ""
    happened_at: datetime | None = None
    examples_text: str = ""
    numbers: tuple[str, str] | None = None
    answers: tuple[tuple[str, str], ...] = ()
    """Heading and text."""


@dataclass(frozen=True, slots=True)
class GuideSection:
    """A part of a guideline: a title, paragraphs, then points; steps are numbered points."""

    title: str
    text: tuple[Words, ...] = ()
    points: tuple[tuple[int, Words], ...] = ()
    """Each with how deep it stands, from 0."""
    numbered: bool = False
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """A guideline, or another part of the runbook, to be read."""

    title: str
    sections: tuple[GuideSection, ...] = ()
