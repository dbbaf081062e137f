"""Submitted modals."""

from slack_bolt import App

from handlers.views import escalate, intake_answers, new_ticket, ticket_forms


def register(app: App) -> None:
    """Register every view submission."""
    new_ticket.register(app)
    escalate.register(app)
    ticket_forms.register(app)
    intake_answers.register(app)
