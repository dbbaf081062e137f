"""What a message prefills in a form: its words, the IDs in them, and the product they hint at."""

from dataclasses import replace

from bot.blocks.kit.text import cut, one_line
from bot.blocks.values import Draft
from bot.runbook import Provider
from bot.steps.intake import intake_checks
from bot.steps.new_ticket import LONGEST_SUBJECT


def of_message(text: str, author: str | None = None) -> Draft:
    """Return what a message's plain text prefills: its first line as the subject, all of it below."""
    lines = text.strip().splitlines()
    subject = cut(one_line(lines[0]), LONGEST_SUBJECT) if lines else ""
    return Draft(subject=subject, description=text, requester_slack=author)


def with_ids(provider: Provider, draft: Draft) -> Draft:
    """Return a draft with the IDs that its text holds as examples, and the product they hint at."""
    return replace(
        draft,
        example_ids=draft.example_ids or intake_checks.ids_in(provider, draft.description),
        product_id=draft.product_id or intake_checks.guessed_product(provider, draft.description),
    )
