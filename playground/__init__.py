"""A local Slack workspace: Web API, Socket Mode and a web page. Knows Slack, knows nothing of the bot."""

from playground.people.persona import ActionOutcome, ActionRefused, Modal, Persona
from playground.server import Playground
from playground.timing import PATIENCE, UNHURRIED, Timing
from playground.workspace.clock_mover import ClockMover
from playground.workspace.seed import (
    Seed,
    SlackApp,
    SlackChannel,
    SlackTeam,
    UserGroup,
    WorkspaceMember,
    demo_seed,
)

__all__ = [
    "PATIENCE",
    "UNHURRIED",
    "ActionOutcome",
    "ActionRefused",
    "ClockMover",
    "Modal",
    "Persona",
    "Playground",
    "Seed",
    "SlackApp",
    "SlackChannel",
    "SlackTeam",
    "Timing",
    "UserGroup",
    "WorkspaceMember",
    "demo_seed",
]
