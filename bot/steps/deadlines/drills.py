"""Drills: a synthetic P1 that goes the way of any other, is seen by no customer, and ends as it is taken."""

from datetime import date, timedelta
from typing import Final

from bot.blocks.messages.duty import drills as blocks
from bot.domain import drill
from bot.domain.events.drill import DrillEnded
from bot.domain.events.life import TicketOpened
from bot.domain.keys import done, said
from bot.domain.keys.said import News
from bot.domain.permission import Actor
from bot.domain.routing import route
from bot.domain.sla import ClockKind, Priority
from bot.domain.ticket import Change, Status, TicketOrigin, TicketType
from bot.runbook import OTHER
from bot.steps import cards, history, ticket_lines
from bot.steps.deadlines import clocks, paging
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.people import assignment, passed_over, roster
from bot.steps.transitions import change, close
from bot.steps.work import TAM_BOT, Work
from models.queues import due
from models.queues.outbox import OutboxUrgency
from models.ticket import Ticket

_MAY_LAG: Final = timedelta(hours=2)
"""One that could not begin in time is left out: nobody is to be tried at another hour than the drawn one."""
_BEFORE_OVERDUE: Final = timedelta(minutes=1)
"""So long before an answer would be overdue a drill ends that nobody takes."""


def schedule_next(work: Work, account: str) -> None:
    """Remember when the next drill begins, if the runbook wants any."""
    if work.runbook.provider.drill is None:
        return
    clock = work.wall_clock(account)
    month = clock.day(work.now).replace(day=1)
    at = drill.instant(account, month, clock.zone)
    if at <= work.now:
        at = drill.instant(account, drill.next_month(month), clock.zone)
    due.schedule(work.session, kind=DueKind.DRILL, due_at=at, account=account)


def begin_if_wanted(work: Work, row: due.DueRow) -> bool:
    """Begin the drill that is due, and have the next one wait; False if it is left out."""
    schedule_next(work, row.account)
    if work.runbook.provider.drill is None or work.now - row.due_at > _MAY_LAG:
        return False
    month = work.wall_clock(row.account).day(row.due_at)
    if Ticket.numbered(work.session, row.account, drill.number_of(month)) is None:
        _begin(work, row.account, month)
    return True


def end(work: Work, ticket: Ticket, by: Actor | None = None) -> None:
    """End a drill, if it is one and not over: whoever takes it ends it, else its time."""
    if not ticket.is_drill or ticket.status is Status.SOLVED:
        return
    after = work.now - ticket.opened_at
    name = by.name if by else None
    clocks.cancel(work, ticket, TAM_BOT)
    due.cancel(work.session, ticket.id, tuple(DueKind), work.now)
    change(work, ticket, Change.SOLVE)
    close(work, ticket, by or TAM_BOT)
    event = history.record(work, ticket, DrillEnded(name, int(after.total_seconds())), TAM_BOT)
    post = blocks.over(ticket_lines.line(work, ticket), name, after)
    cards.tell_triage(work, ticket, said.news(News.DRILL_ENDED, event.id), post)
    cards.refresh(work, ticket)


def _begin(work: Work, account: str, month: date) -> None:
    found = route(roster.team(work, account), work.now)
    ticket = _synthetic(work, account, month)
    assignment.apply(ticket, found)
    work.session.add(ticket)
    work.session.flush()
    clock = clocks.begin(work, ticket, ClockKind.FIRST, work.now)
    opened = (
        TicketOpened(TicketOrigin.DRILL, Priority.P1),
        assignment.assigned(found),
        clocks.started(clock),
    )
    history.record_all(work, ticket, [(what, TAM_BOT) for what in opened])
    line = ticket_lines.line_of_new(work, ticket, clock)
    work.say(
        blocks.card(line, cards.pinged(work, ticket)),
        key=said.posting(ticket.triage_slot),
        channel=ticket.triage_channel,
        slot=ticket.triage_slot,
        account=account,
        urgency=OutboxUrgency.ALARM,
    )
    over = (clock.due_at or work.now + timedelta(hours=1)) - _BEFORE_OVERDUE
    due.schedule(work.session, kind=DueKind.DRILL_OVER, due_at=over, account=account, ticket_id=ticket.id)
    paging.about_answer(work, ticket, roster.assignee_to_ping(work, ticket))
    passed_over.tell(work, ticket)


def _synthetic(work: Work, account: str, month: date) -> Ticket:
    """Return a P1 of nobody's, which stands nowhere but in triage; its words are made where they are said."""
    triage = work.triage_channel(account)
    return Ticket(
        account=account,
        number=drill.number_of(month),
        origin=TicketOrigin.DRILL,
        origin_key=done.drill(account, drill.number_of(month)),
        type=TicketType.ISSUE,
        product=OTHER,
        priority=Priority.P1,
        subject="",
        description="",
        example_ids=[],
        requester_team="",
        requester_user="",
        requester_name="",
        channel=triage,
        triage_channel=triage,
        status=Status.OPEN,
        opened_at=work.now,
        heard_at=work.now,
        last_customer_at=work.now,
    )
