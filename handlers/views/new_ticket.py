"""The form *New ticket*, submitted."""

import contextlib
from dataclasses import replace
from functools import partial

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.blocks.forms.form_origin import FormOrigin
from bot.blocks.forms.forms_state import FormRefused, NewTicketInput, parse_new_ticket
from bot.blocks.forms.intake_state import IntakeInput, draft_of, parse_intake
from bot.blocks.kit import ids
from bot.blocks.values import Draft, View
from bot.domain.commands.outages import speaks_of_urgency
from bot.domain.intake.findings import Finding
from bot.domain.permission import Actor, Side
from bot.domain.ticket import TicketOrigin, TicketType
from bot.errors import WrongInput
from bot.services import Services
from bot.steps.intake import intake_checks
from bot.steps.intake.intake_checks import Checked, Report
from bot.steps.new_ticket import DEFAULT_PRIORITY, NewTicket
from handlers import identity, message_lookup, whole_messages
from handlers.payloads.submission import OpenForm, Submission


def register(app: App) -> None:
    """Register the submission."""
    app.view(ids.NEW_TICKET_VIEW)(ack=submit, lazy=[whole_messages.put_back_noted])


def submit(
    ack: Ack, submission: Submission, client: WebClient, context: BoltContext, services: Services
) -> None:
    """Open the ticket, once for each opened form; raises WrongInput where no account was chosen."""
    form, origin = submission.form, FormOrigin.unpacked(submission.form.metadata)
    filled, entered = _read(form, services)
    account = _account(origin, filled)
    actor = identity.actor(services, submission.person, account)
    if filled.requester_slack not in (None, actor.user, origin.author):
        _check_requester(services, client, account, filled.requester_slack)
    checked = services.intake.check(_report(filled, entered), actor)
    if origin.warns_anew(checked.worth_a_stop):
        draft = replace(draft_of(form.values), product_id=filled.product_id)
        ack(response_action="update", view=_warning(services, actor, origin, draft, checked.findings))
        return
    new = _new_ticket(services, form, origin, filled, account, actor)
    new = replace(new, example_ids=checked.example_ids, intake=_kept(entered, checked))
    services.once(form.once, lambda bot: _open(context, bot, new, origin))
    ack()


def _account(origin: FormOrigin, filled: NewTicketInput) -> str:
    account = origin.account or filled.account_key
    if account is None:
        raise WrongInput("Choose an account.")
    return account


def _open(context: BoltContext, services: Services, new: NewTicket, origin: FormOrigin) -> None:
    """Open the ticket, whole; whoever can't see its card from where they are is told directly."""
    opened = services.opening.open(new)
    if origin.channel not in (new.channel, services.runbook.account(new.account).triage_id):
        services.opening.tell_directly(opened.ticket_id, new.opened_by)
    whole_messages.note(context, services, origin, opened.ticket_id, new.opened_by, new.description)


def _read(form: OpenForm, services: Services) -> tuple[NewTicketInput, IntakeInput]:
    """Read the whole form; FormRefused with all that is wrong with it."""
    errors: dict[str, str] = {}
    provider, entered = services.runbook.provider, IntakeInput()
    try:
        entered = replace(parse_intake(form.values), abridged=draft_of(form.values).abridged)
    except FormRefused as refused:
        errors = refused.errors
    try:
        filled = parse_new_ticket(
            form.values, services.clock.now(), partial(intake_checks.product_told, provider)
        )
    except FormRefused as refused:
        raise FormRefused(errors | refused.errors) from None
    if errors:
        raise FormRefused(errors)
    return filled, entered


def _report(filled: NewTicketInput, entered: IntakeInput) -> Report:
    return Report(
        product=filled.product_id,
        subject=filled.subject,
        description=filled.description,
        type=filled.type,
        abridged=entered.abridged,
        examples_text=entered.examples_text,
        happened_at=filled.happened_at,
        from_number=entered.from_number,
        to_number=entered.to_number,
        answers=entered.answers,
    )


def _warning(
    services: Services, actor: Actor, origin: FormOrigin, draft: Draft, found: tuple[Finding, ...]
) -> View:
    """Return the form as it is filled in, with what the checks say; sending it again overrules them."""
    return services.forms.new_ticket(actor, origin.having_warned(found), draft, found)


def _kept(entered: IntakeInput, checked: Checked) -> IntakeInput:
    """Return what was entered, with the field of examples only where it holds more than IDs."""
    return entered if checked.holds_more else replace(entered, examples_text="")


def _new_ticket(
    services: Services,
    form: OpenForm,
    origin: FormOrigin,
    filled: NewTicketInput,
    account: str,
    actor: Actor,
) -> NewTicket:
    channel = services.channels.channel_of(account)
    return NewTicket(
        account=account,
        origin=TicketOrigin.SHORTCUT if origin.by_shortcut else TicketOrigin.FORM,
        origin_key=form.once,
        requester=requester(services, account, actor, filled.requester_slack or origin.author),
        opened_by=actor,
        subject=filled.subject,
        description=filled.description,
        channel=channel,
        type=filled.type,
        product=services.runbook.provider.product(filled.product_id).id,
        priority=filled.priority,
        urgency_unclear=_is_unclear(filled),
        happened_at=filled.happened_at,
        example_ids=filled.example_ids,
        thread_ts=origin.thread_ts if origin.channel == channel else None,
    )


def _is_unclear(filled: NewTicketInput) -> bool:
    """Tell whether an issue that sounds urgent was left at the priority that the form begins with."""
    left = filled.type is TicketType.ISSUE and filled.priority is DEFAULT_PRIORITY
    return left and speaks_of_urgency(f"{filled.subject}\n{filled.description}")


def _check_requester(services: Services, client: WebClient, account: str, named: str) -> None:
    """Refuse a ticket on behalf of somebody who is not the customer's, or that Slack says nothing of now."""
    with contextlib.suppress(OSError):  # too slow: it is not known then, and that is said
        identity.meet(services, message_lookup.quick(client), named)
    if not services.people.knows(named):
        raise FormRefused(
            {ids.REQUESTER_BLOCK: "Slack is slow to tell me who that is. Please send it again."}
        )
    if services.people.actor(account, named).side is not Side.CUSTOMER:
        whose = services.runbook.account(account).name
        raise FormRefused({ids.REQUESTER_BLOCK: f"Choose one of {whose}'s own people, or leave it empty."})


def requester(services: Services, account: str, actor: Actor, named: str | None) -> Actor:
    """Return whose ticket it is: the person named or quoted, if that is a customer; else whoever opens it."""
    if named is None or named == actor.user:
        return actor
    person = services.people.actor(account, named)
    return person if person.side is Side.CUSTOMER else actor
