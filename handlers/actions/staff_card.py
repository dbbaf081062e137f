"""The buttons and the menu of the staff's card in triage."""

from collections.abc import Callable

from slack_bolt import Ack, App, BoltContext

from bot.blocks.kit import ids
from bot.blocks.values import View
from bot.domain.permission import Actor
from bot.errors import WrongInput
from bot.services import Services
from handlers import answers, forms
from handlers.actions.clicked import on_ticket
from handlers.actions.customer_card import reopen
from handlers.payloads.click import Click


def register(app: App) -> None:
    """Register the buttons and the menu."""
    for action_id, listener in (
        (ids.TAKE, take),
        (ids.PENDING, set_pending),
        (ids.ACKNOWLEDGE, acknowledge),
        (ids.STAFF_REOPEN, reopen),
        (ids.SOLVE, solve),
        (ids.CONSOLE_TEXT, console_text),
        (ids.NEEDS_ANSWER, needs_answer),
        (ids.MORE, more),
    ):
        app.action(action_id)(ack=listener, lazy=[answers.deliver])


def take(ack: Ack, click: Click, services: Services) -> None:
    """Make the clicker the assignee."""
    clicked = on_ticket(services, click)
    services.lifecycle.take(clicked.ticket_id, clicked.actor)
    ack()


def set_pending(ack: Ack, click: Click, services: Services) -> None:
    """Wait for the customer."""
    clicked = on_ticket(services, click)
    services.lifecycle.set_pending(clicked.ticket_id, clicked.actor)
    ack()


def acknowledge(ack: Ack, click: Click, services: Services) -> None:
    """Answer the alarm."""
    clicked = on_ticket(services, click)
    services.escalations.acknowledge(clicked.ticket_id, clicked.actor)
    ack()


def needs_answer(ack: Ack, click: Click, services: Services) -> None:
    """Start the clock for a message that was taken to ask for nothing."""
    ticket_id, ts = ids.split_needs_answer(click.value)
    clicked = on_ticket(services, click, ticket_id)
    services.conversation.needs_answer(clicked.ticket_id, ts, clicked.actor)
    ack()


def solve(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Ask for the closing words."""
    clicked = on_ticket(services, click)
    answers.open_view(context, forms.solve(services, clicked.ticket_id, clicked.actor))
    ack()


def console_text(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Show the text to file in the console."""
    clicked = on_ticket(services, click)
    answers.open_view(context, forms.console_text(services, clicked.ticket_id, clicked.actor))
    ack()


def more(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Open what was chosen from the menu."""
    choice, ticket_id = ids.split_more_value(click.value)
    clicked = on_ticket(services, click, ticket_id)
    if choice not in MORE:
        raise WrongInput("That entry is from an older card. The newest card is at the top of this thread.")
    answers.open_view(context, MORE[choice](services, clicked.ticket_id, clicked.actor))
    ack()


MORE: dict[str, Callable[[Services, int, Actor], View]] = {
    ids.MORE_PRIORITY: forms.priority,
    ids.MORE_REASSIGN: forms.reassign,
    ids.MORE_ESCALATE: forms.escalate,
    ids.MORE_WHY: forms.why,
    ids.MORE_CONSOLE: forms.console_text,
}
