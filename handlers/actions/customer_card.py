"""The buttons of the customers' card: *Escalate*, *Add details*, *Mark solved*, *Reopen*."""

from slack_bolt import Ack, App, BoltContext

from bot.blocks.kit import ids
from bot.services import Services
from handlers import answers, forms
from handlers.actions.clicked import on_ticket
from handlers.payloads.click import Click


def register(app: App) -> None:
    """Register the four buttons."""
    for action_id, listener in (
        (ids.ESCALATE, escalate),
        (ids.ADD_DETAILS, add_details),
        (ids.MARK_SOLVED, mark_solved),
        (ids.REOPEN, reopen),
    ):
        app.action(action_id)(ack=listener, lazy=[answers.deliver])


def escalate(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Open the form with the two reasons."""
    clicked = on_ticket(services, click)
    answers.open_view(context, forms.escalate(services, clicked.ticket_id, clicked.actor))
    ack()


def add_details(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Open the form for more."""
    clicked = on_ticket(services, click)
    answers.open_view(context, forms.add_details(services, clicked.ticket_id, clicked.actor))
    ack()


def mark_solved(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Solve at once for the customer; staff are asked for closing words."""
    clicked = on_ticket(services, click)
    if clicked.actor.is_provider:
        answers.open_view(context, forms.solve(services, clicked.ticket_id, clicked.actor))
    else:
        services.lifecycle.solve(clicked.ticket_id, clicked.actor)
    ack()


def reopen(ack: Ack, click: Click, services: Services) -> None:
    """Open a solved ticket again."""
    clicked = on_ticket(services, click)
    services.lifecycle.reopen(clicked.ticket_id, clicked.actor)
    ack()
