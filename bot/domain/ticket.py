"""The life of a ticket: the only place that decides a status."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.errors import Conflict

REOPEN_WINDOW = timedelta(days=28)


class Status(StrEnum):
    """Where a ticket stands."""

    OPEN = "open"
    PENDING = "pending"
    SOLVED = "solved"


class TicketOrigin(StrEnum):
    """How a ticket was asked for."""

    FORM = "form"
    SHORTCUT = "shortcut"
    EMOJI = "emoji"
    MENTION = "mention"
    PHONE = "phone"
    CONSOLE = "console"
    DRILL = "drill"
    """By the bot itself, to see that somebody answers."""


class TicketType(StrEnum):
    """What a ticket asks for; only an issue gets fault intake."""

    ISSUE = "issue"
    QUESTION = "question"
    FEATURE_REQUEST = "feature_request"
    DESIGN_QUESTION = "design_question"

    @property
    def label(self) -> str:
        """Return the type as people read it: "Feature request"."""
        return self.value.replace("_", " ").capitalize()


class Change(StrEnum):
    """What can happen to a ticket's status."""

    SET_PENDING = "set_pending"
    CUSTOMER_REPLY = "customer_reply"
    SOLVE = "solve"
    AUTO_SOLVE = "auto_solve"
    REOPEN = "reopen"
    ESCALATE = "escalate"
    MERGE = "merge"
    UNDO_MERGER = "undo_merger"


class LifecycleError(Conflict):
    """The ticket is in a state in which this cannot be done."""


@dataclass(frozen=True, slots=True)
class Situation:
    """All of a ticket that its next status depends on."""

    status: Status
    staff_replied_since_customer: bool
    escalated: bool
    solved_at: datetime | None
    private: bool = False
    """The customer is answered in the console, and nowhere else."""


def can_reopen(situation: Situation, now: datetime) -> bool:
    """Say whether the ticket is solved, and that recently enough to be opened again."""
    solved_at = situation.solved_at
    return situation.status is Status.SOLVED and solved_at is not None and now - solved_at <= REOPEN_WINDOW


def ends_pending(said_at: datetime, pending_since: datetime, answered_at: datetime | None) -> bool:
    """Say whether a question of the customer's ends Pending, by when it was said and not when it was told.

    One from before ends it only while it has no answer: Pending would not have been allowed.
    """
    return said_at >= pending_since or answered_at is None or answered_at < said_at


def transition(situation: Situation, change: Change, now: datetime) -> Status:
    """Return the status after `change`; LifecycleError, in words for the person, where it cannot be."""
    return _RULES[change](situation, now)


def _set_pending(situation: Situation, now: datetime) -> Status:
    if situation.status is Status.SOLVED:
        raise LifecycleError("This ticket is solved. Reopen it before you set it to Pending.")
    if situation.status is Status.PENDING:
        raise LifecycleError("This ticket is already Pending.")
    if situation.escalated:
        raise LifecycleError(
            "This ticket is escalated. Acknowledge the escalation before you set it to Pending."
        )
    if not situation.staff_replied_since_customer:
        first = "Answer in the console first" if situation.private else "Reply in the customer's thread first"
        raise LifecycleError(f"{first}: Pending means we are waiting for the customer's answer.")
    return Status.PENDING


def _customer_reply(situation: Situation, now: datetime) -> Status:
    if situation.status is not Status.SOLVED:
        return Status.OPEN
    return _reopened(situation, now)


def _solve(situation: Situation, now: datetime) -> Status:
    if situation.status is Status.SOLVED:
        raise LifecycleError("This ticket is already solved.")
    return Status.SOLVED


def _auto_solve(situation: Situation, now: datetime) -> Status:
    if situation.status is not Status.PENDING:
        raise LifecycleError(f"Only a Pending ticket is solved by silence; this one is {situation.status}.")
    if situation.escalated:
        raise LifecycleError(
            "This ticket is escalated. Silence does not solve it until that is acknowledged."
        )
    return Status.SOLVED


def _reopen(situation: Situation, now: datetime) -> Status:
    if situation.status is not Status.SOLVED:
        raise LifecycleError(f"This ticket is {situation.status}, not solved, so there is nothing to reopen.")
    return _reopened(situation, now)


def _reopened(situation: Situation, now: datetime) -> Status:
    if not can_reopen(situation, now):
        raise LifecycleError(
            f"This ticket was solved more than {REOPEN_WINDOW.days} days ago. Open a follow-up instead."
        )
    return Status.OPEN


def _escalate(situation: Situation, now: datetime) -> Status:
    if situation.status is Status.SOLVED:
        raise LifecycleError("This ticket is solved. Reopen it, or open a new one, and escalate that.")
    return Status.OPEN


def _merge(situation: Situation, now: datetime) -> Status:
    if situation.status is Status.SOLVED:
        raise LifecycleError("This ticket is solved. Reopen it before you merge it.")
    return Status.SOLVED


def _undo_merger(situation: Situation, now: datetime) -> Status:
    if situation.status is not Status.SOLVED:
        raise LifecycleError(f"This ticket is {situation.status}: it is a part of no other.")
    return Status.OPEN


_RULES: dict[Change, Callable[[Situation, datetime], Status]] = {
    Change.SET_PENDING: _set_pending,
    Change.CUSTOMER_REPLY: _customer_reply,
    Change.SOLVE: _solve,
    Change.AUTO_SOLVE: _auto_solve,
    Change.REOPEN: _reopen,
    Change.ESCALATE: _escalate,
    Change.MERGE: _merge,
    Change.UNDO_MERGER: _undo_merger,
}
