"""A local Slack workspace: Web API, Socket Mode and a web page. Knows Slack, knows nothing of the bot."""

from playground.people.actor import Actor, ActRefused, Modal, SlashOutcome
from playground.server import Playground
from playground.timing import Timing
from playground.workspace.seed import App, Channel, Person, Seed, Team, UserGroup, demo_seed
from playground.workspace.time_travel import TimeMachine

__all__ = [
    "ActRefused",
    "Actor",
    "App",
    "Channel",
    "Modal",
    "Person",
    "Playground",
    "Seed",
    "SlashOutcome",
    "Team",
    "TimeMachine",
    "Timing",
    "UserGroup",
    "demo_seed",
]
