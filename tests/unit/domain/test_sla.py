"""When an answer is due, when it is late, and what silence leads to."""

from datetime import date, datetime, timedelta

import pytest

from bot.domain import sla
from bot.domain.business_hours import BusinessCalendar
from bot.domain.sla import Priority, RunsOn, Target
from tests.unit.domain.samples import EASTERN, P1, P2, P3, at, office

HOURS = office(holidays=[date(2026, 1, 19)])
NEVER = BusinessCalendar(EASTERN, {})
FRIDAY_3PM = at("2026-03-06T15:00-05:00")
CLOSE = at("2026-03-06T18:00-05:00")
MONDAY = at("2026-03-09T09:00-04:00")
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("target", "started", "due"),
    [
        (P1, "2026-03-07T02:00-05:00", "2026-03-07T03:00-05:00"),
        (P1, "2026-03-08T01:30-05:00", "2026-03-08T03:30-04:00"),
        (P2, "2026-03-10T10:00-04:00", "2026-03-10T12:00-04:00"),
        (P2, "2026-03-06T17:30-05:00", "2026-03-09T10:30-04:00"),
        (P2, "2026-03-07T12:00-05:00", "2026-03-09T11:00-04:00"),
        (P3, "2026-03-06T15:00-05:00", "2026-03-06T18:00-05:00"),
        (P3, "2026-01-16T16:00-05:00", "2026-01-20T10:00-05:00"),
    ],
)
def test_a_response_is_due_in_the_clocks_own_time(target: Target, started: str, due: str) -> None:
    hours = sla.hours_for(target, HOURS)
    assert sla.due_at(hours, at(started), target) == at(due)


def test_a_friday_afternoon_ticket_lands_on_the_close_and_is_late_on_monday() -> None:
    assert sla.due_at(HOURS, FRIDAY_3PM, P3) == CLOSE
    assert not sla.is_breached(HOURS, FRIDAY_3PM, P3, CLOSE)
    assert not sla.is_breached(HOURS, FRIDAY_3PM, P3, at("2026-03-08T12:00-04:00"))
    assert not sla.is_breached(HOURS, FRIDAY_3PM, P3, MONDAY)
    assert sla.is_breached(HOURS, FRIDAY_3PM, P3, MONDAY + MOMENT)


def test_time_used_is_open_time() -> None:
    assert sla.used(HOURS, FRIDAY_3PM, MONDAY + timedelta(minutes=5)) == timedelta(hours=3, minutes=5)


@pytest.mark.parametrize(
    ("target", "started", "announced"),
    [
        (P3, "2026-03-06T15:00-05:00", MONDAY + MOMENT),
        (P2, "2026-03-10T10:00-04:00", at("2026-03-10T12:01-04:00")),
        (P3, "2026-03-06T14:59:30-05:00", at("2026-03-06T18:00:30-05:00")),
        (P1, "2026-03-07T02:00-05:00", at("2026-03-07T03:01-05:00")),
    ],
)
def test_overdue_is_said_at_the_first_late_instant_but_not_in_one_breath_with_due_now(
    target: Target, started: str, announced: datetime
) -> None:
    hours = sla.hours_for(target, HOURS)
    found = sla.breach_announced_at(hours, at(started), target)
    assert found == announced
    assert sla.is_breached(hours, at(started), target, announced)


def test_a_clock_that_never_runs_is_never_due() -> None:
    assert sla.due_at(NEVER, FRIDAY_3PM, P3) is None
    assert sla.breach_announced_at(NEVER, FRIDAY_3PM, P3) is None
    assert sla.nudge_times(NEVER, FRIDAY_3PM, P3, [0.5, 1.0]) == []
    assert sla.remind_at(NEVER, FRIDAY_3PM, None, 5) is None
    assert sla.solve_at(NEVER, FRIDAY_3PM, None, 5, 10, reminded_at=FRIDAY_3PM) is None


def test_whoever_leaves_for_good_after_the_due_time_is_never_late() -> None:
    leaves = office(away=["2026-03-06T18:00-05:00/9998-12-31T00:00Z"])
    assert sla.due_at(leaves, FRIDAY_3PM, P3) == CLOSE
    assert sla.breach_announced_at(leaves, FRIDAY_3PM, P3) is None


def test_nudges_come_in_order_once_each_in_the_clocks_own_time() -> None:
    started = at("2026-03-06T17:30-05:00")
    assert sla.nudge_times(HOURS, started, P2, [1.0, 0.5, 0.8, 0.5]) == [
        (0.5, at("2026-03-09T09:30-04:00")),
        (0.8, at("2026-03-09T10:06-04:00")),
        (1.0, at("2026-03-09T10:30-04:00")),
    ]


def test_p1_is_nudged_through_the_night() -> None:
    hours = sla.hours_for(P1, HOURS)
    times = [when for _, when in sla.nudge_times(hours, at("2026-03-07T02:00-05:00"), P1, [0.5, 1.0])]
    assert times == [at("2026-03-07T02:30-05:00"), at("2026-03-07T03:00-05:00")]


def test_the_runbook_may_let_any_priority_run_always() -> None:
    always = Target(P3.priority, P3.issue, P3.respond_within, RunsOn.ALWAYS)
    assert sla.due_at(sla.hours_for(always, HOURS), CLOSE, always) == CLOSE + timedelta(hours=3)


PENDING = at("2026-03-06T17:30-05:00")


def test_silence_is_reminded_after_five_and_solved_after_ten_business_days() -> None:
    assert sla.remind_at(HOURS, PENDING, None, 5) == at("2026-03-13T17:30-04:00")
    assert sla.solve_at(HOURS, PENDING, None, 5, 10, reminded_at=None) == at("2026-03-20T17:30-04:00")


def test_silence_counts_from_the_later_of_pending_and_the_last_staff_reply() -> None:
    reply = at("2026-03-10T11:00-04:00")
    assert sla.remind_at(HOURS, PENDING, reply, 5) == at("2026-03-17T11:00-04:00")
    assert sla.remind_at(HOURS, PENDING, at("2026-03-05T11:00-05:00"), 5) == at("2026-03-13T17:30-04:00")


@pytest.mark.parametrize(
    ("reminded", "solved"),
    [
        ("2026-03-13T17:30-04:00", "2026-03-20T17:30-04:00"),
        ("2026-03-16T09:30-04:00", "2026-03-20T17:30-04:00"),  # a business hour late: still in time
        ("2026-03-15T09:30-04:00", "2026-03-20T17:30-04:00"),  # a weekend is no delay
        ("2026-03-16T09:30:01-04:00", "2026-03-23T09:30:01-04:00"),
        ("2026-03-19T12:00-04:00", "2026-03-26T12:00-04:00"),
        ("2026-03-22T12:00-04:00", "2026-03-30T09:00-04:00"),
    ],
)
def test_a_reminder_over_a_business_hour_late_postpones_solving(reminded: str, solved: str) -> None:
    assert sla.solve_at(HOURS, PENDING, None, 5, 10, reminded_at=at(reminded)) == at(solved)


def test_a_naive_start_is_refused() -> None:
    with pytest.raises(ValueError, match="no UTC offset"):
        sla.remind_at(HOURS, PENDING.replace(tzinfo=None), None, 5)


def test_priorities_stand_in_their_own_order_whatever_they_are_called() -> None:
    assert [priority.rank for priority in Priority] == [0, 1, 2]
    for one in Priority:
        assert [other for other in Priority if one.outranks(other)] == list(Priority)[one.rank + 1 :]
