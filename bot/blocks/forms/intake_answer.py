"""The short form in which a ticket's missing questions are answered later."""

from collections.abc import Sequence

from bot.blocks.forms import intake_form
from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Bold, lines, rich
from bot.blocks.kit.text import in_sentence
from bot.blocks.values import Block, Choice, Draft, IntakeForm, TicketLine, View


def answer_form(
    ticket: TicketLine,
    intake: IntakeForm,
    *,
    draft: Draft,
    products: Sequence[Choice] = (),
    private_metadata: str = "",
) -> View:
    """Return the form that asks what is missing; with `products` it also asks what the ticket is about."""
    named = lines([Bold(ticket.key), f" · {in_sentence(ticket.subject)}"])
    blocks: list[Block] = [rich(named)]
    if products:
        menu = parts.select(products, draft.product_id)
        blocks.append(intake_form.dispatching(parts.field(ids.PRODUCT_BLOCK, "Product", menu)))
    blocks += [*intake_form.checks_summary(intake), *intake_form.introduction(intake)]
    blocks += [*intake_form.evidence(draft, intake), *intake_form.below(draft, intake)]
    if intake.is_empty:
        blocks.append(parts.literal("Nothing is missing. Reply in the thread to add more."))
    return parts.modal(
        "Answer questions",
        blocks,
        ids.ANSWER_VIEW,
        submit="Send anyway" if intake.warnings else "Send",
        private_metadata=private_metadata,
    )
