"""Change a ticket's status, with all that goes with it: solved, reopened, and what both sides are told."""

from datetime import datetime

from bot.blocks.messages import thread, triage
from bot.domain import ticket as rules
from bot.domain.events.life import RepliedTooLate, SetPending, TicketReopened, TicketSolved
from bot.domain.keys import said
from bot.domain.keys.said import News
from bot.domain.permission import Actor, Side
from bot.domain.routing import route
from bot.domain.sla import ClockKind
from bot.domain.ticket import Change, Status
from bot.errors import Conflict, WrongInput
from bot.steps import cards, history, standing, status_mark, ticket_lines
from bot.steps.console import filing, told_words
from bot.steps.deadlines import clocks, escalation_ladder, evidence, paging, pending
from bot.steps.people import assignment, passed_over, roster
from bot.steps.work import TAM_BOT, Work
from models.escalation import Escalation
from models.queues.outbox import OutboxUrgency
from models.response_clock import ResponseClock
from models.ticket import Ticket


def unsolved(work: Work, ticket_id: int) -> Ticket:
    """Return the ticket; raise Conflict if it is solved."""
    ticket = work.ticket(ticket_id)
    if ticket.status is Status.SOLVED:
        raise Conflict(f"{work.key(ticket)} is solved. Reopen it first.")
    return ticket


def refuse_second_in_thread(work: Work, ticket: Ticket) -> None:
    """Raise Conflict where another ticket lives in the solved one's thread: replies reach one only."""
    root = cards.thread_ts(work, ticket)
    other = Ticket.of_thread(work.session, ticket.channel, root) if root else None
    if other is not None and other.id != ticket.id and other.is_heard:
        by_now = work.key(work.peek(other.id))
        raise Conflict(f"The thread of {work.key(ticket)} is {by_now} by now. Reply there.")


def change(work: Work, ticket: Ticket, wanted: Change, at: datetime | None = None) -> None:
    """Change the status as the lifecycle allows at that instant; raise LifecycleError where it does not."""
    escalated = bool(Escalation.open_of_ticket(work.session, ticket.id))
    before = ticket.status
    status = rules.transition(ticket.situation(escalated=escalated), wanted, at or work.now)
    ticket.move_to(status)
    status_mark.show_all(work, ticket, before, status)
    if status is not Status.PENDING:
        pending.forget(work, ticket)


def close(work: Work, ticket: Ticket, actor: Actor, closing: str = "") -> int:
    """Note that the ticket is solved now, in which words of theirs; return the event's id."""
    ticket.solved_at = work.now
    for escalation in Escalation.open_of_ticket(work.session, ticket.id):
        escalation.acknowledged_at, escalation.acknowledged_by_name = work.now, actor.name
    escalation_ladder.forget(work, ticket)
    paging.end_with_ticket(work, ticket)
    event = history.record(work, ticket, TicketSolved(closing), actor)
    told_words.words_by_form(work, ticket, actor, said.news(News.SOLVED, event.id), closing)
    return event.id


def reopen_ticket(work: Work, ticket: Ticket, by: Change, actor: Actor, said_at: datetime) -> None:
    """Open a solved ticket again: route it again, start a clock from `said_at`, tell both sides."""
    change(work, ticket, by, said_at)
    ticket.solved_at = None
    ticket.last_customer_at = max(ticket.last_customer_at, said_at)
    event = history.record(work, ticket, TicketReopened(), actor)
    before, found = roster.assignee(work, ticket), route(roster.team(work, ticket.account), work.now)
    assignment.apply(ticket, found)
    history.record(work, ticket, assignment.assigned(found), actor)
    answered = ticket.last_staff_at is not None and ticket.last_staff_at >= said_at
    if by is not Change.CUSTOMER_REPLY or not answered:
        clocks.start(work, ticket, ClockKind.NEXT, said_at)
    evidence.keep_up(work, ticket)
    filing.file_again_if_ended(work, ticket)
    line = ticket_lines.line(work, ticket)
    cards.tell_every_thread(
        work, ticket, said.news(News.REOPENED, event.id), thread.reopened(line, actor.name)
    )
    moved = triage.reassigned(line, before, ticket.why, told_to=cards.pinged(work, ticket))
    note = triage.reopened(line, actor.name)
    cards.tell_triage(work, ticket, said.news(News.REOPENED, event.id), note)
    cards.tell_triage(
        work, ticket, said.news(News.ROUTED_AGAIN, event.id), moved, urgency=OutboxUrgency.ALARM
    )
    paging.about_answer(work, ticket, roster.assignee_to_ping(work, ticket))
    passed_over.tell(work, ticket)
    cards.refresh(work, ticket)


def set_pending(work: Work, ticket: Ticket, actor: Actor) -> None:
    """Wait for the customer; both sides are told. Raises AlreadySo, or LifecycleError where it cannot be."""
    standing.refuse_if_pending(work, ticket)
    change(work, ticket, Change.SET_PENDING)
    ticket.pending_since, ticket.reminded_at = work.now, None
    event = history.record(work, ticket, SetPending(), actor)
    remind_at, solve_at = pending.schedule(work, ticket)
    rules = work.account(ticket.account).pending
    told = thread.pending(
        ticket_lines.line(work, ticket),
        remind_days=rules.remind_days,
        solve_days=rules.solve_days,
        remind_at=remind_at,
        solve_at=solve_at,
    )
    cards.tell_every_thread(work, ticket, said.news(News.PENDING, event.id), told)
    cards.refresh(work, ticket)


def end_pending(work: Work, ticket: Ticket) -> None:
    """Have a Pending ticket be open: it waits for the customer no longer."""
    change(work, ticket, Change.CUSTOMER_REPLY)
    ticket.pending_since = None


def solve(work: Work, ticket: Ticket, actor: Actor, closing: str = "") -> None:
    """Close the ticket and tell both sides; by the customer it cancels a running clock.

    Raises AlreadySo, and WrongInput where staff would close it over a question that nobody has answered.
    """
    standing.refuse_if_solved(work, ticket)
    _refuse_silence(work, ticket, actor, closing)
    change(work, ticket, Change.SOLVE)
    if actor.side is not Side.CUSTOMER:
        clocks.answer(work, ticket, work.now, actor)
    # By Slack's clock the question may be younger than this answer; solved, no clock runs on.
    clocks.cancel(work, ticket, actor)
    event = close(work, ticket, actor, closing)
    line = ticket_lines.line(work, ticket)
    told = thread.solved(line, actor.name, closing=closing)
    cards.tell_every_thread(work, ticket, said.news(News.SOLVED, event), told)
    # What staff write to close it is in the customer's thread, where they wrote it, if it has one.
    unseen = actor.side is Side.CUSTOMER or ticket.private
    note = triage.solved(line, actor.name, closing if unseen else "")
    cards.tell_triage(work, ticket, said.news(News.SOLVED, event), note)
    cards.refresh(work, ticket)


def offer_follow_up(work: Work, ticket: Ticket, reply_ts: str) -> None:
    """Say that a ticket was solved too long ago for a reply to reopen it, and offer a new one; once."""
    line = ticket_lines.line(work, ticket)
    cards.tell_customer(work, ticket, said.follow_up(ticket.solved_at), thread.follow_up_needed(line))
    history.record(work, ticket, RepliedTooLate(reply_ts), TAM_BOT)


def _refuse_silence(work: Work, ticket: Ticket, actor: Actor, closing: str) -> None:
    """Raise WrongInput where staff would close a ticket over a question that nobody has answered."""
    awaited = ResponseClock.running(work.session, ticket.id) is not None
    if awaited and actor.side is not Side.CUSTOMER and not closing.strip():
        how = "Answer in the console" if ticket.private else "Reply in its thread"
        raise WrongInput(f"{work.key(ticket)} awaits an answer. {how}, or write closing words.")
