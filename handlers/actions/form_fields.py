"""Menus in a form that make it ask for other things, its guideline, and what opens the short form."""

from slack_bolt import Ack, App, BoltContext

from bot.blocks.answers import guide
from bot.blocks.forms.form_origin import NOT_OURS, FormOrigin
from bot.blocks.forms.intake_state import draft_of
from bot.blocks.forms.modals import message_modal
from bot.blocks.kit import ids
from bot.blocks.values import View
from bot.errors import WrongInput
from bot.services import Services
from handlers import answers, identity
from handlers.actions.clicked import on_ticket
from handlers.payloads.click import Click


def register(app: App) -> None:
    """Register the changing fields, the buttons and the staff's menu."""
    app.action(ids.INPUT)(ack=field_changed, lazy=[answers.deliver])
    app.action(ids.GUIDE)(ack=whole_guideline, lazy=[answers.deliver])
    app.action(ids.ANSWER)(ack=answer_questions, lazy=[answers.deliver])
    app.action(ids.ASK_FOR)(ack=ask_for, lazy=[answers.deliver])


def field_changed(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Ask what the type, product or length that was chosen asks for; what was typed stays."""
    answers.update_view(context, _asked_again(services, click))
    ack()


def _asked_again(services: Services, click: Click) -> View:
    """Return the open form for what is entered in it now; raises WrongInput for a view that has none."""
    form = click.form
    if form is None or form.callback_id not in (ids.NEW_TICKET_VIEW, ids.ANSWER_VIEW):
        raise WrongInput(NOT_OURS)
    origin, draft = FormOrigin.unpacked(form.metadata), draft_of(form.values)
    if form.callback_id == ids.NEW_TICKET_VIEW:
        actor = identity.actor(services, click.person, origin.account or draft.account_key)
        return services.forms.new_ticket(actor, origin, draft)
    place = services.places.by_id(str(origin.ticket))
    return services.intake.form(identity.actor_on(services, click.person, place), origin, draft)


def whole_guideline(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Show all of a product's guideline on top of the form."""
    actor = identity.actor(services, click.person, None)
    answers.open_view(context, guide.modal(services.guides.about(click.value, actor)))
    ack()


def answer_questions(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Open the short form: of all that is missing, or of the one question that was asked."""
    ticket_id, _, only = click.value.partition(":")
    clicked = on_ticket(services, click, ticket_id)
    origin = FormOrigin(ticket=clicked.ticket_id, only=only or None)
    answers.open_view(context, services.intake.form(clicked.actor, origin))
    ack()


def ask_for(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Ask the customer for what was chosen, and say so where it was chosen."""
    question, ticket_id = ids.split_more_value(click.value)
    clicked = on_ticket(services, click, ticket_id)
    services.once(click.once, lambda bot: bot.intake.ask_for(clicked.ticket_id, question, clicked.actor))
    if click.form:
        answers.open_view(context, message_modal("Asked", "It is asked for in the ticket's thread."))
    ack()
