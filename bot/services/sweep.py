"""Do what has fallen due: claim one row, act on it, settle it, all in one transaction; then the next."""

import logging
from datetime import timedelta

from bot.domain.sla import Priority
from bot.domain.ticket import Status
from bot.services import climbing, notices, pending_due, responses_due
from bot.services.due_kinds import RESPONSE_KINDS, DueKind
from bot.services.work import Service, Work
from models import due
from models.due import DueRow, DueState
from models.ticket import Ticket

log = logging.getLogger(__name__)

_NOTICE_MAY_LAG = timedelta(hours=2)


class Sweep(Service):
    """The use case of the clock's hand moving on."""

    def run(self) -> int:
        """Do everything that is due now; return how many rows were done.

        A row that fails is put off and holds up no other.
        """
        done = 0
        failed: set[int] = set()
        while True:
            row_id = None
            try:
                with self.work() as work:
                    rows = due.claim_due(work.session, work.now, 1, leaving=failed)
                    if not rows:
                        return done
                    row_id = rows[0].id
                    rows[0].settle(_act(work, rows[0]), work.now)
                done += 1
            except Exception as error:
                log.exception("a due row failed and is tried again later", extra={"due_id": row_id})
                if row_id is None:
                    return done
                failed.add(row_id)
                self._put_off(row_id, error)

    def _put_off(self, row_id: int, error: Exception) -> None:
        with self.work() as work:
            due.put_off(work.session, row_id, work.now, f"{type(error).__name__}: {error}")


def _act(work: Work, row: DueRow) -> DueState:
    kind = DueKind(row.kind)
    if row.account not in work.runbook.accounts:
        return DueState.DROPPED
    if row.ticket_id is None:
        return _act_on_account(work, row, kind)
    if kind in RESPONSE_KINDS and _later_one_is_due(work, row):
        return DueState.SUPERSEDED
    ticket = work.ticket(row.ticket_id)
    if ticket.status is Status.SOLVED:
        return DueState.DROPPED
    _act_on_ticket(work, ticket, row, kind)
    return DueState.DONE


def _act_on_account(work: Work, row: DueRow, kind: DueKind) -> DueState:
    if kind is DueKind.MORNING_LIST:
        responses_due.morning_list(work, row.account)
        return DueState.DONE
    late = work.now - row.due_at > _NOTICE_MAY_LAG
    if not late:
        notices.scheduled(work, row.account)
    notices.schedule_next(work, row.account)
    return DueState.DROPPED if late else DueState.DONE


def _act_on_ticket(work: Work, ticket: Ticket, row: DueRow, kind: DueKind) -> None:
    match kind:
        case DueKind.NUDGE:
            responses_due.nudge(work, ticket)
        case DueKind.RAISED_LATE:
            responses_due.nudge(work, ticket, raised_from=Priority(row.payload["before"]))
        case DueKind.BREACH | DueKind.BREACH_AGAIN:
            responses_due.breach(work, ticket)
        case DueKind.REMIND_PENDING:
            pending_due.remind(work, ticket)
        case DueKind.SOLVE_PENDING:
            pending_due.solve(work, ticket)
        case DueKind.CLIMB:
            climbing.climb(work, ticket, int(row.payload["escalation"]))
        case _:
            raise ValueError(f"{kind} is not about a ticket")


def _later_one_is_due(work: Work, row: DueRow) -> bool:
    """Tell whether a later word on the same answer is due too: after a downtime only the latest is said."""
    waiting = due.waiting_of_ticket(work.session, row.ticket_id or 0, RESPONSE_KINDS)
    return any(other.due_at > row.due_at and other.due_at <= work.now for other in waiting)
