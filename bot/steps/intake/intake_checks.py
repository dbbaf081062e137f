"""Check what somebody is about to send, or sent: examples, age, numbers, several matters in one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.intake.examples import Given, check_examples, good
from bot.domain.intake.findings import Check, Finding, TicketPart
from bot.domain.intake.kinds import Shape
from bot.domain.intake.reading import Reading
from bot.domain.intake.scanner import numbers_in, read_field, scan
from bot.domain.intake.splitting import check_one_matter, countries_named, mentions, symptoms_named
from bot.domain.ticket import TicketType
from bot.runbook import Product, Provider, intake_rules
from bot.runbook.phone_numbers import address_fault, country_of, phone_fault

MOST_EXAMPLES = 500
"""More examples than anybody asks for; what is typed beyond them stays in the text of the field."""


@dataclass(frozen=True)
class Report:
    """What is told of a fault."""

    product: str
    description: str
    type: TicketType = TicketType.ISSUE
    abridged: bool = False
    examples_text: str = ""
    happened_at: datetime | None = None
    from_number: str = ""
    to_number: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""

    @property
    def words(self) -> str:
        """Return all that was written beside the examples."""
        return "\n".join((self.subject, self.description, *self.answers.values()))


@dataclass(frozen=True)
class Checked:
    """A report, read: its examples and what is odd about it."""

    examples: tuple[Reading, ...] = ()
    good: tuple[Reading, ...] = ()
    has_words: bool = False
    """Whether the field of examples holds more than IDs."""
    findings: tuple[Finding, ...] = ()

    @property
    def worth_a_stop(self) -> tuple[Finding, ...]:
        """Return what is told before a ticket goes out; no examples at all can be asked for afterwards."""
        return tuple(finding for finding in self.findings if finding.check is not Check.NONE)

    @property
    def holds_more(self) -> bool:
        """Tell whether the field of examples holds more than the ticket's example IDs keep."""
        return self.has_words or len(self.example_ids) == MOST_EXAMPLES

    @property
    def example_ids(self) -> tuple[str, ...]:
        """Return the examples as a ticket keeps them: each once, and none of the words between."""
        kept: dict[str, str] = {}
        for reading in self.examples:
            if reading.recognised:
                kept.setdefault(reading.key, reading.text)
        return tuple(kept.values())[:MOST_EXAMPLES]


def check_report(provider: Provider, report: Report, now: datetime) -> Checked:
    """Read a report and hold it against its product's guideline; only an issue is held against it."""
    product = provider.product(report.product)
    catalogue = provider.catalogue
    asked = intake_rules.asked(product, abridged=report.abridged, about=report.words)
    typed = read_field(report.examples_text, catalogue, catalogue.accepted(asked), phone_fault)
    readings = (*typed.readings, *_in_prose(provider, report, typed.readings))
    found: list[Finding] = []
    if report.type is TicketType.ISSUE:
        given = Given(
            readings, report.happened_at, report.from_number, report.to_number, _number_faults(report)
        )
        found = [*check_examples(given, asked, catalogue, now), *_one_matter(product, report, readings)]
    return Checked(readings, good(readings, asked, catalogue), typed.has_words, tuple(found))


def _in_prose(provider: Provider, report: Report, typed: tuple[Reading, ...]) -> list[Reading]:
    """Return the examples that stand in description and answers only: what was typed twice counts once."""
    known = {reading.key for reading in typed}
    prose = "\n".join((report.description, *report.answers.values()))
    return [reading for reading in scan(prose, provider.catalogue) if reading.key not in known]


def _number_faults(report: Report) -> tuple[tuple[TicketPart, str], ...]:
    given = ((TicketPart.FROM, report.from_number), (TicketPart.TO, report.to_number))
    return tuple((part, fault) for part, text in given if text.strip() and (fault := address_fault(text)))


def _one_matter(product: Product, report: Report, readings: tuple[Reading, ...]) -> list[Finding]:
    vocabulary = intake_rules.vocabulary(product)
    countries: set[str] = set()
    if product.one_country:
        numbers = [*numbers_in(report.description), report.to_number]
        numbers += [each.text for each in readings if each.kind and each.kind.shape is Shape.PHONE]
        countries = {country for number in numbers if (country := country_of(number))}
        countries |= set(countries_named(report.description, vocabulary))
    return check_one_matter(countries, symptoms_named(report.description, vocabulary))


def guessed_product(provider: Provider, text: str) -> str | None:
    """Return the product that the IDs in a text hint at."""
    catalogue = provider.catalogue
    kinds = [reading.kind for reading in scan(text, catalogue) if reading.kind]
    return catalogue.product_of_all(kinds)


def product_told(provider: Provider, text: str) -> str | None:
    """Return the product that a text is about: by its IDs, else by its words if they name one alone."""
    by_ids = guessed_product(provider, text)
    if by_ids is not None:
        return by_ids
    named = [product.id for product in provider.products if mentions(text, product.spoken_of_as)]
    return named[0] if len(named) == 1 else None


def ids_in(provider: Provider, text: str) -> tuple[str, ...]:
    """Return the example IDs that stand in a text."""
    found = scan(text, provider.catalogue)
    return tuple(reading.text for reading in found)[:MOST_EXAMPLES]
