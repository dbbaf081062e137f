"""Whoever is rung first has the role that `tam-bot oncall --at` names, at whatever instant."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.commands.times.spans import WholeDays
from bot.domain.rotation import who_is_on_call
from bot.domain.routing import Role
from bot.steps.people import roster
from bot.steps.phone import callees
from bot.steps.work import Work
from tests.fixtures.desk import Desk
from tests.fixtures.examples import many
from tests.integration.services.phone.ringing import Line

INSTANTS = 1_000


@pytest.mark.drawn
def test_the_role_that_is_rung_is_the_role_on_call_at_a_thousand_instants(day: Desk) -> None:
    chance, begin = random.Random(14), datetime(2026, 1, 2, tzinfo=UTC)
    with day.database.read() as session:
        work = Work(session, day.runbook, day.clock.now(), "")
        team = roster.team(work, "partiful")
        for _ in range(many(INSTANTS)):
            at = begin + timedelta(seconds=chance.randrange(365 * 24 * 60 * 60))
            rung = callees.next_callee(replace(work, now=at), "partiful", ())
            now = who_is_on_call(team, at).now
            assert rung is not None
            assert rung.role is now.role, at
            assert rung.name == (now.name if now.role is not Role.PSE else "Petra Novak"), at


def test_a_tam_who_is_away_is_not_rung(line: Line, day: Desk) -> None:
    today = day.clock.now().date()
    before = line.call().types("4711").rings
    day.services.absences.announce(day.cierra, "U0CIERRA", [WholeDays(today, today)])
    assert (before, line.call().types("4711").rings) == ("+14155550103", "+14155550104")
