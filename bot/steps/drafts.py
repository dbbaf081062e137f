"""What a message prefills in a form: its words, the IDs in them, and the product they hint at."""

from dataclasses import replace

from bot.blocks.kit.text import cut, one_line
from bot.blocks.values import Draft
from bot.domain.commands.remainder import first_line
from bot.runbook import Provider
from bot.steps.intake import intake_checks
from bot.steps.new_ticket import LONGEST_SUBJECT


def of_message(text: str, author: str | None = None, *, subject_of: str | None = None) -> Draft:
    """Return what a message's plain text prefills: all of it, and its first line of words as the subject.

    `subject_of` is the part of the text whose first line it is.
    """
    subject = cut(one_line(first_line(text if subject_of is None else subject_of)), LONGEST_SUBJECT)
    return Draft(subject=subject, description=text, requester_slack=author)


def with_ids(provider: Provider, draft: Draft) -> Draft:
    """Return a draft with the IDs that its text holds as examples, and the product they hint at."""
    return replace(
        draft,
        example_ids=draft.example_ids or intake_checks.ids_in(provider, draft.description),
        product_id=draft.product_id
        or intake_checks.product_told(provider, f"{draft.subject}\n{draft.description}"),
    )
