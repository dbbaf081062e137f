"""Slash commands: for people of the workspace where the app is installed."""

from slack_bolt import App

from handlers.commands import oncall, ticket


def register(app: App) -> None:
    """Register both commands."""
    ticket.register(app)
    oncall.register(app)
