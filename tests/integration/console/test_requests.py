"""Every request to the console is one that Zendesk's published specification knows."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from bot.clock import FakeClock
from bot.domain.console.counterparts import ConsolePriority, ConsoleStatus
from bot.outbox.console import ConsoleChange
from bot.outbox.zendesk.console_reading import ConsoleReading
from tests.fixtures.fake_console import Asked, FakeConsole, Trouble
from tests.integration.console.test_carrying import CIERRA, MAYA, change, file, say, until_settled
from tests.integration.outbox.conftest import Bench

EXCERPT = Path(__file__).parents[2] / "payloads" / "zendesk-requests.excerpt.json"
SPECIFIED: dict[str, Any] = json.loads(EXCERPT.read_text(encoding="utf-8"))


def name(asked: Asked) -> str:
    """Return what a request is called in the specification."""
    path = re.sub(r"/\d+", "/{id}", asked.path.removeprefix("/api/v2/").removeprefix("/"))
    return f"{asked.method} {path}"


def faults(asked: Asked) -> list[str]:
    """Return what the specification has against a request."""
    called = name(asked)
    unknown = [f"{called}?{key}" for key in asked.query if key not in SPECIFIED["queries"][called]]
    if not isinstance(asked.body, dict):
        return unknown
    checker = Draft202012Validator(SPECIFIED[called], format_checker=FormatChecker())
    return unknown + [error.message for error in checker.iter_errors(asked.body)]


@pytest.mark.parametrize("trouble", [None, *Trouble])
def test_whatever_we_ask_of_the_console_is_in_its_specification(
    desk: Bench, console: FakeConsole, clock: FakeClock, trouble: Trouble | None
) -> None:
    console.person(CIERRA.name, str(CIERRA.email), "agent")
    for number in range(5):
        console.go_wrong(*([trouble] if trouble else []))
        if number == 0:
            file(desk)
        say(desk, f"news {number}", MAYA)
        say(desk, f"note {number}", CIERRA, public=False)
        status = (ConsoleStatus.PENDING, ConsoleStatus.OPEN)[number % 2]
        change(desk, ConsoleChange(status, ConsolePriority.LOW, CIERRA.email, ("a",)))
        until_settled(desk)
        console.end_tokens()
    asked = {name(one) for one in console.asked}
    assert {"POST tickets", "PUT tickets/{id}", "POST oauth/tokens"} <= asked
    assert [fault for one in console.asked for fault in faults(one)] == []


def test_whatever_is_read_is_in_the_specification(
    console: FakeConsole, reading: ConsoleReading, clock: FakeClock
) -> None:
    maya = console.person(MAYA.name, str(MAYA.email))
    console.file("SMS is failing", maya)
    for number in range(120):
        console.say(1, maya, str(number))
    reading.ticket(1)
    reading.comments(1)
    reading.filed_as("PARTIFUL-1")
    first = reading.changes(clock.now())
    reading.changes(first.cursor)
    assert [fault for one in console.asked for fault in faults(one)] == []


def test_a_specification_refuses_what_it_does_not_know() -> None:
    wrong = {"ticket": {"comment": {"Body": "x"}, "priority": "P1", "tags": "a"}}
    asked = Asked("PUT", "/api/v2/tickets/1", {"verbose": "1"}, wrong)
    assert len(faults(asked)) == 4
