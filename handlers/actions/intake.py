"""What changes in an intake's form, and what opens one: menus that ask for more, buttons, the guideline."""

from slack_bolt import Ack, App, BoltContext

from bot.blocks.answers import guide
from bot.blocks.kit import ids
from bot.services import Services
from handlers import answers, intake
from handlers.actions.clicked import on_ticket
from handlers.forms import Origin
from handlers.payloads.click import Click


def register(app: App) -> None:
    """Register the changing fields, the buttons and the staff's menu."""
    app.action(ids.INPUT)(ack=field_changed, lazy=[answers.deliver])
    app.action(ids.GUIDE)(ack=whole_guideline, lazy=[answers.deliver])
    app.action(ids.ANSWER)(ack=answer_questions, lazy=[answers.deliver])
    app.action(ids.ASK_FOR)(ack=ask_for, lazy=[answers.deliver])


def field_changed(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Ask what the type, product or length that was chosen asks for; what was typed stays."""
    answers.update_view(context, intake.again(services, click))
    ack()


def whole_guideline(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Show all of a product's guideline on top of the form."""
    about = services.guides.about(click.value)
    answers.open_view(context, guide.modal(about))
    ack()


def answer_questions(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Open the short form: of all that is missing, or of the one question that was asked."""
    ticket_id, _, only = click.value.partition(":")
    clicked = on_ticket(services, click, ticket_id)
    origin = Origin(ticket=clicked.ticket_id, only=only or None)
    answers.open_view(context, intake.answer(services, clicked.actor, origin))
    ack()


def ask_for(ack: Ack, click: Click, services: Services) -> None:
    """Ask the customer for what was chosen."""
    question, ticket_id = ids.split_more_value(click.value)
    clicked = on_ticket(services, click, ticket_id)
    services.intake.ask_for(clicked.ticket_id, question, clicked.actor)
    ack()
