"""Do what has fallen due: what a due row is there for, and what will fall due next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.domain.sla import Priority
from bot.domain.ticket import Status
from bot.services.service import ClockDriven
from bot.steps import cards, notice
from bot.steps.console import filing
from bot.steps.deadlines import (
    drills,
    escalation_ladder,
    evidence,
    morning,
    paging,
    pending_due,
    responses_due,
    stale_words,
    take_up,
)
from bot.steps.deadlines.due_kinds import RESPONSE_KINDS, STALE_KINDS, DueKind
from bot.steps.handover import briefs, shifts
from bot.steps.handover.briefs import ShiftChange
from bot.steps.phone import silent_calls
from bot.steps.work import Work
from models.queues import due
from models.queues.due import DueRow, DueState
from models.ticket import Ticket

_NOTICE_MAY_LAG = timedelta(hours=2)


@dataclass(frozen=True)
class Upcoming:
    """Something that will happen at an instant unless it is overtaken."""

    at: datetime
    kind: DueKind
    account: str
    ticket: str | None
    to: str


class FallingDue(ClockDriven):
    """The use cases of time passing: what the sweep asks for, row by row."""

    def act(self, session: Session, row: DueRow) -> None:
        """Do what a claimed due row is there for, in the sweep's own transaction, and settle it."""
        work = self.begun(session)
        row.settle(_act(work, row), work.now)

    def keep_calendar(self) -> None:
        """Have each account's morning list and scheduled notice waiting; at start, and harmless again."""
        with self.work() as work:
            for account in work.runbook.accounts:
                morning.schedule_list(work, account)
                notice.schedule_next(work, account)
                drills.schedule_next(work, account)
            shifts.look_again(work, tuple(work.runbook.accounts))

    def next_at(self) -> datetime | None:
        """Return the instant at which something falls due next."""
        with self.database.read_connection() as connection:
            return due.next_at(connection)

    def upcoming(self, limit: int = 200) -> tuple[Upcoming, ...]:
        """List what will fall due, the soonest first."""
        with self.reading() as work:
            return tuple(_upcoming(work, row) for row in due.upcoming(work.session, limit=limit))


def _act(work: Work, row: DueRow) -> DueState:
    kind = DueKind(row.kind)
    if row.account not in work.runbook.accounts:
        return DueState.DROPPED
    if row.ticket_id is None:
        return _act_on_account(work, row, kind)
    if kind in RESPONSE_KINDS and _later_one_is_due(work, row):
        return DueState.SUPERSEDED
    ticket = work.own_ticket(row.ticket_id)
    if ticket.status is Status.SOLVED and kind not in STALE_KINDS:
        return DueState.DROPPED
    _act_on_ticket(work, ticket, row, kind)
    return DueState.DONE


def _act_on_account(work: Work, row: DueRow, kind: DueKind) -> DueState:
    match kind:
        case DueKind.MORNING_LIST:
            morning.post_list(work, row.account)
        case DueKind.SILENT_CALL:
            silent_calls.act(work, row.payload)
        case DueKind.HANDOVER:
            shifts.hand_over(work, ShiftChange(row.account, row.due_at))
        case DueKind.HANDOVER_CLIMB:
            briefs.climb(work, int(row.payload["brief"]), late=bool(row.payload.get("late")))
        case DueKind.DRILL:
            return DueState.DONE if drills.begin_if_wanted(work, row) else DueState.DROPPED
        case _:
            return _post_notice(work, row)
    return DueState.DONE


def _post_notice(work: Work, row: DueRow) -> DueState:
    late = work.now - row.due_at > _NOTICE_MAY_LAG
    if not late:
        notice.scheduled(work, row.account)
    notice.schedule_next(work, row.account)
    return DueState.DROPPED if late else DueState.DONE


def _act_on_ticket(work: Work, ticket: Ticket, row: DueRow, kind: DueKind) -> None:
    match kind:
        case DueKind.NUDGE:
            responses_due.nudge(work, ticket)
        case DueKind.RAISED_LATE:
            responses_due.nudge(work, ticket, raised_from=Priority(row.payload["before"]))
        case DueKind.BREACH | DueKind.BREACH_AGAIN:
            responses_due.overdue(work, ticket, row.payload)
        case DueKind.TAKE_UP:
            take_up.ask(work, ticket)
        case DueKind.SHOW_OVERDUE:
            responses_due.show_overdue(work, ticket)
        case DueKind.SHOW_DATES:
            cards.refresh(work, ticket)
        case DueKind.SHOW_LINK:
            stale_words.show_link(work, ticket)
        case DueKind.REMIND_PENDING:
            pending_due.remind(work, ticket)
        case DueKind.SOLVE_PENDING:
            pending_due.solve(work, ticket)
        case DueKind.CLIMB:
            escalation_ladder.climb(work, ticket, int(row.payload["escalation"]), row.payload.get("on_duty"))
        case DueKind.REACH:
            paging.take_step(work, ticket, row.payload)
        case DueKind.EVIDENCE:
            evidence.nudge(work, ticket)
        case DueKind.FILING:
            filing.see_that_it_stands(work, ticket, row.payload)
        case DueKind.DRILL_OVER:
            drills.end(work, ticket)
        case _:
            raise ValueError(f"{kind} is not about a ticket")


def _later_one_is_due(work: Work, row: DueRow) -> bool:
    """Tell whether a later word on the same answer is due too: after a downtime only the latest is said."""
    waiting = due.waiting_of_ticket(work.session, row.ticket_id or 0, RESPONSE_KINDS)
    return any(other.due_at > row.due_at and other.due_at <= work.now for other in waiting)


def _upcoming(work: Work, row: DueRow) -> Upcoming:
    ticket = work.session.get(Ticket, row.ticket_id) if row.ticket_id else None
    to_customer = (DueKind.REMIND_PENDING, DueKind.SOLVE_PENDING)
    if ticket is None:
        to = work.account(row.account).name
    else:
        to = ticket.requester_name if row.kind in to_customer else ticket.assignee_name
    return Upcoming(row.try_at, DueKind(row.kind), row.account, work.key(ticket) if ticket else None, to)
