"""Scenarios: who says what when, and what is expected of it, as files that can be played."""

from bot.playground.scenarios.playing import PATIENCE, Failed, Play
from bot.playground.scenarios.reading import Malformed, read
from bot.playground.scenarios.script import Expectation, Scenario, Step

__all__ = ["PATIENCE", "Expectation", "Failed", "Malformed", "Play", "Scenario", "Step", "read"]
