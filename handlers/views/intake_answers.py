"""A ticket's short form *Answer questions*, submitted."""

from dataclasses import replace

from slack_bolt import Ack, App

from bot.blocks.forms.form_origin import FormOrigin
from bot.blocks.forms.forms_state import FormRefused, Reader
from bot.blocks.forms.intake_state import draft_of, parse_intake
from bot.blocks.kit import ids
from bot.services import Services
from bot.services.intake import Answers
from handlers import identity
from handlers.payloads.submission import OpenForm, Submission


def register(app: App) -> None:
    """Register the submission."""
    app.view(ids.ANSWER_VIEW)(submit)


def submit(ack: Ack, submission: Submission, services: Services) -> None:
    """Add the answers to the ticket; what the checks doubt is told once before."""
    form = submission.form
    origin = FormOrigin.unpacked(form.metadata)
    place = services.places.by_id(str(origin.ticket))
    actor = identity.actor_on(services, submission.person, place)
    told = _told(form, services)
    found = services.intake.check_answers(place.ticket_id, actor, told)
    if origin.warns_anew(found):
        origin = origin.having_warned(found)
        again = services.intake.form(actor, origin, draft_of(form.values), found)
        ack(response_action="update", view=again)
        return
    services.intake.answer(place.ticket_id, actor, told, once=form.once)
    ack()


def _told(form: OpenForm, services: Services) -> Answers:
    read = Reader(form.values)
    happened_at = read.instant(ids.HAPPENED_BLOCK, services.clock.now())
    if read.errors:
        raise FormRefused(read.errors)
    told = Answers(parse_intake(form.values), read.choice(ids.PRODUCT_BLOCK), happened_at)
    if told == replace(Answers(type(told.entered)()), product=told.product):
        raise FormRefused(_first_field(form))
    return told


def _first_field(form: OpenForm) -> dict[str, str]:
    """Put the complaint below a field there is, since Slack shows none without one."""
    return {form.inputs[-1]: "Answer at least one question."} if form.inputs else {}
