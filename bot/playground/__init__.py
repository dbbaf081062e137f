"""A local Slack workspace: Web API, Socket Mode and a web page. Knows Slack, knows nothing of the bot."""

from bot.playground.actor import Actor, ActRefused, Modal, SlashOutcome
from bot.playground.seed import App, Channel, Person, Seed, Team, UserGroup, demo_seed
from bot.playground.server import Playground
from bot.playground.time_travel import TimeMachine
from bot.playground.timing import Timing

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
