"""The buttons of the customers' card: *Escalate*, *Add details*, *Mark solved*, *Reopen*."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.blocks.kit import ids
from bot.services import Services
from handlers import answers, forms
from handlers.actions.clicked import clicked


def register(app: App) -> None:
    """Register the four buttons."""
    for action_id, listener in (
        (ids.ESCALATE, escalate),
        (ids.ADD_DETAILS, add_details),
        (ids.MARK_SOLVED, mark_solved),
        (ids.REOPEN, reopen),
    ):
        app.action(action_id)(ack=listener, lazy=[answers.deliver])


def escalate(ack: Ack, body: dict[str, Any], context: BoltContext, services: Services) -> None:
    """Open the form with the two reasons."""
    click = clicked(services, body)
    answers.open_view(context, forms.escalate(services, click.ticket_id, click.actor))
    ack()


def add_details(ack: Ack, body: dict[str, Any], context: BoltContext, services: Services) -> None:
    """Open the form for more."""
    click = clicked(services, body)
    answers.open_view(context, forms.add_details(services, click.ticket_id, click.actor))
    ack()


def mark_solved(ack: Ack, body: dict[str, Any], context: BoltContext, services: Services) -> None:
    """Solve at once for the customer; staff are asked for closing words."""
    click = clicked(services, body)
    if click.actor.is_provider:
        answers.open_view(context, forms.solve(services, click.ticket_id, click.actor))
    else:
        services.lifecycle.solve(click.ticket_id, click.actor)
    ack()


def reopen(ack: Ack, body: dict[str, Any], services: Services) -> None:
    """Open a solved ticket again."""
    click = clicked(services, body)
    services.lifecycle.reopen(click.ticket_id, click.actor)
    ack()
