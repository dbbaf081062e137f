"""Open forms: which one, with what in it; each asks for the permission that sending it needs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum

from bot.blocks.answers import contacts
from bot.blocks.forms import modals, ticket_forms
from bot.blocks.forms.form_origin import FormOrigin
from bot.blocks.messages.console.pasting import console_body
from bot.blocks.values import Answerer, Draft, PriorityChoice, TicketCard, View
from bot.domain.intake.findings import Finding
from bot.domain.permission import Action, Actor, Side, may, require
from bot.domain.routing import Role
from bot.services.service import ForPeople
from bot.steps import cards, choices, drafts, recomputed
from bot.steps.intake import intake_forms
from bot.steps.people import identities, phone_line
from bot.steps.work import Work


class TicketForm(StrEnum):
    """The forms of one ticket that stands already."""

    ESCALATE = "escalate"
    SOLVE = "solve"
    ADD_DETAILS = "add details"
    PRIORITY = "priority"
    REASSIGN = "reassign"
    WHY = "why"
    CONSOLE_TEXT = "console text"
    ALREADY = "already"
    """Says that the thread is a ticket already."""


class Forms(ForPeople):
    """Use cases of opening a form."""

    def of_ticket(self, form: TicketForm, ticket_id: int, actor: Actor) -> View:
        """Return one of a ticket's forms; raises NotFound."""
        action, build = _OF_TICKET[form]
        require(actor, action)
        with self.reading() as work:
            return build(work, cards.card(work, work.peek(ticket_id)), FormOrigin(ticket=ticket_id).packed())

    def whole_ticket(self, ticket_id: int, actor: Actor) -> View:
        """Return all that the actor's side sees of a ticket; raises NotFound."""
        require(actor, Action.VIEW)
        with self.reading() as work:
            card = cards.whole(work, work.peek(ticket_id))
            return modals.whole_ticket_modal(card, for_staff=actor.side is Side.STAFF)

    def new_ticket(
        self,
        actor: Actor,
        origin: FormOrigin,
        draft: Draft | None = None,
        warnings: tuple[Finding, ...] = (),
    ) -> View:
        """Return the form *New ticket*; outside an account's channel it asks for the account."""
        require(actor, Action.OPEN)
        theirs = identities.accounts_of(self.runbook, actor.team)
        only_one = theirs[0] if len(theirs) == 1 else None
        account = origin.account or only_one
        filled = draft or Draft()
        meant = account or (filled.account_key if filled.account_key in theirs else None)
        return ticket_forms.new_ticket_form(
            choices.products(self.runbook),
            self._priorities(meant),
            account_choices=None if account else choices.accounts(self.runbook, theirs),
            on_behalf_of=actor.side is Side.STAFF,
            prefill=filled,
            intake=intake_forms.form_for(self.runbook.provider, filled, warnings),
            private_metadata=replace(origin, account=account).packed(),
        )

    def _priorities(self, account: str | None) -> tuple[PriorityChoice, ...]:
        if account is None:
            return choices.priorities(self.runbook.terms(None).sla)
        with self.reading() as work:
            return choices.priorities_now(work, account)

    def of_message(self, actor: Actor, origin: FormOrigin, draft: Draft | None) -> View:
        """Return the form *New ticket* of a message: with the IDs in it, and the product they hint at."""
        return self.new_ticket(
            actor, origin, drafts.with_ids(self.runbook.provider, draft) if draft else None
        )

    def escalate_chat(self, actor: Actor, origin: FormOrigin, draft: Draft) -> View:
        """Return the form *Escalate* of a message that is no ticket: it makes one."""
        require(actor, Action.ESCALATE)
        reasons = choices.reasons(self.runbook.terms(origin.account).escalation)
        return ticket_forms.escalate_form(None, reasons, draft=draft, private_metadata=origin.packed())

    def phone(self, account: str, actor: Actor, country: str = "") -> View:
        """Return the numbers, who answers now, and the PIN for those it is meant for."""
        require(actor, Action.SEE_PHONES)
        named = self.runbook.account(account)
        with self.reading() as work:
            return contacts.phone_modal(
                named.name,
                phone_line.numbers(self.runbook.provider, country),
                named.pin.reveal() if named.pin and may(actor.side, Action.SEE_PIN) else None,
                phone_line.answers_now(work, account),
                phone_line.how_calls_go(self.runbook.provider),
            )


def _escalate(work: Work, card: TicketCard, metadata: str) -> View:
    reasons = choices.reasons(work.runbook.terms(card.account_key).escalation)
    return ticket_forms.escalate_form(card.line, reasons, private_metadata=metadata)


def _solve(_work: Work, card: TicketCard, metadata: str) -> View:
    return ticket_forms.solve_form(card.line, private_metadata=metadata)


def _add_details(_work: Work, card: TicketCard, metadata: str) -> View:
    return ticket_forms.add_details_form(card.line, private_metadata=metadata)


def _priority(work: Work, card: TicketCard, metadata: str) -> View:
    priorities = choices.priorities(work.runbook.terms(card.account_key).sla)
    return ticket_forms.priority_form(card.line, priorities, private_metadata=metadata)


def _reassign(work: Work, card: TicketCard, metadata: str) -> View:
    team = work.account(card.account_key).team()
    people = [Answerer(tam.role, tam.holder(work.now).name, tam.holder(work.now).slack) for tam in team.tams]
    people.append(Answerer(Role.PSE, team.pse_name))
    return ticket_forms.reassign_form(card.line, people, private_metadata=metadata)


def _why(work: Work, card: TicketCard, _metadata: str) -> View:
    return modals.why_modal(card.line, card.why, recomputed.decisions(work, work.peek(card.line.id)))


def _console_text(work: Work, card: TicketCard, metadata: str) -> View:
    """Return the text to file in the provider's console, with a field for the number it gets there."""
    return modals.console_text_modal(
        card.line,
        card.line.subject,
        console_body(card, work.runbook.provider.name),
        url=card.console.url,
        number=card.console.number,
        private_metadata=metadata,
    )


def _already(_work: Work, card: TicketCard, _metadata: str) -> View:
    return modals.ticket_exists_modal(card.line)


_OF_TICKET: Mapping[TicketForm, tuple[Action, Callable[[Work, TicketCard, str], View]]] = {
    TicketForm.ESCALATE: (Action.ESCALATE, _escalate),
    TicketForm.SOLVE: (Action.SOLVE, _solve),
    TicketForm.ADD_DETAILS: (Action.ADD_DETAILS, _add_details),
    TicketForm.PRIORITY: (Action.SET_PRIORITY, _priority),
    TicketForm.REASSIGN: (Action.ASSIGN, _reassign),
    TicketForm.WHY: (Action.WHY, _why),
    TicketForm.CONSOLE_TEXT: (Action.CONSOLE, _console_text),
    TicketForm.ALREADY: (Action.VIEW, _already),
}
