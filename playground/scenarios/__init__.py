"""Scenarios: who says what when, and what is expected of it, as files that can be played."""

from playground.scenarios.reader import ScenarioMalformed, read
from playground.scenarios.run import PATIENCE, ScenarioFailed, ScenarioRun
from playground.scenarios.script import Expectation, Scenario, Step

__all__ = [
    "PATIENCE",
    "Expectation",
    "Scenario",
    "ScenarioFailed",
    "ScenarioMalformed",
    "ScenarioRun",
    "Step",
    "read",
]
