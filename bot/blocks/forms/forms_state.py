"""What people filled in: a view's state read into values, or refused field by field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from bot.blocks.forms.intake_form import EXAMPLES_LIMIT
from bot.blocks.forms.ticket_forms import (
    COMMENT_LIMIT,
    CONSOLE_NUMBER_LIMIT,
    DESCRIPTION_LIMIT,
    REACH_LIMIT,
    SUBJECT_LIMIT,
)
from bot.blocks.kit import ids
from bot.blocks.kit.text import clean, one_line
from bot.domain.commands.remainder import is_blank
from bot.domain.escalation import Reason
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.ticket import TicketType
from bot.errors import WrongInput

Values = Mapping[str, object]  # view["state"]["values"]: block id → action id → what was entered
_Word = TypeVar("_Word", bound=StrEnum)


class FormRefused(WrongInput):
    """Some fields cannot be used as they stand; `errors` says why, by block id, as Slack shows it."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__("\n".join(self.errors.values()))


@dataclass(frozen=True, slots=True)
class NewTicketInput:
    """The form *New ticket*, filled in."""

    type: TicketType
    product_id: str
    priority: Priority
    subject: str
    description: str
    happened_at: datetime | None
    example_ids: tuple[str, ...]
    account_key: str | None
    requester_slack: str | None


@dataclass(frozen=True, slots=True)
class EscalationInput:
    """The form *Escalate*, filled in; subject and description only where it opens a ticket."""

    reason: Reason
    comment: str
    reach: str
    subject: str | None
    description: str | None


class Reader:
    """Reads fields one by one and collects what is wrong with them."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self.errors: dict[str, str] = {}

    def _entered(self, block_id: str) -> Mapping[str, object]:
        block = self._values.get(block_id)
        entered = block.get(ids.INPUT) if isinstance(block, Mapping) else None
        return entered if isinstance(entered, Mapping) else {}

    @property
    def blocks(self) -> tuple[str, ...]:
        """Return the ids of the blocks there are."""
        return tuple(self._values)

    def has(self, block_id: str) -> bool:
        """Tell whether the form has that block."""
        return block_id in self._values

    def text(self, block_id: str, limit: int, missing: str = "") -> str:
        """Return a text field; empty is refused with `missing`, if given."""
        text = clean(str(self._entered(block_id).get("value") or ""))
        if missing and is_blank(text):
            self.errors[block_id] = missing
        if len(text) > limit:
            self.errors[block_id] = f"At most {limit:,} characters, please: this has {len(text):,}."
        return text

    def subject(self) -> str:
        """Return the subject on one line; one that shows nothing is refused."""
        return one_line(self.text(ids.SUBJECT_BLOCK, SUBJECT_LIMIT, "Say in one line what is wrong."))

    def choice(self, block_id: str, missing: str = "") -> str | None:
        """Return the value of the chosen option."""
        option = self._entered(block_id).get("selected_option")
        value = option.get("value") if isinstance(option, Mapping) else None
        if not isinstance(value, str) and missing:
            self.errors[block_id] = missing
        return clean(value) if isinstance(value, str) else None

    def word(self, block_id: str, kind: type[_Word], missing: str) -> _Word | None:
        """Return the chosen option as one of our own words; a forged one counts as none."""
        value = self.choice(block_id)
        if value not in [word.value for word in kind]:
            self.errors[block_id] = missing
            return None
        return kind(value)

    def person(self, block_id: str) -> str | None:
        """Return the person chosen, by id."""
        user = self._entered(block_id).get("selected_user")
        return clean(user) if isinstance(user, str) and user else None

    def instant(self, block_id: str, now: datetime | None = None) -> datetime | None:
        """Return a chosen instant in UTC; one that is still to come is refused, if `now` is given."""
        seconds = self._entered(block_id).get("selected_date_time")
        if not isinstance(seconds, int) or not 0 <= seconds < 10**10:
            return None
        chosen = datetime.fromtimestamp(seconds, UTC)
        if now is not None and chosen > now:
            self.errors[block_id] = "That time is still to come. Choose when it happened."
        return chosen


def parse_new_ticket(
    values: Values, now: datetime, product_told: Callable[[str], str | None] = lambda _text: None
) -> NewTicketInput:
    """Read the form *New ticket*; FormRefused with one sentence a field.

    `product_told` says which product a text is about: it is asked where none was chosen.
    """
    form = Reader(values)
    kind = form.word(ids.TYPE_BLOCK, TicketType, "Choose a type.")
    priority = form.word(ids.PRIORITY_BLOCK, Priority, "Choose a priority.")
    subject = form.subject()
    description = form.text(ids.DESCRIPTION_BLOCK, DESCRIPTION_LIMIT, "Describe what happens.")
    happened_at = form.instant(ids.HAPPENED_BLOCK, now)
    examples = form.text(ids.EXAMPLES_BLOCK, EXAMPLES_LIMIT)
    product_id = form.choice(ids.PRODUCT_BLOCK) or product_told(f"{subject}\n{description}\n{examples}")
    if product_id is None:
        form.errors[ids.PRODUCT_BLOCK] = "Choose a product."
    account_missing = "Choose an account." if form.has(ids.ACCOUNT_BLOCK) else ""
    account_key = form.choice(ids.ACCOUNT_BLOCK, account_missing)
    if form.errors or kind is None or priority is None or product_id is None:
        raise FormRefused(form.errors)
    return NewTicketInput(
        type=kind,
        product_id=product_id,
        priority=priority,
        subject=subject,
        description=description,
        happened_at=happened_at,
        example_ids=split_ids(examples),
        account_key=account_key,
        requester_slack=form.person(ids.REQUESTER_BLOCK),
    )


def split_ids(text: str) -> tuple[str, ...]:
    """Return what stands between blanks, commas and semicolons, each once, in order."""
    return tuple(dict.fromkeys(text.replace(",", " ").replace(";", " ").split()))


def parse_escalation(values: Values) -> EscalationInput:
    """Read the form *Escalate*; FormRefused with one sentence a field."""
    form = Reader(values)
    reason = form.word(ids.REASON_BLOCK, Reason, "Choose one of the two reasons.")
    comment = form.text(ids.COMMENT_BLOCK, COMMENT_LIMIT)
    reach = one_line(form.text(ids.REACH_BLOCK, REACH_LIMIT))
    opens = form.has(ids.SUBJECT_BLOCK)
    subject = form.subject() if opens else None
    description = (
        form.text(ids.DESCRIPTION_BLOCK, DESCRIPTION_LIMIT, "Describe what happens.") if opens else None
    )
    if form.errors or reason is None:
        raise FormRefused(form.errors)
    return EscalationInput(reason, comment, reach, subject, description)


def parse_closing(values: Values) -> str:
    """Read the closing message of *Solve*; FormRefused if it is empty or too long."""
    return _one_text(values, ids.CLOSING_BLOCK, "Say in a sentence how it ended; the customer reads it.")


def parse_details(values: Values) -> str:
    """Read what *Add details* adds; FormRefused if it is empty or too long."""
    return _one_text(values, ids.DETAILS_BLOCK, "Write what you want to add.")


def _one_text(values: Values, block_id: str, missing: str) -> str:
    form = Reader(values)
    text = form.text(block_id, DESCRIPTION_LIMIT, missing)
    if form.errors:
        raise FormRefused(form.errors)
    return text


def parse_assignee(values: Values) -> Role:
    """Read the role chosen in *Reassign*; FormRefused if there is none."""
    form = Reader(values)
    role = form.word(ids.ASSIGNEE_BLOCK, Role, "Choose who takes it.")
    if role is None:
        raise FormRefused(form.errors)
    return role


def parse_priority(values: Values) -> Priority:
    """Read the priority chosen in *Priority*; FormRefused if there is none."""
    form = Reader(values)
    priority = form.word(ids.PRIORITY_BLOCK, Priority, "Choose a priority.")
    if priority is None:
        raise FormRefused(form.errors)
    return priority


def parse_console_number(values: Values) -> str | None:
    """Read the console's ticket number, None if the field was left empty; FormRefused if it is no number."""
    form = Reader(values)
    typed = one_line(form.text(ids.CONSOLE_BLOCK, CONSOLE_NUMBER_LIMIT))
    number = console_number(typed)
    if typed and number is None:
        form.errors[ids.CONSOLE_BLOCK] = NO_CONSOLE_NUMBER
    if form.errors:
        raise FormRefused(form.errors)
    return number


NO_CONSOLE_NUMBER = "Only the number, as the console shows it."


def console_number(text: str) -> str | None:
    """Return the console's ticket number as people write it, with or without #; None if it is none."""
    number = text.strip().removeprefix("#").strip()
    plain = number.replace("-", "")
    return number if plain.isascii() and plain.isalnum() and len(number) <= CONSOLE_NUMBER_LIMIT else None
