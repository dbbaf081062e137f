"""What the runbook asks for in a ticket, by product: questions, example IDs, windows, samples and notes."""

from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.domain.intake.kinds import Shape
from bot.domain.intake.splitting import phrase
from bot.runbook.rich_text import Text
from bot.runbook.values import Choice, Duration, Id, Row, Words, filled, matching

Prefix = Annotated[str, AfterValidator(matching(r"[A-Z]{2}", "isn't a prefix; write two capital letters"))]


class Input(StrEnum):
    """Which field of the form takes the answer to a question."""

    DESCRIPTION = "description"
    EXAMPLES = "examples"
    TEXT = "text"


class ExampleKind(Row):
    """A kind of example ID that tickets may hold."""

    name: Choice
    shape: Shape = Shape.SID
    prefixes: tuple[Prefix, ...] = ()
    tells_product: bool = True
    """Whether such an ID in a text hints at the product that it is about."""

    @model_validator(mode="after")
    def _prefixes_belong_to_sids(self) -> Self:
        if (self.shape is Shape.SID) != bool(self.prefixes):
            raise ValueError("a kind has prefixes if, and only if, its shape is sid")
        return self


class ExampleRule(Row):
    """Which example IDs are asked for, how many and how fresh, and the reasons given for it."""

    kinds: tuple[Id, ...] = ()
    """Ids of example kinds; none means any SID."""
    at_least: int = Field(default=1, ge=0, le=20)
    at_most: int | None = Field(default=None, ge=1, le=20)
    required: bool = True
    within: Duration | None = None
    within_about: tuple[Words, ...] = ()
    """Words of which a ticket says one if its age counts; none: it always counts."""
    best_effort: Duration | None = None
    """Older than `within` but not than this, the carriers are asked and may no longer know."""
    instead: tuple[Words, ...] = ()
    """What may be given where the ID is hard to get."""
    why_age: Text | None = None
    why_count: Text | None = None

    @model_validator(mode="after")
    def _limits_are_in_order(self) -> Self:
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError(f"at_most {self.at_most} is less than at_least {self.at_least}")
        if self.best_effort is not None and self.best_effort <= (self.within or timedelta.max):
            raise ValueError("best_effort must be longer than within")
        return self


def _point(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Point(Row):
    """A lettered point under a question, perhaps with points of its own."""

    text: Text
    points: tuple[Annotated["Point", BeforeValidator(_point)], ...] = ()


Points = tuple[Annotated[Point, BeforeValidator(_point)], ...]


class Question(Row):
    """One numbered question of a guideline; its number is its place in the list."""

    id: Id
    ask: Text
    label: Choice | None = None
    input: Input = Input.TEXT
    points: Points = ()
    options: Annotated[tuple[Choice, ...], Field(max_length=100)] = ()
    """What may be chosen; without any, the answer is written."""
    needed: bool = True
    """Whether a ticket without the answer counts as incomplete; not for what applies to some tickets only."""
    also: tuple["Question", ...] = ()
    """Points of this question that have fields of their own."""

    def fields(self) -> "tuple[Question, ...]":
        """Return this question and those that are asked with it."""
        return (self, *(field for inner in self.also for field in inner.fields()))


class Sample(Row):
    """A model ticket: what a subject and a body look like when a ticket is solvable at first read."""

    subject: Words
    body: Words


class Abridged(Row):
    """The short form of a guideline, for when the end user cannot tell more."""

    intro: Text | None = None
    questions: Annotated[tuple[Question, ...], AfterValidator(filled)]
    examples: ExampleRule = ExampleRule()
    sample: Text | None = None
    note: Text | None = None


class Note(Row):
    """A section of a guideline that explains something: paragraphs, then points or numbered steps."""

    id: Id
    title: Words
    text: tuple[Text, ...] = ()
    points: tuple[Text, ...] = ()
    steps: tuple[Text, ...] = ()
    """In the order in which they are preferred or done."""
    reminder: Text | None = None
    questions: tuple[Question, ...] = ()
    """What the form asks because of it."""
    in_form: bool = False
    """Whether it is so important that the form shows it above the fields."""


class Common(Row):
    """What is asked about a product that has no questions of its own."""

    questions: tuple[Question, ...] = ()
    examples: ExampleRule = ExampleRule(required=False)


class Product(Row):
    """A product that tickets are about, with its guideline."""

    id: Id
    name: Choice
    full_name: Choice | None = None
    """Its name in the organisation's product list, where that is another."""
    family: Choice | None = None
    aliases: tuple[Words, ...] = ()
    """What people call it besides, in any case: "sms" for Messaging."""
    questions: tuple[Question, ...] = ()
    examples: ExampleRule = ExampleRule(required=False)
    abridged: Abridged | None = None
    sample: Sample | None = None
    notes: tuple[Note, ...] = ()
    one_country: bool = False
    """Whether a ticket should be about one country only."""
    symptoms: dict[Words, tuple[Words, ...]] = Field(default={})
    """Different symptoms, each with the words that tell of it; a ticket should be about one only."""

    @cached_property
    def spoken_of_as(self) -> frozenset[str]:
        """Return the words by which people speak of it: its names, and what only it suffers from."""
        called = (self.name, self.full_name, *self.aliases)
        return frozenset((*(phrase(words) for words in called if words), *self.symptoms_by_word))

    @cached_property
    def symptoms_by_word(self) -> dict[str, str]:
        """Return the symptom that each word tells of."""
        return {phrase(word): symptom for symptom, words in self.symptoms.items() for word in words}

    def sharing(self, common: Common) -> "Product":
        """Return this product, with the common questions if it has none of its own."""
        if self.questions:
            return self
        return self.model_copy(update={"questions": common.questions, "examples": common.examples})
