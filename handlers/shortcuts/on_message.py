"""The message shortcuts: what was said becomes a ticket, an alarm, or a ticket apart from its thread's."""

from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt import Ack, App, BoltContext

from bot.blocks.forms.form_origin import FormOrigin
from bot.blocks.forms.modals import message_modal
from bot.blocks.kit import ids
from bot.blocks.values import Draft, View
from bot.domain.permission import Actor
from bot.errors import WrongInput
from bot.services import Services
from bot.services.forms import TicketForm
from handlers import answers, hearing, identity
from handlers.payloads.shortcut import Shortcut


@dataclass(frozen=True)
class Chosen:
    """The message that a shortcut was used on."""

    origin: FormOrigin
    draft: Draft
    account: str
    ts: str


def register(app: App) -> None:
    """Register the three shortcuts."""
    app.shortcut(ids.CREATE_TICKET_SHORTCUT)(ack=create_ticket, lazy=[answers.deliver])
    app.shortcut(ids.ESCALATE_SHORTCUT)(ack=escalate, lazy=[answers.deliver])
    app.shortcut(ids.SPLIT_SHORTCUT)(ack=split, lazy=[answers.deliver])


def create_ticket(ack: Ack, shortcut_used: Shortcut, context: BoltContext, services: Services) -> None:
    """Open the form, filled with the message; a thread that is a ticket already is pointed to."""
    _open(context, services, shortcut_used, TicketForm.ALREADY, services.forms.of_message)
    ack()


def escalate(ack: Ack, shortcut_used: Shortcut, context: BoltContext, services: Services) -> None:
    """Open the form *Escalate*: of the thread's ticket, or of one that it makes."""
    _open(context, services, shortcut_used, TicketForm.ESCALATE, services.forms.escalate_chat)
    ack()


def split(ack: Ack, shortcut_used: Shortcut, context: BoltContext, services: Services) -> None:
    """Make a customer's reply a ticket of its own, and say which."""
    chosen = _chosen(services, shortcut_used)
    actor = identity.actor(services, shortcut_used.person, chosen.account)
    opened = services.related.split(chosen.origin.channel or "", chosen.ts, actor)
    stands = "was split off before" if opened.already else "is open; its clock runs from when that was said"
    answers.open_view(context, message_modal("Split off", f"{opened.key} {stands}."))
    ack()


def _open(
    context: BoltContext,
    services: Services,
    shortcut_used: Shortcut,
    of_ticket: TicketForm,
    of_chat: Callable[[Actor, FormOrigin, Draft], View],
) -> None:
    """Open the form for the ticket that the thread is, else the one for chat that is none."""
    chosen = _chosen(services, shortcut_used)
    actor = identity.actor(services, shortcut_used.person, chosen.account)
    live = services.places.live_at(chosen.origin.channel or "", chosen.origin.thread_ts or chosen.ts)
    if live:
        view = services.forms.of_ticket(of_ticket, live.ticket_id, actor)
    else:
        view = of_chat(actor, chosen.origin, chosen.draft)
    answers.open_view(context, view)
    answers.meet(context, chosen.origin.author)


def _chosen(services: Services, shortcut_used: Shortcut) -> Chosen:
    message = shortcut_used.message
    account = identity.account_of(services, message.channel) if message else None
    if message is None or account is None:
        raise WrongInput("No account belongs to this channel. Use /ticket, which asks for the account.")
    author = message.author.user if message.author else None
    origin = FormOrigin(account, message.channel, message.root, author, by_shortcut=True, message=message.ts)
    return Chosen(origin, hearing.prefilled_by(services, account, message), account, message.ts)
