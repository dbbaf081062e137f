"""The watch over the connection: what was not heard in a long gap is read beside all else."""

from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.app import Bot
from bot.cli.run import Watch
from bot.clock import FakeClock


@dataclass
class FakeBot:
    """Keeps account of what it was told to do; `trouble` is raised instead."""

    did: list[str] = field(default_factory=list)
    trouble: Exception | None = None

    @property
    def services(self) -> Any:
        return SimpleNamespace(gaps=SimpleNamespace(listening=lambda: self.did.append("note")))

    def missed(self) -> None:
        if self.trouble:
            raise self.trouble
        self.did.append("missed")

    def still_deaf(self) -> None:
        self.did.append("deaf")


@dataclass
class Line:
    """A connection that comes and goes, looked at once a second."""

    clock: FakeClock
    up: bool = True
    bot: FakeBot = field(default_factory=FakeBot)

    def __post_init__(self) -> None:
        self.watch = Watch(cast(Bot, self.bot), lambda: self.up, self.clock)

    def goes_on(self, seconds: int) -> None:
        for _ in range(seconds):
            self.clock.advance(timedelta(seconds=1))
            self.watch.beat()

    def is_away(self, seconds: int) -> None:
        self.up = False
        self.goes_on(seconds)
        self.up = True


@pytest.fixture
def line(clock: FakeClock) -> Line:
    return Line(clock)


def test_a_quiet_connection_is_noted_now_and_then(line: Line) -> None:
    line.goes_on(60)
    assert line.bot.did == ["note", "note"]


def test_slack_fills_a_short_gap_itself(line: Line) -> None:
    line.is_away(59)
    line.goes_on(1)
    assert line.bot.did == ["note"]


def test_a_long_gap_holds_back_at_once_and_is_read_when_slack_is_heard_again(line: Line) -> None:
    line.is_away(61)
    assert line.bot.did == ["deaf"]
    line.goes_on(1)
    assert line.bot.did == ["deaf", "missed", "note"]
    line.goes_on(5)
    assert line.bot.did == ["deaf", "missed", "note"]


def test_as_long_as_slack_is_not_heard_open_tickets_are_read_again_each_minute(line: Line) -> None:
    line.is_away(61 * 3)
    assert line.bot.did == ["deaf", "deaf", "deaf"]


def test_a_machine_that_slept_has_heard_nothing(line: Line) -> None:
    line.goes_on(1)
    line.clock.advance(timedelta(hours=2))
    line.goes_on(1)
    assert line.bot.did == ["note", "missed", "note"]


def test_what_cannot_be_noted_yet_is_tried_again(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    line.bot.trouble = RuntimeError("the database is away")
    line.is_away(70)
    line.goes_on(3)
    assert line.bot.did == ["deaf"]
    line.bot.trouble = None
    line.goes_on(1)
    assert line.bot.did == ["deaf", "missed", "note"]
