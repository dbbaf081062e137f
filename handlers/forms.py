"""Which form opens with what in it; and what it carries along to its submission."""

import json
from dataclasses import asdict, dataclass, replace

from bot.blocks.answers import contacts
from bot.blocks.forms import modals, ticket_forms
from bot.blocks.kit.text import cut, one_line
from bot.blocks.messages.console import console_body
from bot.blocks.values import Answerer, Draft, View
from bot.domain.intake.findings import Finding
from bot.domain.permission import Action, Actor, Side, may, require
from bot.domain.routing import Role
from bot.errors import WrongInput
from bot.services import Services
from bot.steps import choices
from bot.steps.new_ticket import LONGEST_SUBJECT
from handlers.payloads.submission import OpenForm

NOT_OURS = "This form is from an older version. Please open it again."
"""What we say of a form whose metadata or kind is unknown to us."""
_NUMBER = (int, type(None))


@dataclass(frozen=True)
class Origin:
    """Where a form was opened: it travels in the view's private metadata and comes back with it."""

    account: str | None = None
    channel: str | None = None
    thread_ts: str | None = None
    author: str | None = None
    """Who wrote the message that the form grew from."""
    by_shortcut: bool | None = None
    ticket: int | None = None
    only: str | None = None
    """The one question that a ticket's short form asks."""
    warned: str | None = None
    """Marks of what the checks have warned of: each is told once."""

    def packed(self) -> str:
        """Return it as private metadata."""
        return json.dumps({key: value for key, value in asdict(self).items() if value is not None})


def origin_of(form: OpenForm) -> Origin:
    """Read it back; raises WrongInput for metadata that is not ours."""
    try:
        origin = Origin(**json.loads(form.metadata))
    except (ValueError, TypeError):
        raise WrongInput(NOT_OURS) from None
    texts = (
        origin.account,
        origin.channel,
        origin.thread_ts,
        origin.author,
        origin.only,
        origin.warned,
    )
    if not all(text is None or isinstance(text, str) for text in texts) or type(origin.ticket) not in _NUMBER:
        raise WrongInput(NOT_OURS)
    return origin


def new_ticket(
    services: Services,
    actor: Actor,
    origin: Origin,
    draft: Draft | None = None,
    warnings: tuple[Finding, ...] = (),
) -> View:
    """Return the form *New ticket*; outside an account's channel it asks for the account."""
    require(actor, Action.OPEN)
    theirs = services.people.accounts_of(actor.team)
    only_one = theirs[0] if len(theirs) == 1 else None
    account = origin.account or only_one
    ask = None if account else choices.accounts(services.runbook, theirs)
    filled = draft or Draft()
    meant = account or (filled.account_key if filled.account_key in theirs else None)
    return ticket_forms.new_ticket_form(
        choices.products(services.runbook),
        choices.priorities(services.runbook.terms(meant).sla),
        account_choices=ask,
        on_behalf_of=actor.side is Side.STAFF,
        prefill=filled,
        intake=services.intake.form(filled, warnings),
        private_metadata=replace(origin, account=account).packed(),
    )


def of_message(services: Services, actor: Actor, origin: Origin, draft: Draft | None) -> View:
    """Return the form *New ticket* of a message: with the IDs in it, and the product they hint at."""
    return new_ticket(services, actor, origin, services.intake.drafted(draft) if draft else None)


def draft_of(text: str, author: str | None = None) -> Draft:
    """Return what a message's plain text prefills: its first line as the subject, all of it below."""
    lines = text.strip().splitlines()
    subject = cut(one_line(lines[0]), LONGEST_SUBJECT) if lines else ""
    return Draft(subject=subject, description=text, requester_slack=author)


def escalate(services: Services, ticket_id: int, actor: Actor) -> View:
    """Return the form *Escalate* of a ticket."""
    require(actor, Action.ESCALATE)
    card = services.tickets.card(ticket_id, actor)
    reasons = choices.reasons(services.runbook.terms(card.account_key).escalation)
    return ticket_forms.escalate_form(card.line, reasons, private_metadata=Origin(ticket=ticket_id).packed())


def escalate_chat(services: Services, actor: Actor, origin: Origin, draft: Draft) -> View:
    """Return the form *Escalate* of a message that is no ticket: it makes one."""
    require(actor, Action.ESCALATE)
    reasons = choices.reasons(services.runbook.terms(origin.account).escalation)
    return ticket_forms.escalate_form(None, reasons, draft=draft, private_metadata=origin.packed())


def solve(services: Services, ticket_id: int, actor: Actor) -> View:
    """Return the form *Solve*: the closing words go to the customer."""
    require(actor, Action.SOLVE)
    line = services.tickets.card(ticket_id, actor).line
    return ticket_forms.solve_form(line, private_metadata=Origin(ticket=ticket_id).packed())


def add_details(services: Services, ticket_id: int, actor: Actor) -> View:
    """Return the form *Add details*."""
    require(actor, Action.ADD_DETAILS)
    line = services.tickets.card(ticket_id, actor).line
    return ticket_forms.add_details_form(line, private_metadata=Origin(ticket=ticket_id).packed())


def priority(services: Services, ticket_id: int, actor: Actor) -> View:
    """Return the form *Priority*."""
    require(actor, Action.SET_PRIORITY)
    card = services.tickets.card(ticket_id, actor)
    priorities = choices.priorities(services.runbook.terms(card.account_key).sla)
    return ticket_forms.priority_form(
        card.line, priorities, private_metadata=Origin(ticket=ticket_id).packed()
    )


def reassign(services: Services, ticket_id: int, actor: Actor) -> View:
    """Return the form *Reassign*."""
    require(actor, Action.ASSIGN)
    card = services.tickets.card(ticket_id, actor)
    team = services.runbook.account(card.account_key).team()
    now = services.clock.now()
    people = [Answerer(tam.role, tam.holder(now).name, tam.holder(now).slack) for tam in team.tams]
    people.append(Answerer(Role.PSE, team.pse_name))
    return ticket_forms.reassign_form(card.line, people, private_metadata=Origin(ticket=ticket_id).packed())


def why(services: Services, ticket_id: int, actor: Actor) -> View:
    """Return why the ticket is with whoever has it."""
    require(actor, Action.WHY)
    card = services.tickets.card(ticket_id, actor)
    return modals.why_modal(card.line, card.why)


def console_text(services: Services, ticket_id: int, actor: Actor) -> View:
    """Return the text to file in the provider's console, with a field for the number it gets there."""
    require(actor, Action.CONSOLE)
    card = services.tickets.card(ticket_id, actor)
    return modals.console_text_modal(
        card.line,
        card.subject,
        console_body(card, services.runbook.provider.name),
        url=card.console_url,
        number=card.console_number,
        private_metadata=Origin(ticket=ticket_id).packed(),
    )


def phone(services: Services, account: str, actor: Actor, country: str = "") -> View:
    """Return the numbers, who answers now, and the PIN for those it is meant for."""
    directory = services.directory
    pin = directory.pin(account, actor) if may(actor.side, Action.SEE_PIN) else None
    return contacts.phone_modal(
        services.runbook.account(account).name,
        directory.phones(actor, country),
        pin,
        directory.answers_now(account),
        directory.how_calls_go(),
    )
