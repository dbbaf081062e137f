"""What becomes of a call: the ticket that it opens or joins, a staff response, or a P1 and its pages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.blocks.messages import support_line
from bot.blocks.values import Recipient
from bot.domain.events.calls import LineCalled, MessageLeft
from bot.domain.keys import done, said
from bot.domain.keys.said import News
from bot.domain.permission import Actor
from bot.domain.phone.line_call import Callee, CallOutcome, LineCall
from bot.domain.sla import ClockKind, Priority
from bot.domain.ticket import Status, TicketOrigin
from bot.steps import cards, history, ticket_lines
from bot.steps.console import told_words
from bot.steps.customer_word import customer_word
from bot.steps.deadlines import clocks, new_priority, paging, staff_response, take_up
from bot.steps.new_ticket import DEFAULT_PRIORITY, NewTicket, open_ticket
from bot.steps.people import identities, reach, roster
from bot.steps.phone import callees, callers
from bot.steps.work import TAM_BOT, Work
from models.phone.line_call import LineCallRow
from models.queues.outbox import OutboxUrgency
from models.ticket import Ticket


def settle(work: Work, row: LineCallRow, call: LineCall) -> LineCall:
    """Put a call on its ticket once it is known how it went; return it with that ticket."""
    match call.outcome:
        case CallOutcome.ANSWERED:
            ticket = _answered(work, row, call)
        case CallOutcome.MISSED | CallOutcome.ABANDONED:
            ticket = _missed(work, row, call)
        case _:
            _tell_of_wrong_pins(work, row, call)
            return call
    return replace(call, ticket=ticket.id)


def message_left(work: Work, row: LineCallRow, call: LineCall, seconds: int, recording: str) -> None:
    """Tell triage where a message can be heard; it is kept where it was recorded."""
    if call.ticket is None or not seconds or not recording:
        return
    ticket = work.ticket(call.ticket)
    actor = callers.actor(work, ticket.account, row.caller)
    event = history.record(work, ticket, MessageLeft(seconds), actor)
    post = support_line.message_left(ticket_lines.line(work, ticket), seconds, recording)
    cards.tell_triage(work, ticket, said.news(News.MESSAGE_LEFT, event.id), post, urgency=OutboxUrgency.ALARM)


def _answered(work: Work, row: LineCallRow, call: LineCall) -> Ticket:
    ticket, _ = _ticket(work, row, call, DEFAULT_PRIORITY)
    callee, at = call.callee, call.accepted_at or work.now
    staff_response.take_in(work, ticket, _as_actor(work, ticket, callee), at)
    seconds = max(work.now - at, timedelta()) // timedelta(seconds=1)
    name = callee.name if callee else None
    _tell(work, row, ticket, LineCalled(row.began_at, CallOutcome.ANSWERED, name, seconds))
    return ticket


def _missed(work: Work, row: LineCallRow, call: LineCall) -> Ticket:
    """Have all those reached who answer calls; those who were not pinged by the card are pinged now."""
    ticket, is_new = _ticket(work, row, call, Priority.P1)
    if not is_new:
        _raise(work, row, ticket)
    people = callees.chain(work, ticket.account)
    paging.about_answer(work, ticket, people, though_taken=True)
    assignees = roster.assignee_recipients(work, ticket) if is_new else ()
    pinged = reach.reached(work, [one for one in people if one.slack not in {who.slack for who in assignees}])
    _tell(work, row, ticket, LineCalled(row.began_at, call.outcome or CallOutcome.MISSED), pinged)
    return ticket


def _raise(work: Work, row: LineCallRow, ticket: Ticket) -> None:
    """Have a ticket be a P1 whose answer is awaited; one that was so before is put to whoever is next."""
    before = ticket.priority
    clocks.start(work, ticket, ClockKind.NEXT, row.began_at)
    new_priority.give(work, ticket, Priority.P1, TAM_BOT)
    if before is Priority.P1:
        take_up.ask_now(work, ticket, ticket.assignee_slack or "")


def _ticket(work: Work, row: LineCallRow, call: LineCall, priority: Priority) -> tuple[Ticket, bool]:
    """Return the ticket that the call is about, and whether it was opened for it."""
    joined = work.ticket(call.ticket) if call.ticket is not None else None
    if joined is not None and joined.status is not Status.SOLVED:
        customer_word(work, joined, callers.actor(work, joined.account, row.caller), row.began_at)
        return joined, False
    account = str(call.account)
    new = NewTicket(
        account=account,
        origin=TicketOrigin.PHONE,
        origin_key=done.line_call(row.sid),
        requester=callers.actor(work, account, row.caller),
        opened_by=TAM_BOT,
        subject=support_line.SUBJECT,
        description="",
        channel=work.channel(account),
        priority=priority,
        asked_at=row.began_at,
    )
    return work.ticket(open_ticket(work, new).ticket_id), True


def _as_actor(work: Work, ticket: Ticket, callee: Callee | None) -> Actor:
    provider = work.runbook.provider
    person = provider.people.get(callee.person) if callee else None
    if callee is None or person is None:  # the runbook has changed during the call
        return replace(TAM_BOT, name=callee.name if callee else TAM_BOT.name)
    home = provider.workspaces[0]
    return identities.actor_of(work, ticket.account, person.slack or "", home, person.name)


def _tell(
    work: Work, row: LineCallRow, ticket: Ticket, what: LineCalled, pinged: Sequence[Recipient] = ()
) -> None:
    """Have both threads say how the call went."""
    actor = callers.actor(work, ticket.account, row.caller)
    known = callers.name_of(work, ticket.account, row.caller)
    what = replace(what, caller=actor.name if known else None)
    event = history.record(work, ticket, what, actor)
    key, line = said.news(News.CALLED, event.id), ticket_lines.line(work, ticket)
    account = work.account(ticket.account).name
    cards.tell_customer(work, ticket, key, support_line.called(line, account, what))
    told_words.note(work, ticket, key, support_line.called_in_plain_words(line, account, what))
    post = support_line.called_in_triage(line, account, what, row.caller, pinged)
    urgency = OutboxUrgency.ALARM if what.outcome.waits else OutboxUrgency.NEWS
    cards.tell_triage(work, ticket, key, post, urgency=urgency)


def _tell_of_wrong_pins(work: Work, row: LineCallRow, call: LineCall) -> None:
    if not call.is_over or not call.wrong:
        return
    own = work.runbook.provider.triage_id
    for channel in [own] if own else work.triage_channels():
        work.say(
            support_line.wrong_pins(row.caller, call.wrong, callers.owners(work, row.caller)),
            key=said.wrong_pins(row.sid, channel),
            channel=channel,
        )
