"""A ticket's short form *Answer questions*, submitted."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App

from bot.blocks.forms.forms_state import FormRefused, Reader
from bot.blocks.forms.intake_state import draft_of, parse_intake
from bot.blocks.kit import ids
from bot.services import Services
from bot.services.intake import Answers
from handlers import forms, identity, intake


def register(app: App) -> None:
    """Register the submission."""
    app.view(ids.ANSWER_VIEW)(submit)


def submit(ack: Ack, body: dict[str, Any], view: dict[str, Any], services: Services) -> None:
    """Add the answers to the ticket; what the checks doubt is told once before."""
    origin, values = forms.origin_of(view), view["state"]["values"]
    place = services.tickets.by_id(str(origin.ticket))
    actor = identity.clicker(services, body, place.account)
    told = _told(view, services)
    found = services.intake.check_answers(place.ticket_id, told)
    if intake.unseen(origin, found):
        origin = intake.warned(origin, found)
        again = intake.answer(services, actor, origin, draft_of(values), found)
        ack(response_action="update", view=again)
        return
    services.intake.answer(place.ticket_id, actor, told, once=f"view:{view['id']}")
    ack()


def _told(view: dict[str, Any], services: Services) -> Answers:
    form = Reader(view["state"]["values"])
    happened_at = form.instant(ids.HAPPENED_BLOCK, services.clock.now())
    if form.errors:
        raise FormRefused(form.errors)
    told = Answers(parse_intake(view["state"]["values"]), form.choice(ids.PRODUCT_BLOCK), happened_at)
    if told == replace(Answers(type(told.entered)()), product=told.product):
        raise FormRefused(_first_field(view))
    return told


def _first_field(view: dict[str, Any]) -> dict[str, str]:
    """Put the complaint below a field there is, since Slack shows none without one."""
    inputs = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    return {inputs[-1]: "Answer at least one question."} if inputs else {}
