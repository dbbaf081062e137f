"""Tell other programs of an event in the transaction that records it."""

from bot.domain.integrations.public_events import PUBLIC_KINDS
from bot.domain.keys import said
from bot.outbox.webhooks import tell_program
from bot.runbook.integrations.webhooks import WebhookRow
from bot.steps.integrations import told_events
from bot.steps.work import Work
from models.store.records import packed
from models.ticket import Ticket
from models.ticket_event import TicketEvent


def tell_programs(work: Work, ticket: Ticket, event: TicketEvent) -> None:
    """Have each webhook of the runbook told that wants to know."""
    for hook in work.runbook.provider.webhooks:
        if _wants(hook, ticket, event):
            told = packed(told_events.seen(work, event, ticket, whole=hook.account is None))
            content = {"type": f"ticket.{event.kind}", "timestamp": told["at"], "data": told}
            tell_program(work.session, said.to_program(hook.id, event.id), hook.id, content, work.now)


def _wants(hook: WebhookRow, ticket: Ticket, event: TicketEvent) -> bool:
    """Tell whether a webhook is told of an event, of a drill's none; an account's own as its customer is."""
    if ticket.is_drill:
        return False
    if hook.events and event.kind not in hook.events:
        return False
    is_theirs = hook.account == ticket.account and not ticket.private
    return hook.account is None or (is_theirs and event.kind in PUBLIC_KINDS)
