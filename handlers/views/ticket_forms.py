"""The small forms of one ticket, submitted: solve, add details, priority, reassign, console number."""

from collections.abc import Callable

from slack_bolt import Ack, App

from bot.blocks.forms import forms_state
from bot.blocks.forms.form_origin import FormOrigin
from bot.blocks.kit import ids
from bot.domain.permission import Actor
from bot.services import Services
from handlers import identity
from handlers.payloads.submission import Submission


def register(app: App) -> None:
    """Register the five submissions."""
    app.view(ids.SOLVE_VIEW)(solve)
    app.view(ids.ADD_DETAILS_VIEW)(add_details)
    app.view(ids.PRIORITY_VIEW)(set_priority)
    app.view(ids.REASSIGN_VIEW)(reassign)
    app.view(ids.CONSOLE_VIEW)(record_console_number)


def solve(ack: Ack, submission: Submission, services: Services) -> None:
    """Solve with the closing words."""
    closing = forms_state.parse_closing(submission.form.values)
    ticket_id, actor = _submitted(services, submission)
    services.lifecycle.solve(ticket_id, actor, closing, once=submission.form.once)
    ack()


def add_details(ack: Ack, submission: Submission, services: Services) -> None:
    """Add the details to the ticket."""
    details = forms_state.parse_details(submission.form.values)
    ticket_id, actor = _submitted(services, submission)
    services.tickets.add_details(ticket_id, actor, details, once=submission.form.once)
    ack()


def set_priority(ack: Ack, submission: Submission, services: Services) -> None:
    """Change the priority."""
    priority = forms_state.parse_priority(submission.form.values)
    _do(
        services,
        submission,
        lambda bot, ticket_id, actor: bot.lifecycle.set_priority(ticket_id, priority, actor),
    )
    ack()


def reassign(ack: Ack, submission: Submission, services: Services) -> None:
    """Hand the ticket to whoever fills the role."""
    role = forms_state.parse_assignee(submission.form.values)
    _do(
        services,
        submission,
        lambda bot, ticket_id, actor: bot.lifecycle.assign_to_role(ticket_id, role, actor),
    )
    ack()


def record_console_number(ack: Ack, submission: Submission, services: Services) -> None:
    """Keep the console's number, if one was given."""
    number = forms_state.parse_console_number(submission.form.values)
    _do(
        services,
        submission,
        lambda bot, ticket_id, actor: bot.tickets.set_console_number(ticket_id, actor, number),
    )
    ack()


def _do(services: Services, submission: Submission, do: Callable[[Services, int, Actor], object]) -> None:
    """Do to the form's ticket what was submitted, once for each opened form."""
    ticket_id, actor = _submitted(services, submission)
    services.once(submission.form.once, lambda bot: do(bot, ticket_id, actor))


def _submitted(services: Services, submission: Submission) -> tuple[int, Actor]:
    """Return the form's ticket, and who the submitter is to that ticket's own account."""
    place = services.places.by_id(str(FormOrigin.unpacked(submission.form.metadata).ticket))
    return place.ticket_id, identity.actor_on(services, submission.person, place)
