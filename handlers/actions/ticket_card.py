"""The buttons of a ticket's two cards, and the menu of the staff's: each opens a form or does one thing."""

from collections.abc import Mapping
from typing import Protocol

from slack_bolt import Ack, App, BoltContext

from bot.blocks.kit import ids
from bot.domain.permission import Actor
from bot.domain.sla import Priority
from bot.errors import WrongInput
from bot.services import Services
from bot.services.forms import TicketForm
from handlers import answers
from handlers.actions.clicked import on_ticket
from handlers.payloads.click import Click

FORMS: Mapping[str, TicketForm] = {
    ids.ESCALATE: TicketForm.ESCALATE,
    ids.ADD_DETAILS: TicketForm.ADD_DETAILS,
    ids.SOLVE: TicketForm.SOLVE,
    ids.CONSOLE_TEXT: TicketForm.CONSOLE_TEXT,
    ids.CUSTOMER_CONSOLE_TEXT: TicketForm.CONSOLE_TEXT,
}
"""What a button opens."""

MENU: Mapping[str, TicketForm] = {
    ids.MORE_PRIORITY: TicketForm.PRIORITY,
    ids.MORE_REASSIGN: TicketForm.REASSIGN,
    ids.MORE_ESCALATE: TicketForm.ESCALATE,
    ids.MORE_WHY: TicketForm.WHY,
    ids.MORE_CONSOLE: TicketForm.CONSOLE_TEXT,
}
"""What an entry of the staff's menu opens."""


class ButtonAction(Protocol):
    """What a button does at once."""

    def __call__(self, services: Services, ticket_id: int, actor: Actor, /) -> None:
        """Do it for whoever clicked."""


def _set_priority(priority: Priority) -> ButtonAction:
    return lambda services, ticket, actor: services.lifecycle.set_priority(ticket, priority, actor)


ACTS: Mapping[str, ButtonAction] = {
    ids.TAKE: lambda services, ticket, actor: services.lifecycle.take(ticket, actor),
    ids.PENDING: lambda services, ticket, actor: services.lifecycle.set_pending(ticket, actor),
    ids.ACKNOWLEDGE: lambda services, ticket, actor: services.escalations.acknowledge(ticket, actor),
    ids.REOPEN: lambda services, ticket, actor: services.lifecycle.reopen(ticket, actor),
    ids.HANDED_ON: lambda services, ticket, actor: services.intake.hand_on(ticket, actor),
    ids.FILE_IN_CONSOLE: lambda services, ticket, actor: services.tickets.file_in_console(ticket, actor),
    ids.CUSTOMER_FILE: lambda services, ticket, actor: services.tickets.file_in_console(ticket, actor),
    ids.STAFF_REOPEN: lambda services, ticket, actor: services.lifecycle.reopen(ticket, actor),
    **{action_id: _set_priority(priority) for priority, action_id in ids.SET_PRIORITY.items()},
}
"""What a button does without asking."""


def register(app: App) -> None:
    """Register every button and the menu."""
    for action_id in FORMS:
        app.action(action_id)(ack=open_form, lazy=[answers.deliver])
    for action_id in ACTS:
        app.action(action_id)(ack=act, lazy=[answers.deliver])
    app.action(ids.SHOW_ALL)(ack=show_all, lazy=[answers.deliver])
    app.action(ids.MARK_SOLVED)(ack=mark_solved, lazy=[answers.deliver])
    app.action(ids.UNDO_MERGER)(ack=undo_merger, lazy=[answers.deliver])
    app.action(ids.NEEDS_ANSWER)(ack=needs_answer, lazy=[answers.deliver])
    app.action(ids.MORE)(ack=choose_from_menu, lazy=[answers.deliver])


def open_form(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Open the form that the button stands for."""
    clicked = on_ticket(services, click)
    form = services.forms.of_ticket(FORMS[click.action_id], clicked.ticket_id, clicked.actor)
    answers.open_view(context, form)
    ack()


def show_all(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Show what the card leaves out."""
    clicked = on_ticket(services, click)
    answers.open_view(context, services.forms.whole_ticket(clicked.ticket_id, clicked.actor))
    ack()


def act(ack: Ack, click: Click, services: Services) -> None:
    """Do what the button stands for."""
    clicked = on_ticket(services, click)
    do = ACTS[click.action_id]
    services.once(click.once, lambda bot: do(bot, clicked.ticket_id, clicked.actor))
    if click.on_home:
        services.homes.acted(click.person.user)
    ack()


def mark_solved(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Solve at once for the customer; staff are asked for closing words."""
    clicked = on_ticket(services, click)
    if clicked.actor.is_provider:
        form = services.forms.of_ticket(TicketForm.SOLVE, clicked.ticket_id, clicked.actor)
        answers.open_view(context, form)
    else:
        services.once(click.once, lambda bot: bot.lifecycle.solve(clicked.ticket_id, clicked.actor))
    ack()


def undo_merger(ack: Ack, click: Click, services: Services) -> None:
    """Make a merged ticket one of its own again."""
    clicked = on_ticket(services, click)  # what it is a part of: the account is the same
    services.once(click.once, lambda bot: bot.merging.undo(int(click.value), clicked.actor))
    ack()


def needs_answer(ack: Ack, click: Click, services: Services) -> None:
    """Start the clock for a message that was taken to ask for nothing."""
    ticket_id, ts = ids.split_needs_answer(click.value)
    clicked = on_ticket(services, click, ticket_id)
    services.once(click.once, lambda bot: bot.lifecycle.needs_answer(clicked.ticket_id, ts, clicked.actor))
    ack()


def choose_from_menu(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Open what was chosen from the menu, or do it.

    Raises WrongInput for an entry of an older card.
    """
    choice, ticket_id = ids.split_more_value(click.value)
    clicked = on_ticket(services, click, ticket_id)
    if choice in MENU:
        answers.open_view(context, services.forms.of_ticket(MENU[choice], clicked.ticket_id, clicked.actor))
    elif choice == ids.MORE_ALL:
        answers.open_view(context, services.forms.whole_ticket(clicked.ticket_id, clicked.actor))
    elif choice == ids.MORE_REOPEN:
        services.once(click.once, lambda bot: bot.lifecycle.reopen(clicked.ticket_id, clicked.actor))
    else:
        raise WrongInput("That entry is from an older card. The newest card is at the top of this thread.")
    ack()
