"""Scenarios: who says what when, and what is expected of it, as files that can be played."""

from playground.scenarios.playing import PATIENCE, Failed, Play
from playground.scenarios.reading import Malformed, read
from playground.scenarios.script import Expectation, Scenario, Step

__all__ = ["PATIENCE", "Expectation", "Failed", "Malformed", "Play", "Scenario", "Step", "read"]
