"""Buttons and menus on our own messages."""

from slack_bolt import App

from handlers.actions import customer_card, intake, notice, staff_card


def register(app: App) -> None:
    """Register every action."""
    customer_card.register(app)
    staff_card.register(app)
    notice.register(app)
    intake.register(app)
