"""Tell those above, at once, when whoever was given a ticket cannot be reached."""

from bot.blocks.messages import pings
from bot.blocks.values import Recipient
from bot.domain.events.timing import PassedOver
from bot.domain.keys import said
from bot.domain.keys.said import News
from bot.domain.reach import Unreached
from bot.steps import cards, history, ping_ladder, ticket_lines
from bot.steps.deadlines import paging
from bot.steps.people import reach, roster
from bot.steps.work import TAM_BOT, Work
from models.queues.outbox import OutboxUrgency
from models.ticket import Ticket


def tell(work: Work, ticket: Ticket) -> None:
    """Ping whoever stands in for an assignee who is not reached, and alarm the operator; else do nothing."""
    to = roster.assignee_to_ping(work, ticket)
    if not to or reach.reached(work, to):
        return
    why = _reason(ticket)
    for person in to:
        reach.alarm(work, person.name, person.slack or person.name, why)
    told = standing_in(work, ticket)
    names = tuple(person.name for person in told)
    event = history.record(work, ticket, PassedOver(to[0].name, why, names), TAM_BOT)
    post = pings.passed_over(ticket_lines.line(work, ticket), to[0].name, why, told)
    cards.tell_triage(work, ticket, said.news(News.PASSED_OVER, event.id), post, urgency=OutboxUrgency.ALARM)
    paging.about_answer(work, ticket, told)


def standing_in(work: Work, ticket: Ticket) -> tuple[Recipient, ...]:
    """Return who is told instead of an assignee who is not reached."""
    return tuple(person for people in ping_ladder.stand_ins(work, ticket).values() for person in people)


def _reason(ticket: Ticket) -> Unreached:
    """Return why an assignee who is not reached is not."""
    return Unreached.EMPTY if ping_ladder.is_with_pse(ticket) else Unreached.GONE
