"""Ask whoever is next while nobody takes a ticket: it stays with its assignee until somebody does."""

from collections.abc import Collection, Iterator

from bot.blocks.messages import pings
from bot.blocks.values import Recipient
from bot.domain.events.handover import HandoverClimbed
from bot.domain.events.timing import ClockStarted, TakeUpAsked
from bot.domain.pings import PingRung
from bot.domain.sla import Target
from bot.domain.why import TakenByHand
from bot.steps import history, ping_ladder, ticket_lines
from bot.steps.deadlines import paging, replaced_ping
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.people import reach, roster
from bot.steps.work import TAM_BOT, Work
from models.queues import due
from models.response_clock import ResponseClock
from models.ticket import Ticket
from models.ticket_event import TicketEvent

ABOUT_TAKING = (TakeUpAsked,)
Asked = tuple[PingRung, tuple[Recipient, ...]]


def begin(work: Work, ticket: Ticket, target: Target) -> None:
    """Have the next one asked if nobody takes it in the time that the runbook gives, by its own clock."""
    due.schedule_all(work.session, expected(work, ticket, target))


def expected(work: Work, ticket: Ticket, target: Target) -> tuple[due.Falling, ...]:
    """Return when the next one is asked, if anybody is to be."""
    within = work.account(ticket.account).sla.take_within.of(ticket.priority)
    if within is None or isinstance(ticket.why, TakenByHand):
        return ()
    at = roster.clock_hours(work, ticket.account, target).add(work.now, within)
    return () if at is None else (due.Falling(DueKind.TAKE_UP, at, ticket.account, ticket.id),)


def ask(work: Work, ticket: Ticket) -> None:
    """Ask the next one of the chain; nobody once it is taken, answered or overdue: then others are told."""
    clock = ResponseClock.running(work.session, ticket.id)
    if clock is None or isinstance(ticket.why, TakenByHand):
        return
    if clock.due_at is not None and work.now >= clock.due_at:
        return
    before = asked_so_far(work, ticket)
    found = next_asked(work, ticket, before)
    if found is None:
        return
    rung, people = found
    names, ids = zip(*((person.name, person.slack or "") for person in people), strict=True)
    event = history.record(work, ticket, TakeUpAsked(rung, names, ids, before), TAM_BOT)
    post = pings.take_up(ticket_lines.line(work, ticket), people, rung)
    replaced_ping.say(work, ticket, event, post, ABOUT_TAKING)
    paging.about_answer(work, ticket, people)
    begin(work, ticket, work.account(ticket.account).sla.targets[ticket.priority])


def begin_again(work: Work, ticket: Ticket) -> None:
    """Give whoever has it now their own time to take it; who was asked before is not asked again."""
    due.cancel(work.session, ticket.id, (DueKind.TAKE_UP,), work.now)
    withdraw(work, ticket)
    begin(work, ticket, work.account(ticket.account).sla.targets[ticket.priority])


def is_under_way(work: Work, ticket: Ticket) -> bool:
    """Tell whether the next one is asked in time unless somebody takes it."""
    return bool(due.waiting_of_ticket(work.session, ticket.id, (DueKind.TAKE_UP,)))


def ask_now(work: Work, ticket: Ticket, instead_of: str) -> None:
    """Ask the next one without waiting: somebody passes it on, or was not reached.

    Nobody is asked before whoever was asked since has had their time.
    """
    event = _last_asked(work, ticket)
    what = event.what if event else None
    if isinstance(what, TakeUpAsked) and instead_of not in what.asked:
        return
    due.cancel(work.session, ticket.id, (DueKind.TAKE_UP,), work.now)
    ask(work, ticket)


def end(work: Work, ticket: Ticket) -> None:
    """Ask nobody more: somebody took it."""
    due.cancel(work.session, ticket.id, (DueKind.TAKE_UP,), work.now)
    paging.stop(work, ticket)
    withdraw(work, ticket)


def withdraw(work: Work, ticket: Ticket) -> None:
    """Have what was asked last disappear."""
    event = _last_asked(work, ticket)
    if event is not None and isinstance(event.what, TakeUpAsked):
        replaced_ping.withdraw(work, event)


def next_asked(work: Work, ticket: Ticket, before: Collection[str]) -> Asked | None:
    """Return who is asked next, nobody who is off duty; `before` are the Slack ids of those asked."""
    known = {*before, *(person.slack for person in roster.assignee_recipients(work, ticket))}
    for rung, people in _chain(work, ticket):
        others = tuple(person for person in reach.reached(work, people) if person.slack not in known)
        if others:
            return rung, others
    return None


def asked_so_far(work: Work, ticket: Ticket) -> tuple[str, ...]:
    """Return the Slack ids of those who were asked since the clock started."""
    event = _last_asked(work, ticket)
    what = event.what if event else None
    return (*what.before, *what.asked) if isinstance(what, TakeUpAsked | HandoverClimbed) else ()


def highest_asked(work: Work, ticket: Ticket) -> PingRung:
    """Return the highest rung that was asked since the clock started."""
    event = _last_asked(work, ticket)
    what = event.what if event else None
    return what.rung if isinstance(what, TakeUpAsked | HandoverClimbed) else PingRung.ASSIGNEE


def _last_asked(work: Work, ticket: Ticket) -> TicketEvent | None:
    asked = TicketEvent.of_kinds(work.session, ticket.id, (TakeUpAsked, HandoverClimbed))
    started = TicketEvent.latest(work.session, ticket.id, ClockStarted) if asked else None
    return asked[-1] if started and asked[-1].id > started.id else None


def _chain(work: Work, ticket: Ticket) -> Iterator[Asked]:
    """Yield who may be asked from the bottom up: the TAMs on duty, then those who are there at any time."""
    for tam in roster.team(work, ticket.account).tams:
        if tam.is_on(work.now) and tam.role is not ticket.assignee_role:
            holder = tam.holder(work.now)
            yield PingRung.OTHER_TAM, (Recipient(holder.name, holder.slack, tam.role.label, tam.role),)
    if not ping_ladder.is_with_pse(ticket):
        yield PingRung.PSE, roster.pse(work)
    yield PingRung.SUPPORT_MANAGEMENT, roster.support_management(work)
    yield PingRung.TAM_MANAGER, roster.manager(work, ticket.account)
