"""Which fields a form has: from the runbook, for the type, product and length that are chosen."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from bot.blocks.values import Draft, FormField, IntakeForm, LinkLine, Words
from bot.domain.intake.findings import Finding
from bot.domain.ticket import TicketType
from bot.errors import NotFound
from bot.runbook import Input, Product, Provider, Question, Text, intake_rules
from bot.runbook.products import Point

_LONGEST_POINT = 220
"""A longer point explains more than it asks: it is in the guideline, a click away."""


def form_for(provider: Provider, draft: Draft, warnings: Sequence[Finding] = ()) -> IntakeForm:
    """Return what the form asks of somebody who has filled it in as far as the draft says."""
    if draft.type not in (None, TicketType.ISSUE):
        asked = _short(provider, draft.type)
    else:
        product = _chosen(provider, draft.product_id)
        asked = _fault(provider, product, abridged=draft.abridged) if product else IntakeForm()
    return _with_what_was_typed(provider, draft, asked, warnings)


def form_of_missing(provider: Provider, draft: Draft, missing: Collection[str]) -> IntakeForm:
    """Return a form that asks nothing but what is missing, by the ids that completeness knows."""
    whole = form_for(provider, draft)
    return replace(
        whole,
        intro=(),
        abridged=None,
        asks_when="happened" in missing or "examples" in missing,
        asks_examples="examples" in missing,
        numbers=whole.numbers and "examples" in missing,
        fields=tuple(field for field in whole.fields if field.id in missing),
    )


def _chosen(provider: Provider, product_id: str | None) -> Product | None:
    try:
        return provider.product(product_id) if product_id else None
    except NotFound:
        return None


def short_form(provider: Provider, kind: TicketType | None) -> tuple[Question, ...]:
    """Return the questions of a ticket that is no issue."""
    return next((short for name, short in provider.short_forms.items() if name == kind), ())


def _short(provider: Provider, kind: TicketType | None) -> IntakeForm:
    fields = tuple(fields_of(provider, short_form(provider, kind)))
    return IntakeForm(asks_when=False, asks_examples=False, fields=fields)


def _fault(provider: Provider, product: Product, *, abridged: bool) -> IntakeForm:
    fields = tuple(fields_of(provider, all_questions(product, abridged=abridged)))
    can_be_short = product.abridged is not None or bool(fields)
    if abridged and product.abridged is None:
        fields = ()  # a product without a short form of its own: an example and what happened
    questions = intake_rules.questions_of(product, abridged=abridged)
    described = next((each for each in questions if each.input is Input.DESCRIPTION), None)
    examples = next((each for each in questions if each.input is Input.EXAMPLES), None)
    return IntakeForm(
        abridged=abridged if can_be_short else None,
        intro=tuple(_intro(provider, product, abridged=abridged)),
        description_hint=hint(described) if described else "",
        description_links=links(provider, described) if described else (),
        examples_hint=hint(examples) if examples else _kinds(provider, product),
        examples_links=links(provider, examples) if examples else (),
        numbers=bool(intake_rules.instead(product)),
        fields=fields,
        guide=product.id if product.questions else "",
    )


def all_questions(product: Product, *, abridged: bool) -> tuple[Question, ...]:
    """Return what a product's form asks: its questions, and in the detailed form those of its notes."""
    questions = intake_rules.questions_of(product, abridged=abridged)
    if abridged:
        return questions
    return (*questions, *(question for note in product.notes for question in note.questions))


def fields_of(provider: Provider, questions: Iterable[Question]) -> Iterator[FormField]:
    """Yield the fields of questions that are not answered in the description or the examples."""
    for question in questions:
        for field in question.fields():
            if field.input is Input.TEXT:
                label = field.label or str(field.ask)
                yield FormField(field.id, label, hint(field), field.options, links(provider, field))


def hint(question: Question) -> str:
    """Return a question with its points as plain words, the long explanations left out."""
    told = [str(question.ask)]
    told += [f"• {point}" for point in _points(question.points) if len(point) <= _LONGEST_POINT]
    return "\n".join(told)


def _points(points: Sequence[Point]) -> Iterator[str]:
    for point in points:
        yield str(point.text)
        yield from _points(point.points)


def links(provider: Provider, question: Question) -> tuple[LinkLine, ...]:
    """Return the links of a question and its points that have an address: a hint cannot hold any."""
    texts = [question.ask, *_texts(question.points)]
    named = {part.link: None for text in texts for part in text.parts if part.link}
    return tuple(
        LinkLine(provider.links[name].name or name, url) for name in named if (url := provider.link(name))
    )


def _texts(points: Sequence[Point]) -> Iterator[Text]:
    for point in points:
        yield point.text
        yield from _texts(point.points)


def words_with_links(provider: Provider, text: Text) -> Words:
    """Return a text of the runbook with the addresses of its links; one without stays plain words."""
    return tuple(LinkLine(part.words, provider.link(part.link) if part.link else None) for part in text.parts)


def _intro(
    provider: Provider, product: Product, *, abridged: bool
) -> Iterator[tuple[str, tuple[Words, ...]]]:
    if abridged and product.abridged:
        short = product.abridged
        told = tuple(words_with_links(provider, text) for text in (short.intro, short.note) if text)
        if told:
            yield "Abridged", told
    for note in product.notes:
        if note.in_form:
            yield note.title, tuple(words_with_links(provider, text) for text in note.text)


def _kinds(provider: Provider, product: Product) -> str:
    asked = provider.catalogue.accepted(intake_rules.asked(product))
    return f"{' or '.join(kind.described for kind in asked)}, if there is one." if asked else ""


def _with_what_was_typed(
    provider: Provider, draft: Draft, asked: IntakeForm, warnings: Sequence[Finding]
) -> IntakeForm:
    """Keep every field that holds something, also where type, product or length no longer ask for it."""
    here = {field.id for field in asked.fields}
    earlier = [field_of(provider, each) for each in draft.answers if each not in here]
    examples, numbers = draft.examples_text or draft.example_ids, draft.from_number or draft.to_number
    return replace(
        asked,
        asks_when=asked.asks_when or draft.happened_at is not None,
        asks_examples=asked.asks_examples or bool(examples),
        numbers=asked.numbers or bool(numbers),
        earlier=tuple(earlier),
        warnings=tuple(warnings),
    )


def field_of(provider: Provider, question_id: str, product: Product | None = None) -> FormField:
    """Return the field of a question by its id alone, whatever form asks it; the product's own first."""
    question = question_of(provider, question_id, product)
    if question is None:
        return FormField(question_id, question_id.replace("_", " ").capitalize()[:75])
    return next(fields_of(provider, [question]))


def question_of(provider: Provider, question_id: str, product: Product | None = None) -> Question | None:
    """Return the question of that id: the product's own, else the first of any form."""
    for question in _everywhere(provider, product):
        if question.id == question_id and question.input is Input.TEXT:
            return question
    return None


def _everywhere(provider: Provider, product: Product | None) -> Iterator[Question]:
    for each in (*([product] if product else []), *provider.products):
        for asked in all_questions(each, abridged=False):
            yield from asked.fields()
    for short in provider.short_forms.values():
        for asked in short:
            yield from asked.fields()
