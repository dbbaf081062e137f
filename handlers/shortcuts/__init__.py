"""Shortcuts: two on a message, one everywhere; for people of the workspace where the app is installed."""

from slack_bolt import App

from handlers.shortcuts import new_ticket, on_message


def register(app: App) -> None:
    """Register the four shortcuts."""
    new_ticket.register(app)
    on_message.register(app)
