"""How complete a ticket is: which questions of its guideline are answered, where, and which are not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.intake.splitting import mentions


class Told(StrEnum):
    """Where the answer to a question stands."""

    ANSWERED = "answered"
    IN_TEXT = "in the text"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the guideline, and whether it is answered."""

    id: str
    label: str
    told: Told
    detail: str = ""
    """How far it got: "1 of 2"."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """All questions of a ticket's guideline."""

    items: tuple[Item, ...] = ()

    @property
    def missing(self) -> tuple[Item, ...]:
        """Return what is still missing, in the guideline's order."""
        return tuple(item for item in self.items if item.told is Told.MISSING)

    @property
    def in_text(self) -> tuple[Item, ...]:
        """Return what was not answered in its field but seems told in prose."""
        return tuple(item for item in self.items if item.told is Told.IN_TEXT)

    @property
    def known(self) -> int:
        """Return how many questions are answered."""
        return len(self.items) - len(self.missing)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """What completeness needs to know of a question: its words for prose are in small letters."""

    id: str
    label: str
    signs: tuple[str, ...] = ()
    needed: bool = True


def of_questions(
    questions: Sequence[AskedQuestion], answers: Mapping[str, str], prose: Sequence[str]
) -> tuple[Item, ...]:
    """Say of each question whether it was answered in its field, told in prose, or is missing.

    What a guideline asks only where it applies (not `needed`) is never missing.
    """
    items = []
    for question in questions:
        if answers.get(question.id, "").strip():
            items.append(Item(question.id, question.label, Told.ANSWERED))
        elif question.signs and any(mentions(text, question.signs) for text in prose):
            items.append(Item(question.id, question.label, Told.IN_TEXT))
        elif question.needed:
            items.append(Item(question.id, question.label, Told.MISSING))
    return tuple(items)


def of_examples(label: str, good: int, at_least: int, *, instead: bool, required: bool) -> Item | None:
    """Say whether enough good examples are there, or the numbers and the time that stand for them."""
    enough = good >= at_least or instead
    if not enough and not good and not required:
        return None
    detail = "" if enough else f"{good} of {at_least}"
    return Item("examples", label, Told.ANSWERED if enough else Told.MISSING, detail)
