"""The form *Escalate*, submitted: on a ticket, or on chat that becomes one by it."""

from slack_bolt import Ack, App, BoltContext

from bot.blocks.forms.form_origin import FormOrigin
from bot.blocks.forms.forms_state import EscalationInput, parse_escalation
from bot.blocks.kit import ids
from bot.domain.permission import Actor
from bot.domain.ticket import TicketOrigin
from bot.errors import WrongInput
from bot.services import Services
from bot.services.escalations import priority_for
from bot.steps.deadlines.alarms_raised import Alarm
from bot.steps.new_ticket import NewTicket
from handlers import identity, whole_messages
from handlers.payloads.submission import OpenForm, Submission
from handlers.views.new_ticket import requester


def register(app: App) -> None:
    """Register the submission."""
    app.view(ids.ESCALATE_VIEW)(ack=submit, lazy=[whole_messages.put_back_noted])


def submit(ack: Ack, submission: Submission, context: BoltContext, services: Services) -> None:
    """Raise the alarm, once for each opened form.

    Raises WrongInput for a form without an account.
    """
    form = submission.form
    origin, filled = FormOrigin.unpacked(form.metadata), parse_escalation(form.values)
    if origin.ticket:
        place = services.places.by_id(str(origin.ticket))
        alarm = _alarm(filled, identity.actor_on(services, submission.person, place))
        services.escalations.raise_on(origin.ticket, alarm, once=form.once)
    elif origin.account is None:
        raise WrongInput("This form belongs to no account. Please open it again.")
    else:
        actor = identity.actor(services, submission.person, origin.account)
        alarm = _alarm(filled, actor)
        new = _new_ticket(services, form, origin, filled, origin.account, actor)
        ticket = services.escalations.raise_on_chat(new, alarm).ticket_id
        whole_messages.note(context, services, origin, ticket, actor, new.description)
    ack()


def _alarm(filled: EscalationInput, actor: Actor) -> Alarm:
    return Alarm(filled.reason, actor, filled.comment, filled.reach)


def _new_ticket(
    services: Services,
    form: OpenForm,
    origin: FormOrigin,
    filled: EscalationInput,
    account: str,
    actor: Actor,
) -> NewTicket:
    return NewTicket(
        account=account,
        origin=TicketOrigin.SHORTCUT if origin.by_shortcut else TicketOrigin.FORM,
        origin_key=form.once,
        requester=requester(services, account, actor, origin.author),
        opened_by=actor,
        subject=filled.subject or "",
        description=filled.description or "",
        channel=services.channels.channel_of(account),
        priority=priority_for(filled.reason),
        thread_ts=origin.thread_ts,
    )
