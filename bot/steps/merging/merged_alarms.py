"""Move open escalations to the ticket that another becomes a part of, and back."""

from bot.domain.events.merging import TookIn
from bot.domain.permission import Actor
from bot.steps.deadlines import escalation_ladder
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.work import Work
from models.escalation import Escalation
from models.queues import due
from models.ticket import Ticket


def move(work: Work, source: Ticket, target: Ticket, actor: Actor) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Move a ticket's open escalations; one whose reason is open there already is added to that one.

    Return the ids of those that moved, and of those that were added. Each climbs on when it would have.
    """
    open_there = {alarm.reason: alarm for alarm in Escalation.open_of_ticket(work.session, target.id)}
    moved, added = [], []
    for alarm in Escalation.open_of_ticket(work.session, source.id):
        same = open_there.get(alarm.reason)
        if same is None:
            alarm.ticket_id = target.id
            moved.append(alarm.id)
        else:
            same.added = [*same.added, _as_added(alarm)]
            alarm.acknowledged_at, alarm.acknowledged_by_name = work.now, actor.name
            added.append(alarm.id)
    work.session.flush()
    _climb_there(work, source, target, moved)
    return tuple(moved), tuple(added)


def give_back(work: Work, source: Ticket, target: Ticket, took: TookIn) -> None:
    """Give the source its escalations back that nobody has acknowledged since."""
    still_open = Escalation.open_of_ticket(work.session, target.id)
    moved = [alarm.id for alarm in still_open if alarm.id in took.moved]
    for alarm in still_open:
        if alarm.id in moved:
            alarm.ticket_id = source.id
            continue
        again = [entry["escalation"] for entry in alarm.added if entry.get("escalation") in took.added]
        alarm.added = [entry for entry in alarm.added if entry.get("escalation") not in again]
        for escalation_id in again:
            _open_again(work, source, escalation_id)
    work.session.flush()
    _climb_there(work, target, source, moved)


def _as_added(alarm: Escalation) -> dict[str, object]:
    at = alarm.raised_at.isoformat()
    words = {"comment": alarm.comment, "reach": alarm.reach}
    return {"by": alarm.raised_by_name, "at": at, **words, "escalation": alarm.id}


def _open_again(work: Work, ticket: Ticket, escalation_id: int) -> None:
    alarm = work.session.get(Escalation, escalation_id)
    if alarm is not None:
        alarm.acknowledged_at = alarm.acknowledged_by_name = None
        work.session.flush()
        escalation_ladder.begin(work, ticket, alarm)


def _climb_there(work: Work, source: Ticket, target: Ticket, moved: list[int]) -> None:
    """Have the next steps of what moved taken on the other ticket, at the instants at which they were due."""
    waiting = due.waiting_of_ticket(work.session, source.id, (DueKind.CLIMB,))
    due.cancel(work.session, source.id, (DueKind.CLIMB,), work.now)
    for row in waiting:
        ticket = target if row.payload["escalation"] in moved else source
        due.schedule(
            work.session,
            kind=DueKind.CLIMB,
            due_at=row.due_at,
            account=ticket.account,
            ticket_id=ticket.id,
            payload=row.payload,
        )
