"""A ticket as it is filed in the provider's console: the body, in the shape of the runbook's samples."""

from bot.blocks.values import TicketCard
from bot.domain.wording import moment


def console_body(card: TicketCard, provider: str) -> str:
    """Return the plain text to paste: greeting, what happens, since when, the examples."""
    paragraphs = [f"{provider} Support,", card.description]
    if card.happened_at:
        paragraphs.append(f"This happened {moment(card.happened_at, card.zone)}.")
    if card.example_ids:
        paragraphs.append("Below you can find the examples of the issue:\n\n" + "\n\n".join(card.example_ids))
    paragraphs.append(f"Reported by {card.requester_name} ({card.account_name}), our reference {card.key}.")
    return "\n\n".join(paragraphs)
