"""PINs stay secret: only so many are looked at from one number, and what was typed stands nowhere."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.store.base import Base
from tests.fixtures.desk import CHANNEL, Desk
from tests.integration.services.phone.ringing import GREETING, MAYA, Call, Line

LOCKED_OUT = "Too many wrong PINs came from your number. Please open a ticket in Slack. Goodbye."
HIDDEN = "Too many wrong PINs came from hidden numbers. Please show your number and call again."
WRONG = ("8642", "90210", "31415926")
DRAWN = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The names of rows that leave: drawn at random, some hold four digits that are a PIN."""


def tried(line: Line, caller: str, calls: int = 2) -> None:
    """Type three wrong PINs in each of several calls."""
    for _ in range(calls):
        line.call(caller).types(WRONG[0]).types(WRONG[1]).types(WRONG[2])


def test_after_six_wrong_pins_from_a_number_none_is_looked_at_for_an_hour(line: Line, day: Desk) -> None:
    tried(line, MAYA)
    assert line.call().heard == [LOCKED_OUT]
    assert line.call("+14155550000").heard == [GREETING]
    day.clock.set(day.clock.now() + timedelta(hours=1))
    assert line.call().types("4711").rings


def test_the_right_pin_is_not_looked_at_either_where_two_calls_try_at_once(line: Line) -> None:
    other = line.call()
    tried(line, MAYA)
    assert other.types("4711").heard == [GREETING, LOCKED_OUT]


@pytest.mark.parametrize("hidden", ["", "+266696687", "Anonymous"])
def test_hidden_numbers_share_their_tries_and_lock_nobody_else_out(line: Line, hidden: str) -> None:
    tried(line, "anonymous", 1)
    tried(line, hidden, 1)
    assert line.call("Restricted").heard == [HIDDEN]
    assert line.call().types("4711").rings


def test_wrong_pins_are_told_of_though_the_call_ends_because_of_others(line: Line, day: Desk) -> None:
    other = line.call().types(WRONG[0])
    tried(line, MAYA)
    told = day.said()
    assert other.types("4711").heard[-1] == LOCKED_OUT
    one = f"Somebody called the support line and typed a PIN that nobody has. Number: {MAYA}."
    assert day.said() == [*told, one]


def test_who_is_locked_out_is_told_of_in_triage_no_more(line: Line, day: Desk) -> None:
    tried(line, MAYA)
    before = day.said()
    line.call()
    assert day.said() == before


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Give all that is logged, however little it matters."""
    with caplog.at_level(logging.DEBUG):
        yield caplog


def everything_stored(desk: Desk) -> str:
    """Return all rows of all tables as text, but for the runbook's own files."""
    rows: list[str] = []
    with desk.database.read() as session:
        for table in Base.metadata.sorted_tables:
            if table.name != "runbook_versions":
                rows += [f"{table.name} {row!r}" for row in session.execute(select(table))]
    return "\n".join(rows)


def heard(calls: list[Call]) -> str:
    """Return all that was heard."""
    return "\n".join(words for call in calls for words in call.heard)


def test_no_pin_stands_in_a_row_a_log_an_address_or_a_message(
    line: Line, day: Desk, logged: pytest.LogCaptureFixture
) -> None:
    opened = day.open()
    calls = [line.call().types(WRONG[0]).types("4711").types("1"), line.call().types(WRONG[1])]
    while calls[0].rings:
        calls[0].ring_ends("no-answer")
    calls[0].leaves(40)
    calls += [line.call().types(WRONG[2]).types(f"{WRONG[0]}#"), line.call()]
    calls[-1].types("4711").types("2").answers("1")
    calls[-1].ring_ends("completed", bridged=True).hangs_up()
    day.reply(opened, "U0CIERRA", "On it.")
    places = {
        "rows": everything_stored(day),
        "logs": "\n".join(record.getMessage() for record in logged.records),
        "addresses": "\n".join(line.addresses),
        "posts": "\n".join([*day.posted(), *day.posted(CHANNEL)]),
        "heard": heard(calls),
        "slack": repr(day.slack.messages),
    }
    told = {place: DRAWN.sub("", text) for place, text in places.items()}
    found = {(place, pin) for place, text in told.items() for pin in ("4711", *WRONG) if pin in text}
    assert found == set()
