"""What is known of a ticket's intake: how complete it is, what the checks say, what was answered."""

from collections.abc import Iterator, Sequence

from bot.blocks.values import IntakeFacts
from bot.domain.events.evidence import HandedOn
from bot.domain.intake.age import kept
from bot.domain.intake.completeness import Completeness, Item, Told, of_examples, of_questions
from bot.domain.intake.evidence import Window, window
from bot.domain.intake.findings import Check
from bot.domain.intake.kinds import ExamplesWanted, Shape
from bot.domain.permission import Side
from bot.domain.ticket import TicketType
from bot.runbook import Input, Product, Provider, Question, intake_rules
from bot.steps.intake import intake_forms
from bot.steps.intake.intake_checks import Checked, Report, check_report
from bot.steps.work import Work
from models.message import TicketMessage
from models.ticket import Ticket
from models.ticket_event import TicketEvent
from models.ticket_intake import TicketIntake

EXAMPLES, HAPPENED = "examples", "happened"
"""The ids of what is asked in fields of their own, beside those of questions."""

WHEN = "When it happened"
COUNTED = (Check.NONE, Check.TOO_FEW, Check.NO_TIME)
"""What cards tell as missing, not as a doubt."""


def facts(work: Work, ticket: Ticket) -> IntakeFacts:
    """Gather what the ticket's cards say of its intake."""
    told, lasts = TicketIntake.of(work.session, ticket.id), ticket.happened_at is not None
    handed = TicketEvent.latest(work.session, ticket.id, HandedOn) if lasts else None
    return _facts(work, ticket, told, _prose(work, ticket), handed)


def facts_of_new(work: Work, ticket: Ticket, told: TicketIntake | None) -> IntakeFacts:
    """Gather the same of a ticket of which nobody has said anything since it was opened."""
    return _facts(work, ticket, told, [ticket.description], None)


def _facts(
    work: Work, ticket: Ticket, told: TicketIntake | None, prose: Sequence[str], handed: TicketEvent | None
) -> IntakeFacts:
    provider, report = work.runbook.provider, report_of(ticket, told)
    checked = check_report(provider, report, ticket.opened_at)
    complete = _completeness(work, ticket, told, checked, prose)
    asked = _asked(provider, report)
    lasting = kept(ticket.happened_at, asked) if ticket.type is TicketType.ISSUE else None
    wanted = {EXAMPLES, *(told.asked_for if told else ())}
    kinds = {reading.text: reading.kind.name for reading in checked.examples if reading.kind}
    return IntakeFacts(
        known=complete.known,
        total=len(complete.items),
        missing=tuple((item.id, _label(item)) for item in complete.missing),
        in_text=tuple(item.label for item in complete.in_text),
        answers=tuple(_answers(provider, told, provider.product(ticket.product))),
        doubts=tuple(each.sentence for each in checked.findings if each.check not in COUNTED),
        numbers=(report.from_number, report.to_number) if report.from_number or report.to_number else None,
        kinds=tuple(kinds.get(example, "") for example in ticket.example_ids),
        examples_text=told.examples_text if told else "",
        affected_users=_lists_users(checked),
        handed_on_at=handed.at if handed and lasting else None,
        kept_until=lasting.until if lasting else None,
        perhaps_until=lasting.perhaps_until if lasting else None,
        offered=told is None or any(item.id in wanted for item in complete.missing),
    )


def window_of(work: Work, ticket: Ticket) -> Window | None:
    """Return how long the records behind a ticket's examples last; None where none are to end."""
    if ticket.type is not TicketType.ISSUE or ticket.happened_at is None:
        return None
    told = TicketIntake.of(work.session, ticket.id)
    asked = _asked(work.runbook.provider, report_of(ticket, told))
    numbers = bool(told and told.from_number and told.to_number)
    return window(ticket.happened_at, asked, has_examples=bool(ticket.example_ids) or numbers)


def _lists_users(checked: Checked) -> bool:
    shapes = {reading.kind.shape for reading in checked.examples if reading.kind}
    return bool(shapes) and Shape.SID not in shapes


def _label(item: Item) -> str:
    return f"{item.label} ({item.detail})" if item.detail else item.label


def _asked(provider: Provider, report: Report) -> ExamplesWanted:
    product = provider.product(report.product)
    return intake_rules.asked(product, abridged=report.abridged, about=report.words)


def report_of(ticket: Ticket, told: TicketIntake | None) -> Report:
    """Return the ticket as the checks read it."""
    return Report(
        product=ticket.product,
        subject=ticket.subject,
        description=ticket.description,
        type=ticket.type,
        abridged=told is not None and told.abridged,
        examples_text="\n".join(ticket.example_ids),
        happened_at=ticket.happened_at,
        from_number=told.from_number if told else "",
        to_number=told.to_number if told else "",
        answers=told.answers if told else {},
    )


def completeness(work: Work, ticket: Ticket, told: TicketIntake | None, checked: Checked) -> Completeness:
    """Hold everything that was told against the questions of the ticket's guideline."""
    return _completeness(work, ticket, told, checked, _prose(work, ticket))


def _completeness(
    work: Work, ticket: Ticket, told: TicketIntake | None, checked: Checked, prose: Sequence[str]
) -> Completeness:
    provider, report = work.runbook.provider, report_of(ticket, told)
    product, answers = provider.product(ticket.product), report.answers
    if ticket.type is not TicketType.ISSUE:
        short = [
            intake_rules.as_wanted(provider, each) for each in intake_forms.short_form(provider, ticket.type)
        ]
        return Completeness(of_questions(short, answers, prose))
    wanted = intake_rules.wanted(provider, product, abridged=report.abridged)
    return Completeness((*_report_items(product, report, checked), *of_questions(wanted, answers, prose)))


def _report_items(product: Product, report: Report, checked: Checked) -> Iterator[Item]:
    """Yield description, examples and time, as far as the product asks for them."""
    questions = intake_rules.questions_of(product, abridged=report.abridged)
    described = _question(questions, Input.DESCRIPTION)
    if described:
        told = Told.ANSWERED if report.description.strip() else Told.MISSING
        yield Item(described.id, described.label or "Description", told)
    asked = intake_rules.asked(product, abridged=report.abridged, about=report.words)
    numbers = bool(report.from_number and report.to_number and report.happened_at)
    label = "Example IDs"
    found = of_examples(label, len(checked.good), asked.at_least, instead=numbers, required=asked.required)
    if found:
        yield found
    if asked.within and (asked.required or checked.good):
        yield Item(HAPPENED, WHEN, Told.ANSWERED if report.happened_at else Told.MISSING)


def _question(questions: Sequence[Question], wanted: Input) -> Question | None:
    return next((question for question in questions if question.input is wanted), None)


def _prose(work: Work, ticket: Ticket) -> list[str]:
    """Return what the customer wrote: the description and their replies."""
    merged = Ticket.merged_in(work.session, ticket.id)
    said = [each for one in (ticket, *merged) for each in TicketMessage.of_ticket(work.session, one.id)]
    replies = [each.text for each in said if each.side is Side.CUSTOMER and each.deleted_at is None]
    return [ticket.description, *(one.description for one in merged), *replies]


def _answers(provider: Provider, told: TicketIntake | None, product: Product) -> Iterator[tuple[str, str]]:
    """Yield the answers with their headings, in the order in which the product's form asks."""
    if told is None:
        return
    if told.examples_text:
        yield "About the examples", told.examples_text
    fields = [
        field.id for each in intake_forms.all_questions(product, abridged=False) for field in each.fields()
    ]
    places = {field: place for place, field in enumerate(fields)}
    for question_id in sorted(told.answers, key=lambda each: places.get(each, len(places))):
        label = intake_forms.field_of(provider, question_id, product).label
        yield label, told.answers[question_id]
