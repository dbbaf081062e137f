"""What the runbook asks for, as the plain values that the intake's rules work with."""

from bot.domain.intake.completeness import AskedQuestion
from bot.domain.intake.kinds import ExamplesWanted
from bot.domain.intake.splitting import IntakeVocabulary, mentions, phrase
from bot.runbook.phone_numbers import country_words
from bot.runbook.products import ExampleRule, Input, Product, Question
from bot.runbook.provider import Provider


def rule_of(product: Product, *, abridged: bool = False) -> ExampleRule:
    """Return the rule for examples of a product's form."""
    return product.abridged.examples if abridged and product.abridged else product.examples


def questions_of(product: Product, *, abridged: bool = False) -> tuple[Question, ...]:
    """Return the numbered questions of a product's form."""
    return product.abridged.questions if abridged and product.abridged else product.questions


def asked(product: Product, *, abridged: bool = False, about: str | None = None) -> ExamplesWanted:
    """Return which example IDs a product's form asks for; numbers in their place are fine in both forms.

    `about` is what a ticket says, as some age limits hold for some matters only; None: the guideline itself.
    """
    rule = rule_of(product, abridged=abridged)
    ages = about is None or not rule.within_about or mentions(about, {phrase(w) for w in rule.within_about})
    questions = questions_of(product, abridged=abridged)
    ask = next((str(each.ask) for each in questions if each.input is Input.EXAMPLES), "")
    return ExamplesWanted(
        kinds=rule.kinds,
        at_least=rule.at_least,
        at_most=rule.at_most,
        required=rule.required,
        within=rule.within if ages else None,
        best_effort=rule.best_effort if ages else None,
        ask=ask,
        why_age=str(rule.why_age or ""),
        why_count=str(rule.why_count or ""),
        instead=instead(product),
    )


def instead(product: Product) -> tuple[str, ...]:
    """Return what may be given where an ID is hard to get: From, To and the time."""
    return product.examples.instead or (product.abridged.examples.instead if product.abridged else ())


def wanted(provider: Provider, product: Product, *, abridged: bool = False) -> tuple[AskedQuestion, ...]:
    """Return the questions that make a product's ticket complete, each with its words for prose."""
    asked_in_text = [
        field
        for question in questions_of(product, abridged=abridged)
        for field in question.fields()
        if field.input is Input.TEXT
    ]
    return tuple(as_wanted(provider, field) for field in asked_in_text)


def as_wanted(provider: Provider, question: Question) -> AskedQuestion:
    """Return a question as completeness counts it."""
    signs = tuple(phrase(sign) for sign in provider.signs.get(question.id, ()))
    return AskedQuestion(question.id, question.label or str(question.ask), signs, question.needed)


def vocabulary(product: Product) -> IntakeVocabulary:
    """Return the words that tell of several countries or symptoms, where the product's tickets take one."""
    return IntakeVocabulary(country_words() if product.one_country else {}, product.symptoms_by_word)
