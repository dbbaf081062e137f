"""What would happen to a ticket that nobody answers."""

from datetime import datetime

from bot.domain.forecast import Forecast, forecast
from bot.domain.routing import Role, Team
from bot.domain.sla import Priority
from bot.domain.why import Routed
from tests.unit.domain.samples import TARGETS, at, away, office, team


def _forecast(people: Team, priority: Priority, when: datetime) -> Forecast:
    return forecast(people, TARGETS, (5, 10), (0.5, 0.8, 1.0), priority, when)


def test_a_friday_evening_p2_waits_for_monday_with_the_primary() -> None:
    found = _forecast(team(), Priority.P2, at("2026-03-06T17:30-05:00"))
    assert found.assignment.role is Role.PRIMARY
    assert found.respond_by == at("2026-03-09T10:30-04:00")
    assert [(nudge.fraction, nudge.at, nudge.to.role) for nudge in found.nudges] == [
        (0.5, at("2026-03-09T09:30-04:00"), Role.PRIMARY),
        (0.8, at("2026-03-09T10:06-04:00"), Role.PRIMARY),
        (1.0, at("2026-03-09T10:30-04:00"), Role.PRIMARY),
    ]
    assert found.remind_at == at("2026-03-13T17:30-04:00")
    assert found.solve_at == at("2026-03-20T17:30-04:00")


def test_a_p1_shortly_before_the_close_moves_to_pse_at_its_next_nudge() -> None:
    found = _forecast(team(), Priority.P1, at("2026-03-10T17:45-04:00"))
    assert found.assignment.role is Role.PRIMARY
    assert [nudge.to.role for nudge in found.nudges] == [Role.PSE] * 3
    why = found.nudges[0].to.why
    assert isinstance(why, Routed)
    assert why.on_duty is None


def test_at_the_close_a_business_clock_stands_still_and_the_ticket_stays() -> None:
    found = _forecast(team(), Priority.P3, at("2026-03-06T15:00-05:00"))
    assert found.respond_by == at("2026-03-06T18:00-05:00")
    assert [nudge.to.role for nudge in found.nudges] == [Role.PRIMARY] * 3


def test_pse_keeps_what_it_got_on_a_saturday() -> None:
    found = _forecast(team(), Priority.P3, at("2026-03-07T10:00-05:00"))
    assert found.respond_by == at("2026-03-09T12:00-04:00")
    assert {nudge.to.role for nudge in found.nudges} == {Role.PSE}


def test_a_secondary_on_duty_keeps_the_ticket_when_the_primary_comes_in() -> None:
    late = team(primary=office("Mon-Fri 11:00-20:00"))
    found = _forecast(late, Priority.P3, at("2026-03-10T10:00-04:00"))
    assert [nudge.to.role for nudge in found.nudges] == [Role.SECONDARY] * 3


def test_an_absence_moves_nudges_not_the_due_time() -> None:
    people = team([away("2026-03-09", "2026-03-10")])
    found = _forecast(people, Priority.P2, at("2026-03-06T17:30-05:00"))
    assert found.respond_by == at("2026-03-09T10:30-04:00")
    assert [nudge.to.role for nudge in found.nudges] == [Role.SECONDARY] * 3
