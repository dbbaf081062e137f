"""The small forms of one ticket, submitted: solve, add details, priority, reassign, console number."""

from typing import Any

from slack_bolt import Ack, App

from bot.blocks.forms import forms_state
from bot.blocks.kit import ids
from bot.domain.permission import Actor
from bot.services import Services
from handlers import forms, identity


def register(app: App) -> None:
    """Register the five submissions."""
    app.view(ids.SOLVE_VIEW)(solve)
    app.view(ids.ADD_DETAILS_VIEW)(add_details)
    app.view(ids.PRIORITY_VIEW)(set_priority)
    app.view(ids.REASSIGN_VIEW)(reassign)
    app.view(ids.CONSOLE_VIEW)(record_console_number)


def solve(ack: Ack, body: dict[str, Any], view: dict[str, Any], services: Services) -> None:
    """Solve with the closing words."""
    closing = forms_state.parse_closing(view["state"]["values"])
    ticket_id, actor = _submitted(services, body, view)
    services.lifecycle.solve(ticket_id, actor, closing, once=f"view:{view['id']}")
    ack()


def add_details(ack: Ack, body: dict[str, Any], view: dict[str, Any], services: Services) -> None:
    """Add the details to the ticket."""
    details = forms_state.parse_details(view["state"]["values"])
    ticket_id, actor = _submitted(services, body, view)
    services.tickets.add_details(ticket_id, actor, details, once=f"view:{view['id']}")
    ack()


def set_priority(ack: Ack, body: dict[str, Any], view: dict[str, Any], services: Services) -> None:
    """Change the priority."""
    priority = forms_state.parse_priority(view["state"]["values"])
    ticket_id, actor = _submitted(services, body, view)
    services.lifecycle.set_priority(ticket_id, priority, actor)
    ack()


def reassign(ack: Ack, body: dict[str, Any], view: dict[str, Any], services: Services) -> None:
    """Hand the ticket to whoever fills the role."""
    role = forms_state.parse_assignee(view["state"]["values"])
    ticket_id, actor = _submitted(services, body, view)
    services.lifecycle.assign_to_role(ticket_id, role, actor)
    ack()


def record_console_number(ack: Ack, body: dict[str, Any], view: dict[str, Any], services: Services) -> None:
    """Keep the console's number, if one was given."""
    number = forms_state.parse_console_number(view["state"]["values"])
    ticket_id, actor = _submitted(services, body, view)
    services.tickets.set_console_number(ticket_id, actor, number)
    ack()


def _submitted(services: Services, body: dict[str, Any], view: dict[str, Any]) -> tuple[int, Actor]:
    """Return the form's ticket, and who the submitter is to that ticket's own account."""
    place = services.tickets.by_id(str(forms.origin_of(view).ticket))
    return place.ticket_id, identity.clicker(services, body, place.account)
