"""Say what pings in a ticket's triage thread, so that of each kind one message stands: the newest."""

from collections.abc import Sequence

from bot.blocks.values import Post
from bot.domain.events import Event
from bot.domain.events.alarm import EscalationClimbed
from bot.domain.events.timing import AnswerOverdue, AssigneeNudged
from bot.domain.keys import said, slots
from bot.domain.keys.said import News
from bot.domain.keys.slots import Slot
from bot.outbox import enqueue
from bot.steps import cards
from bot.steps.work import Work
from models.queues.outbox import OutboxUrgency
from models.ticket import Ticket
from models.ticket_event import TicketEvent

ABOUT_THE_ANSWER = (AssigneeNudged, AnswerOverdue)
ABOUT_AN_ESCALATION = (EscalationClimbed,)


def say(work: Work, ticket: Ticket, event: TicketEvent, post: Post, kinds: Sequence[type[Event]]) -> None:
    """Post a ping, and have the one before it of these kinds deleted: an edit would notify nobody."""
    before = TicketEvent.before(work.session, event, kinds)
    cards.tell_triage(
        work, ticket, said.news(News.PING, event.id), post, slot=_slot(event), urgency=OutboxUrgency.ALARM
    )
    if before is not None:
        withdraw(work, before)


def withdraw(work: Work, event: TicketEvent) -> None:
    """Have the ping that an event caused deleted."""
    slot = _slot(event)
    enqueue.delete(work.session, key=said.deletion(slot), slot=slot, now=work.now)


def _slot(event: TicketEvent) -> Slot:
    return slots.ping(event.ticket_id, event.id)
