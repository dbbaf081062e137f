"""Tell staff, and them alone, which solved tickets of the account a new one resembles."""

from typing import Final

from bot.blocks.messages import related
from bot.domain.events.life import TicketSolved
from bot.domain.keys import said
from bot.domain.permission import Side
from bot.domain.search.words import telling_words, weight
from bot.steps import cards, ticket_lines
from bot.steps.work import Work
from models.message import TicketMessage
from models.search import word_search
from models.ticket import Ticket
from models.ticket_event import TicketEvent

SHOWN: Final = 3
_ASKED: Final = 12
"""So many words of a ticket are looked for, those of its subject first."""
_LOOKED_AT: Final = 10
_LEAST: Final = 2
"""So much two tickets have to share: two words, or one code or ID."""


def solved_like(work: Work, account: str, subject: str, description: str) -> list[Ticket]:
    """Return the solved tickets of an account that resemble one about to be opened, the nearest first."""
    if not work.runbook.provider.similar_tickets:
        return []
    words = telling_words(f"{subject}\n{description}")
    rare = word_search.rare_among(work.session, account, words[:_ASKED])
    near = word_search.nearest_solved(work.session, account, subject, rare, _LOOKED_AT)
    least = min(_LEAST, weight(words))
    return Ticket.listed(work.session, [each.id for each in near if _shared(words, each) >= least][:SHOWN])


def tell(work: Work, ticket: Ticket, alike: list[Ticket]) -> None:
    """Say in a new ticket's triage thread what it is like, and how that ended; nothing where nothing is."""
    if alike:
        closed = [closing_words(work, each) for each in alike]
        shown = list(zip(ticket_lines.lines_of(work, alike), closed, strict=True))
        cards.tell_triage(work, ticket, said.SIMILAR, related.similar(shown))


def _shared(words: tuple[str, ...], other: word_search.Near) -> int:
    return weight(set(words).intersection(telling_words(f"{other.subject}\n{other.description}")))


def closing_words(work: Work, ticket: Ticket) -> str:
    """Return what staff closed a solved ticket with; without such words, what they said last.

    A customer's own words stay on the ticket they are about, where they can be taken back.
    """
    event = TicketEvent.latest(work.session, ticket.id, TicketSolved)
    by_staff = event is not None and event.actor_team in work.runbook.provider.workspaces
    if event and by_staff and isinstance(event.what, TicketSolved) and event.what.closing.strip():
        return event.what.closing
    answers = (
        message.text
        for message in reversed(TicketMessage.of_ticket(work.session, ticket.id))
        if message.side in (Side.STAFF, Side.COLLEAGUE) and message.text  # none is left of a deleted one
    )
    return next(answers, "")
