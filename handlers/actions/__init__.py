"""Buttons and menus on our own messages."""

from slack_bolt import App

from handlers.actions import form_fields, notice, oncall, ticket_card, ticket_list


def register(app: App) -> None:
    """Register every action."""
    ticket_card.register(app)
    notice.register(app)
    form_fields.register(app)
    oncall.register(app)
    ticket_list.register(app)
