"""PagerDuty's webhook: what is acknowledged there is acknowledged here, once, and nothing else is heard."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.sla import Priority
from bot.steps.new_ticket import Opened
from tests.fixtures.desk import Desk
from tests.fixtures.fake_pagers import FakePagers
from tests.integration.services.duty.asked import Outside

INCIDENT = "tam:PARTIFUL-1:P1:1"


def event(key: str | None = INCIDENT, kind: str = "incident.acknowledged", number: str = "01E") -> Any:
    """Return an event as PagerDuty tells of it."""
    data = {"id": "Q1", "type": "incident", "incident_key": key}
    agent = {"type": "user_reference", "id": "PX", "summary": "Petra Novak"}
    return {"event": {"id": number, "event_type": kind, "agent": agent, "data": data}}


@pytest.fixture
def outside(night: Desk) -> Outside:
    """Give the world outside."""
    return Outside(night)


def paged(night: Desk) -> Opened:
    """Open a P1 and let PagerDuty be told of it."""
    opened = night.open(priority=Priority.P1)
    night.pass_time(timedelta(seconds=90))
    return opened


def test_what_is_acknowledged_there_rings_nobody_here(
    night: Desk, outside: Outside, pagers: FakePagers
) -> None:
    opened = paged(night)
    assert outside.pagerduty(event()).status == "202 Accepted"
    night.pass_time(timedelta(minutes=20))
    assert [what for _, what, _ in pagers.told] == ["trigger", "acknowledge"]
    assert night.said()[-1] == "PARTIFUL-1 was acknowledged in PagerDuty by Petra Novak."
    assert len(night.history(opened, "acknowledged_elsewhere")) == 1


@pytest.mark.parametrize("number", ["01E", "01F"])
def test_told_twice_or_echoed_it_counts_once(night: Desk, outside: Outside, number: str) -> None:
    opened = paged(night)
    outside.pagerduty(event())
    outside.pagerduty(event(number=number))
    assert len(night.history(opened, "acknowledged_elsewhere")) == 1


@pytest.mark.parametrize(
    "told",
    [
        event(key="tam:PARTIFUL-9:P1:9"),
        event(key="somebody else's"),
        event(key=None),
        event(kind="incident.triggered"),
        event(kind="pagey.ping"),
        {"event": {}},
        {},
        [],
        "text",
    ],
)
def test_whatever_else_is_told_is_accepted_and_changes_nothing(
    night: Desk, outside: Outside, told: Any
) -> None:
    opened = paged(night)
    assert outside.pagerduty(told).status == "202 Accepted"
    assert night.history(opened, "acknowledged_elsewhere") == []


def test_what_is_not_signed_changes_nothing(night: Desk, outside: Outside) -> None:
    opened = paged(night)
    answer = outside.pagerduty(event(), secret="another")
    assert (answer.status, answer.body) == ("401 Unauthorized", "not signed by PagerDuty\n")
    assert night.history(opened, "acknowledged_elsewhere") == []


def test_any_of_several_signatures_will_do(night: Desk, outside: Outside) -> None:
    paged(night)
    assert outside.pagerduty(event(), more="v1=0123,").status == "202 Accepted"
