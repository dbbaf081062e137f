"""What people entered in the fields of an intake: read for good, or read to be shown again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.blocks.forms.forms_state import FormRefused, Reader, Values
from bot.blocks.forms.intake_form import ANSWER_LIMIT, EXAMPLES_LIMIT, NUMBER_LIMIT
from bot.blocks.forms.ticket_forms import DESCRIPTION_LIMIT, SUBJECT_LIMIT
from bot.blocks.kit import ids
from bot.blocks.kit.text import one_line
from bot.blocks.values import Draft
from bot.domain.sla import Priority
from bot.domain.ticket import TicketType

_LONG_AGO_LIMIT = 20_000  # a draft is shown again as it is; its own field says if it is too long


@dataclass(frozen=True, slots=True)
class IntakeInput:
    """The intake's fields, filled in."""

    abridged: bool = False
    examples_text: str = ""
    from_number: str = ""
    to_number: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


def parse_intake(values: Values) -> IntakeInput:
    """Read the intake's fields; FormRefused with one sentence a field that is too long."""
    form = Reader(values)
    read = _intake(form, EXAMPLES_LIMIT, NUMBER_LIMIT, ANSWER_LIMIT)
    if form.errors:
        raise FormRefused(form.errors)
    return read


def draft_of(values: Values) -> Draft:
    """Return everything that was entered so far, however incomplete, to fill the form again."""
    form = Reader(values)
    limit = _LONG_AGO_LIMIT
    read = _intake(form, limit, limit, limit)
    kind, priority = form.choice(ids.TYPE_BLOCK), form.choice(ids.PRIORITY_BLOCK)
    return Draft(
        type=TicketType(kind) if kind in set(TicketType) else None,
        product_id=form.choice(ids.PRODUCT_BLOCK),
        priority=Priority(priority) if priority in set(Priority) else None,
        subject=form.text(ids.SUBJECT_BLOCK, max(limit, SUBJECT_LIMIT)),
        description=form.text(ids.DESCRIPTION_BLOCK, max(limit, DESCRIPTION_LIMIT)),
        happened_at=form.instant(ids.HAPPENED_BLOCK),
        account_key=form.choice(ids.ACCOUNT_BLOCK),
        requester_slack=form.person(ids.REQUESTER_BLOCK),
        abridged=form.choice(ids.LENGTH_BLOCK) != "detailed",
        examples_text=read.examples_text,
        from_number=read.from_number,
        to_number=read.to_number,
        answers=read.answers,
    )


def _intake(form: Reader, examples_limit: int, number_limit: int, answer_limit: int) -> IntakeInput:
    answers = {}
    for block_id in form.blocks:
        if block_id.startswith(ids.QUESTION_BLOCK):
            answer = form.choice(block_id) or form.text(block_id, answer_limit)
            if answer:
                answers[block_id.removeprefix(ids.QUESTION_BLOCK)] = answer
    return IntakeInput(
        abridged=form.choice(ids.LENGTH_BLOCK) == "abridged",
        examples_text=form.text(ids.EXAMPLES_BLOCK, examples_limit),
        from_number=one_line(form.text(ids.FROM_BLOCK, number_limit)),
        to_number=one_line(form.text(ids.TO_BLOCK, number_limit)),
        answers=answers,
    )
