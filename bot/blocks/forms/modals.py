"""Modals that tell: refusals, the ticket that exists already, why it is where it is, the console text."""

from collections.abc import Iterator, Sequence

from bot.blocks.answers import decided
from bot.blocks.forms.ticket_forms import CONSOLE_NUMBER_LIMIT
from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Bold, Hyperlink, Part, bullets, lines, rich
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_whole, ticket_wording, why_words
from bot.blocks.messages.console import pasting
from bot.blocks.values import Block, TicketCard, TicketLine, View
from bot.domain.decisions import Decision
from bot.domain.why import Why

_DIFFERENCES = 5
"""As many as a tired person reads."""


def message_modal(title: str, text: str) -> View:
    """Return a modal that says something, e.g. why a click changed nothing; `text` is literal."""
    return parts.modal(title, [parts.literal(text)], ids.READ_ONLY_VIEW)


def blocks_modal(title: str, blocks: Sequence[Block]) -> View:
    """Return a modal that holds an answer's blocks, where there is no channel to give it in."""
    return parts.modal(title, list(blocks), ids.READ_ONLY_VIEW)


def ticket_exists_modal(ticket: TicketLine) -> View:
    """Say that the thread is a ticket already, and where it is."""
    return parts.modal(
        "Already a ticket",
        [
            rich(
                lines(
                    ["This thread is ", Bold(ticket.key), f" already: {in_sentence(ticket.subject)}"],
                    [
                        f"It is {ticket_wording.STATUS_WORDS[ticket.status].lower()}. ",
                        Hyperlink("Go to it", ticket.permalink),
                    ],
                )
            )
        ],
        ids.READ_ONLY_VIEW,
    )


def whole_ticket_modal(card: TicketCard, *, for_staff: bool) -> View:
    """Show all of a ticket: what its card leaves out."""
    heading = rich(lines([Bold(f"{card.line.key} · {in_sentence(card.line.subject)}")]))
    blocks = [heading, *ticket_whole.whole(card, for_staff=for_staff)]
    return parts.modal(card.line.key, blocks, ids.READ_ONLY_VIEW)


def why_modal(ticket: TicketLine, why: Why | None, decisions: Sequence[Decision] = ()) -> View:
    """Say why the ticket went to whoever has it, and whether all that was decided comes to the same again."""
    reasons = why_words.sentences(why, ticket.wall_clock)
    told = [[in_sentence(reason, 500)] for reason in reasons] or [["No reason was recorded."]]
    return parts.modal(
        "Why me?",
        [
            rich(
                lines([Bold(ticket.key), f" is with {ticket_wording.who_for_staff(ticket.assignee)}."]),
                bullets(*told),
                *_confirmed(ticket, decisions),
            )
        ],
        ids.READ_ONLY_VIEW,
    )


def _confirmed(ticket: TicketLine, decisions: Sequence[Decision]) -> Iterator[Part]:
    if decisions:
        yield lines([decided.verdict(decisions)])
        differences = decided.differences(decisions, ticket.wall_clock)[:_DIFFERENCES]
        if differences:
            yield bullets(*([in_sentence(one, 500)] for one in differences))


def console_text_modal(
    ticket: TicketLine,
    subject: str,
    body: str,
    *,
    url: str | None,
    number: str | None = None,
    private_metadata: str = "",
) -> View:
    """Return the text to file in the console, the way there, and a field for the number it gets."""
    number_field = parts.field(
        ids.CONSOLE_BLOCK,
        "Console ticket number",
        parts.text_input(CONSOLE_NUMBER_LIMIT, number or ""),
        optional=True,
        hint="Once it is filed. The card shows it from then on.",
    )
    return parts.modal(
        "Console text",
        [
            *pasting.to_paste(ticket, subject, body, url),
            number_field,
        ],
        ids.CONSOLE_VIEW,
        submit="Save",
        close="Close",
        private_metadata=private_metadata,
    )
