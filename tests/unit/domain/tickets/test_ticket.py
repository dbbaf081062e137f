"""The life of a ticket: every status meets every change."""

from datetime import datetime, timedelta
from itertools import product

import pytest

from bot.domain.ticket import (
    REOPEN_WINDOW,
    Change,
    LifecycleError,
    Situation,
    Status,
    TicketType,
    can_reopen,
    ends_pending,
    transition,
)
from bot.errors import BotError
from tests.unit.domain.samples import at

NOW = at("2026-03-10T10:00-04:00")
OPEN, PENDING, SOLVED = Status.OPEN, Status.PENDING, Status.SOLVED


def _situation(
    status: Status, replied: bool = True, escalated: bool = False, solved_at: datetime | None = None
) -> Situation:
    if status is SOLVED and solved_at is None:
        solved_at = NOW - timedelta(days=3)
    return Situation(status, replied, escalated, solved_at)


TABLE: dict[tuple[Status, Change], Status | str] = {
    (OPEN, Change.SET_PENDING): PENDING,
    (OPEN, Change.CUSTOMER_REPLY): OPEN,
    (OPEN, Change.SOLVE): SOLVED,
    (OPEN, Change.AUTO_SOLVE): "this one is open",
    (OPEN, Change.REOPEN): "is open, not solved",
    (OPEN, Change.ESCALATE): OPEN,
    (OPEN, Change.MERGE): SOLVED,
    (OPEN, Change.UNDO_MERGER): "is open: it is a part of no other",
    (PENDING, Change.SET_PENDING): "already Pending",
    (PENDING, Change.CUSTOMER_REPLY): OPEN,
    (PENDING, Change.SOLVE): SOLVED,
    (PENDING, Change.AUTO_SOLVE): SOLVED,
    (PENDING, Change.REOPEN): "is pending, not solved",
    (PENDING, Change.ESCALATE): OPEN,
    (PENDING, Change.MERGE): SOLVED,
    (PENDING, Change.UNDO_MERGER): "is pending: it is a part of no other",
    (SOLVED, Change.SET_PENDING): "Reopen it before",
    (SOLVED, Change.CUSTOMER_REPLY): OPEN,
    (SOLVED, Change.SOLVE): "already solved",
    (SOLVED, Change.AUTO_SOLVE): "this one is solved",
    (SOLVED, Change.REOPEN): OPEN,
    (SOLVED, Change.ESCALATE): "is solved",
    (SOLVED, Change.MERGE): "Reopen it before you merge it",
    (SOLVED, Change.UNDO_MERGER): OPEN,
}


def test_the_table_is_complete() -> None:
    assert set(TABLE) == set(product(Status, Change))


@pytest.mark.parametrize(("status", "change"), TABLE)
def test_every_change_of_every_status_is_decided(status: Status, change: Change) -> None:
    expected = TABLE[status, change]
    if isinstance(expected, Status):
        assert transition(_situation(status), change, NOW) is expected
    else:
        with pytest.raises(LifecycleError, match=expected):
            transition(_situation(status), change, NOW)


def test_pending_needs_a_staff_reply_first() -> None:
    with pytest.raises(LifecycleError, match="Reply in the customer's thread first"):
        transition(_situation(OPEN, replied=False), Change.SET_PENDING, NOW)


def test_an_escalation_blocks_pending_until_acknowledged() -> None:
    with pytest.raises(LifecycleError, match="escalated"):
        transition(_situation(OPEN, escalated=True), Change.SET_PENDING, NOW)


def test_an_escalation_blocks_solving_by_silence_but_not_by_hand() -> None:
    with pytest.raises(LifecycleError, match="escalated"):
        transition(_situation(PENDING, escalated=True), Change.AUTO_SOLVE, NOW)
    assert transition(_situation(PENDING, escalated=True), Change.SOLVE, NOW) is SOLVED


@pytest.mark.parametrize("change", [Change.REOPEN, Change.CUSTOMER_REPLY])
def test_a_ticket_comes_back_within_28_days_and_not_a_moment_later(change: Change) -> None:
    last_chance = _situation(SOLVED, solved_at=NOW - REOPEN_WINDOW)
    too_late = _situation(SOLVED, solved_at=NOW - REOPEN_WINDOW - timedelta(microseconds=1))
    assert can_reopen(last_chance, NOW)
    assert transition(last_chance, change, NOW) is OPEN
    assert not can_reopen(too_late, NOW)
    with pytest.raises(LifecycleError, match=r"more than 28 days ago\. Open a follow-up"):
        transition(too_late, change, NOW)


def test_only_a_solved_ticket_can_be_reopened() -> None:
    assert not can_reopen(Situation(OPEN, True, False, NOW), NOW)
    assert not can_reopen(Situation(SOLVED, True, False, None), NOW)


@pytest.mark.parametrize(
    ("said_at", "answered_at", "ends"),
    [
        ("10:30", "09:30", True),  # said while the ticket was pending
        ("10:00", "09:30", True),
        ("09:59", "09:30", True),  # said before and after the last answer: nobody has answered it
        ("09:59", None, True),
        ("09:59", "09:59", False),  # answered already
        ("09:00", "09:30", False),
    ],
)
def test_a_question_ends_pending_by_when_it_was_said(
    said_at: str, answered_at: str | None, ends: bool
) -> None:
    of_the_day = "2026-03-10T{}-04:00".format
    answered = at(of_the_day(answered_at)) if answered_at else None
    assert ends_pending(at(of_the_day(said_at)), NOW, answered) is ends


def test_a_refusal_may_be_shown_to_people() -> None:
    assert issubclass(LifecycleError, BotError)


def test_types_read_as_words() -> None:
    assert [kind.label for kind in TicketType] == ["Issue", "Question", "Feature request", "Design question"]
