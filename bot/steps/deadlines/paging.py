"""Reach people who may not be looking at Slack, a step at a time, until somebody is on it."""

from collections.abc import Collection, Sequence

from bot.blocks.messages import pages
from bot.blocks.values import Recipient, TicketLine
from bot.domain.events.alarm import EscalationAcknowledged
from bot.domain.events.life import TicketAssigned
from bot.domain.events.paging import AcknowledgedElsewhere, PersonPaged
from bot.domain.keys import falling_due, said
from bot.domain.keys.said import IncidentAction
from bot.domain.paging import Cause, Means, PageStep, ReachStep
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.why import TakenByHand
from bot.outbox import pages as outbox
from bot.steps import history, ticket_lines
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.people import reach
from bot.steps.work import TAM_BOT, Work
from models.escalation import Escalation
from models.queues import due
from models.queues.outbox import Method, OutboxUrgency
from models.response_clock import ResponseClock
from models.store.base import JsonObject
from models.store.records import packed, unpacked
from models.ticket import Ticket
from models.ticket_event import TicketEvent


def about_answer(
    work: Work, ticket: Ticket, people: Sequence[Recipient], *, though_taken: bool = False
) -> None:
    """Have those reached who were pinged about the answer to a P1; nobody once it is taken."""
    if ticket.priority is not Priority.P1 or (isinstance(ticket.why, TakenByHand) and not though_taken):
        return
    steps = _steps(work, ticket, people, Cause.P1)
    clock = ResponseClock.running(work.session, ticket.id) if steps else None
    if clock is not None:
        _schedule(work, ticket, steps, Cause.P1, clock.id)


def about_escalation(
    work: Work, ticket: Ticket, people: Sequence[Recipient], escalation: int, moved_from: Ticket | None = None
) -> None:
    """Have those reached who were pinged about an escalation; no phone rings again for one that has moved."""
    steps = _steps(work, ticket, people, Cause.ESCALATION)
    rung = {page for page in _taken(work, moved_from) if page.by is not Means.PAGERDUTY} if moved_from else ()
    _schedule(work, ticket, steps, Cause.ESCALATION, escalation, rung)


def take_step(work: Work, ticket: Ticket, step: JsonObject) -> None:
    """Reach somebody by the step that is due; nobody if somebody is on it, or the person is gone."""
    page, since = unpacked(PageStep, step["page"]), int(step["since"])
    if not is_awaited(work, ticket, page, since) or _is_gone(work, page):
        return
    line, account = ticket_lines.line(work, ticket), work.account(ticket.account).name
    match page.by:
        case Means.DM:
            work.say(
                pages.direct_message(line, account, page.cause),
                key=said.page(ticket.id, page),
                channel=page.who,
                urgency=OutboxUrgency.ALARM,
            )
        case Means.PAGERDUTY:
            outbox.incident(
                work.session,
                _incident(work, ticket, page),
                IncidentAction.TRIGGER,
                work.now,
                summary=pages.summary(line, account, page.cause),
                link=line.permalink,
                about=_about(ticket, page, since),
            )
        case Means.SMS | Means.CALL:
            if not _ring(work, ticket, page, since, _text(page, line, account)):
                return
    history.record(work, ticket, _paged(step, page), TAM_BOT)


def _paged(step: JsonObject, page: PageStep) -> PersonPaged:
    """Return what is recorded of a step that was taken; earlier versions kept less of it."""
    role = Role(step["role"]) if "role" in step else None
    return PersonPaged(str(step["name"]), page, role, step.get("runbook"))


def is_awaited(work: Work, ticket: Ticket, page: PageStep, since: int) -> bool:
    """Tell whether nobody is on it: none has answered, taken it or acknowledged since an event of that id."""
    if page.cause is Cause.P1:
        clock = work.session.get(ResponseClock, page.of)
        waits = clock is not None and clock.stopped_at is None and ticket.priority is Priority.P1
    else:
        escalation = work.session.get(Escalation, page.of)
        waits = escalation is not None and escalation.acknowledged_at is None
    kinds = (TicketAssigned, EscalationAcknowledged, AcknowledgedElsewhere)
    after = TicketEvent.of_kinds(work.session, ticket.id, kinds, after=since)
    return waits and not any(_somebody_came(event) for event in after)


def spare(work: Work, ticket: Ticket, slack: str | None) -> None:
    """Take no further step to reach somebody whose shift is over; others are reached as before."""
    for row in due.waiting_of_ticket(work.session, ticket.id, (DueKind.REACH,)):
        if row.payload["page"]["who"] == slack:
            row.settle(due.DueState.SUPERSEDED, work.now)


def stop(work: Work, ticket: Ticket) -> None:
    """Reach nobody more: somebody is on it."""
    _end(work, ticket, IncidentAction.ACKNOWLEDGE)


def end_with_ticket(work: Work, ticket: Ticket) -> None:
    """Reach nobody more: the ticket is solved."""
    _end(work, ticket, IncidentAction.ACKNOWLEDGE, IncidentAction.RESOLVE)


Steps = list[tuple[Recipient, ReachStep]]


def _steps(work: Work, ticket: Ticket, people: Sequence[Recipient], cause: Cause) -> Steps:
    return [
        (person, step)
        for person in people
        if person.role is not None
        for step in work.runbook.reach(ticket.account, person.role, person.slack, cause)
        if _fits(person, step.by)
    ]


def _schedule(
    work: Work, ticket: Ticket, steps: Steps, cause: Cause, of: int, taken: Collection[PageStep] = ()
) -> None:
    if not steps:
        return
    since, falling = TicketEvent.newest_id(work.session, ticket.id), []
    for person, step in steps:
        who, seconds = person.slack or person.name, int(step.after.total_seconds())
        page = PageStep(cause, of, who, step.by, seconds)
        if page in taken:
            continue
        told = {"page": packed(page), "name": person.name, "since": since}
        told |= {"role": person.role, "runbook": work.runbook.version}
        key = falling_due.page(ticket.id, ticket.account, page)
        at = work.now + step.after
        falling.append(due.Falling(DueKind.REACH, at, ticket.account, ticket.id, told, once=key))
    due.schedule_all(work.session, falling)


def _text(page: PageStep, line: TicketLine, account: str) -> str:
    by_sms = page.by is Means.SMS
    return (pages.text_message if by_sms else pages.summary)(line, account, page.cause)


def _ring(work: Work, ticket: Ticket, page: PageStep, since: int, text: str) -> bool:
    """Have a phone ring, or show a text; False for somebody who has none by the runbook in force."""
    person = work.runbook.person_keys.get(page.who)
    if person is None or work.runbook.provider.people[person].phone is None:
        return False
    method = Method.SMS if page.by is Means.SMS else Method.CALL
    key = said.page(ticket.id, page)
    about = _about(ticket, page, since)
    outbox.ring(work.session, method, key=key, to=person, text=text, about=about, now=work.now)
    return True


def _about(ticket: Ticket, page: PageStep, since: int) -> JsonObject:
    return {"ticket": ticket.id, "page": packed(page), "since": since}


def _fits(person: Recipient, by: Means) -> bool:
    """Tell whether a means reaches that: a team as a whole has no direct message and no phone."""
    return by is Means.PAGERDUTY or bool(person.slack and not person.slack.startswith("S"))


def _somebody_came(event: TicketEvent) -> bool:
    what = event.what
    return not isinstance(what, TicketAssigned) or isinstance(what.why, TakenByHand)


def _is_gone(work: Work, page: PageStep) -> bool:
    """Tell whether it is a person whose account is deactivated: who left is not woken."""
    return page.who.startswith(("U", "W")) and not reach.is_reachable(work, page.who)


def _incident(work: Work, ticket: Ticket, page: PageStep) -> said.IncidentKey:
    return said.incident(work.key(ticket), page.cause, page.of)


def _end(work: Work, ticket: Ticket, *actions: IncidentAction) -> None:
    """Take no further step, take back what has not left, and tell PagerDuty of each incident it has."""
    due.cancel(work.session, ticket.id, (DueKind.REACH,), work.now)
    taken = _taken(work, ticket)
    if not taken:
        return  # as at nearly every answer
    outbox.stop_ringing(work.session, ticket.id, work.now)
    for page in taken:
        if page.by is Means.PAGERDUTY:
            for action in actions:
                outbox.incident(work.session, _incident(work, ticket, page), action, work.now)


def _taken(work: Work, ticket: Ticket) -> list[PageStep]:
    """Return the steps that were taken about a ticket, in their order."""
    paged = [event.what for event in TicketEvent.of_kinds(work.session, ticket.id, (PersonPaged,))]
    return [what.page for what in paged if isinstance(what, PersonPaged)]
