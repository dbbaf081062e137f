"""Edit cards whose words go stale by themselves: times without a date, a link that was not known yet."""

from datetime import datetime, timedelta
from typing import Final

from bot.domain.calendar.zones import first_instant
from bot.domain.merging.survival import UNDONE_WITHIN
from bot.steps import cards, ticket_lines
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.work import Work
from models.queues import due
from models.ticket import Ticket

EDITS_A_MINUTE: Final = 50
"""So many Slack allows a workspace: a ticket has two cards, and a day ends for many tickets at once."""
_SPREAD: Final = 600
"""Over so many tickets the edits of a midnight are spread."""
_FIRST_LOOK, _LOOKED_FOR = timedelta(seconds=2), timedelta(days=1)


def expect(work: Work, ticket: Ticket) -> None:
    """Have a ticket's cards edited when its day is over, and once its thread has an address."""
    due.schedule_all(work.session, expected(work, ticket))


def expected(work: Work, ticket: Ticket) -> list[due.Falling]:
    """Return when the words of a ticket's cards go stale."""
    clock = work.wall_clock(ticket.account)
    midnight = first_instant(clock.zone, clock.day(work.now) + timedelta(days=1), "00:00")
    turn = timedelta(minutes=2 / EDITS_A_MINUTE) * (ticket.id % _SPREAD)
    falling = [_falling(ticket, DueKind.SHOW_DATES, midnight + turn)]
    if ticket.permalink is None:
        falling.append(_falling(ticket, DueKind.SHOW_LINK, work.now + _FIRST_LOOK))
    return falling


def expect_end_of_undoing(work: Work, ticket: Ticket) -> None:
    """Have the card of a merged ticket edited once that can be undone no more."""
    over = _falling(ticket, DueKind.SHOW_DATES, work.now + UNDONE_WITHIN + _FIRST_LOOK)
    due.schedule_all(work.session, [over])


def show_link(work: Work, ticket: Ticket) -> None:
    """Have the cards lead to the ticket's thread; look again, ever later, while it does not stand yet."""
    if ticket_lines.permalink(work, ticket) is not None:
        cards.refresh(work, ticket)
        return
    age = work.now - ticket.opened_at
    if age < _LOOKED_FOR:
        later = _falling(ticket, DueKind.SHOW_LINK, work.now + max(age, _FIRST_LOOK))
        due.schedule_all(work.session, [later])


def _falling(ticket: Ticket, kind: DueKind, at: datetime) -> due.Falling:
    return due.Falling(kind, at, ticket.account, ticket.id)
