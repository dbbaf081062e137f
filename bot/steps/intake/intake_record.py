"""Keep what was told of a ticket: in its form, or later in prose."""

from dataclasses import replace

from bot.blocks.forms.intake_state import IntakeInput
from bot.domain.ticket import TicketType
from bot.runbook import OTHER, Provider
from bot.steps.intake import intake_checks
from bot.steps.intake.intake_facts import report_of
from bot.steps.work import Work
from models.ticket import Ticket
from models.ticket_intake import TicketIntake


def understood(provider: Provider, product: str, text: str) -> tuple[str, tuple[str, ...]]:
    """Return the product that a text is about, where none was named, and the example IDs in it."""
    guessed = intake_checks.guessed_product(provider, text) if product == OTHER else None
    return guessed or product, intake_checks.ids_in(provider, text)


def remember(work: Work, ticket: Ticket, entered: IntakeInput) -> TicketIntake:
    """Keep what was entered in the form that made a ticket; return that."""
    told = TicketIntake.made(work.session, ticket.id)
    product = work.runbook.provider.product(ticket.product)
    # Without a short form of its own all of the product's questions may still be asked.
    told.abridged = entered.abridged and product.abridged is not None
    told.answers = dict(entered.answers)
    told.from_number, told.to_number = entered.from_number, entered.to_number
    told.examples_text = entered.examples_text
    return told


def add_examples(work: Work, ticket: Ticket, told: TicketIntake, text: str) -> None:
    """Add the examples of a field to a ticket; words between them are kept as they were typed."""
    report = replace(report_of(ticket, told), examples_text=text, description="", answers={})
    checked = intake_checks.check_report(work.runbook.provider, report, work.now)
    _add(ticket, checked.example_ids)
    if checked.has_words:
        told.examples_text = f"{told.examples_text}\n{text}".strip()


def hear(work: Work, ticket: Ticket, text: str) -> None:
    """Add the IDs that a customer's reply holds to the ticket's examples, and guess what it is about."""
    if ticket.type is not TicketType.ISSUE:
        return
    found = intake_checks.ids_in(work.runbook.provider, text)
    if found and ticket.product == OTHER and not ticket.example_ids:
        ticket.product = intake_checks.guessed_product(work.runbook.provider, text) or ticket.product
    _add(ticket, found)


def _add(ticket: Ticket, example_ids: tuple[str, ...]) -> None:
    known = {each.casefold() for each in ticket.example_ids}
    new = [each for each in example_ids if each.casefold() not in known]
    ticket.example_ids = [*ticket.example_ids, *new][: intake_checks.MOST_EXAMPLES]
