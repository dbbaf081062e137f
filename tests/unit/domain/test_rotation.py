"""Who is on call, how each TAM stands, and when that changes."""

from datetime import date

from bot.domain.rotation import PersonNow, who_is_on_call
from bot.domain.routing import Role
from tests.unit.domain.samples import OFFICE, at, away, team


def test_in_hours_the_primary_has_it_until_the_close() -> None:
    tuesday = at("2026-03-10T10:00-04:00")
    found = who_is_on_call(team(), tuesday)
    assert found.at == tuesday
    assert found.now.role is Role.PRIMARY
    assert found.primary == PersonNow("Cierra Simms", OFFICE, True, None, tuesday)
    assert found.next_change == at("2026-03-10T18:00-04:00")


def test_on_a_weekend_pse_has_it_until_monday() -> None:
    found = who_is_on_call(team(), at("2026-03-07T10:00-05:00"))
    monday = at("2026-03-09T09:00-04:00")
    assert found.now.role is Role.PSE
    assert found.secondary == PersonNow("Kirk McCalla", OFFICE, False, None, monday)
    assert found.next_change == monday


def test_an_absent_tam_is_shown_with_the_last_day_and_the_return() -> None:
    found = who_is_on_call(team([away("2026-03-09", "2026-03-13")]), at("2026-03-10T10:00-04:00"))
    back = at("2026-03-16T09:00-04:00")
    assert found.primary == PersonNow("Cierra Simms", OFFICE, False, date(2026, 3, 13), back)
    assert found.now.role is Role.SECONDARY


def test_a_team_may_have_no_secondary() -> None:
    assert who_is_on_call(team(alone=True), at("2026-03-10T10:00-04:00")).secondary is None
