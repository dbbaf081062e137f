"""The intake's forms as they change under people's hands: fields by product, warnings told once."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from bot.blocks.forms import intake_answer
from bot.blocks.forms.intake_state import draft_of
from bot.blocks.kit import ids
from bot.blocks.values import Draft, View
from bot.domain.intake.findings import Finding
from bot.domain.permission import Actor
from bot.errors import WrongInput
from bot.services import Services
from bot.steps import choices
from handlers import forms, identity
from handlers.forms import Origin
from handlers.payloads.click import Click

_MARKS = 200
"""As many as a view's metadata holds; who was warned of so much is warned no more."""


def again(services: Services, click: Click) -> View:
    """Return the open form anew for what is entered in it now; raises WrongInput for a view that has none."""
    form = click.form
    if form is None:
        raise WrongInput(forms.NOT_OURS)
    origin, draft = forms.origin_of(form), draft_of(form.values)
    if form.callback_id == ids.NEW_TICKET_VIEW:
        actor = identity.actor(services, click.person, origin.account or draft.account_key)
        return forms.new_ticket(services, actor, origin, draft)
    if form.callback_id == ids.ANSWER_VIEW:
        place = services.tickets.by_id(str(origin.ticket))
        return answer(services, identity.actor(services, click.person, place.account), origin, draft)
    raise WrongInput(forms.NOT_OURS)


def answer(
    services: Services,
    actor: Actor,
    origin: Origin,
    draft: Draft | None = None,
    warnings: tuple[Finding, ...] = (),
) -> View:
    """Return the short form of what a ticket lacks."""
    asked = services.intake.questions(origin.ticket or 0, actor, origin.only or "", draft)
    return intake_answer.answer_form(
        asked.line,
        replace(asked.form, warnings=warnings),
        draft=asked.draft,
        products=choices.products(services.runbook) if asked.asks_product else (),
        private_metadata=origin.packed(),
    )


def unseen(origin: Origin, found: Iterable[Finding]) -> bool:
    """Tell whether any finding has not been warned of in this form."""
    known = set((origin.warned or "").split())
    return len(known) < _MARKS and any(_mark(finding) not in known for finding in found)


def warned(origin: Origin, found: Iterable[Finding]) -> Origin:
    """Return where the form was opened, with what it has warned of by now."""
    marks = dict.fromkeys([*(origin.warned or "").split(), *(_mark(finding) for finding in found)])
    return replace(origin, warned=" ".join(list(marks)[:_MARKS]))


def _mark(finding: Finding) -> str:
    about = f"{finding.part}/{finding.check}/{finding.about}"
    return hashlib.sha256(about.encode()).hexdigest()[:8]
