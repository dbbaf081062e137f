"""The second clock of a ticket: its examples are handed on before the carriers' records end."""

from datetime import datetime

from bot.blocks.messages import evidence as blocks
from bot.blocks.values import Recipient
from bot.domain.events.evidence import EvidenceNudged, HandedOn
from bot.domain.intake.evidence import Window
from bot.domain.keys import said
from bot.domain.keys.said import News
from bot.domain.permission import Actor
from bot.domain.ticket import Status
from bot.steps import cards, history, ticket_lines
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.intake import intake_facts
from bot.steps.people import roster
from bot.steps.work import TAM_BOT, Work
from models.queues import due
from models.queues.outbox import OutboxUrgency
from models.ticket import Ticket
from models.ticket_event import TicketEvent


def keep_up(work: Work, ticket: Ticket) -> None:
    """Have staff told in time, by what is known of the ticket now; once handed on, not at all."""
    due.cancel(work.session, ticket.id, (DueKind.EVIDENCE,), work.now)
    _schedule(work, ticket, _running(work, ticket))


def begin(work: Work, ticket: Ticket) -> None:
    """Have staff told in time of a new ticket's examples."""
    _schedule(work, ticket, intake_facts.window_of(work, ticket))


def _schedule(work: Work, ticket: Ticket, running: Window | None) -> None:
    instants = running.nudges(work.now) if running else ()
    falling = (due.Falling(DueKind.EVIDENCE, at, ticket.account, ticket.id) for at in instants)
    due.schedule_all(work.session, falling)


def nudge(work: Work, ticket: Ticket) -> None:
    """Tell staff when the records end, while nobody has handed the examples on."""
    running = _running(work, ticket)
    if running is None or running.is_over(work.now):
        return
    to = pinged(work, ticket, running.ends)
    names = tuple(person.name for person in to)
    event = history.record(work, ticket, EvidenceNudged(running.ends, names), TAM_BOT)
    told = blocks.nudge(ticket_lines.line(work, ticket), running.ends, to)
    cards.tell_triage(work, ticket, said.news(News.EVIDENCE, event.id), told, urgency=OutboxUrgency.ALARM)


def hand_on(work: Work, ticket: Ticket, actor: Actor) -> bool:
    """Stop the clock: the examples are where they are looked up; False if they were before."""
    if handed_on(work, ticket) is not None:
        return False
    known = intake_facts.window_of(work, ticket)
    history.record(work, ticket, HandedOn(None if known is None else not known.is_over(work.now)), actor)
    due.cancel(work.session, ticket.id, (DueKind.EVIDENCE,), work.now)
    cards.tell_triage(
        work, ticket, said.HANDED_ON, blocks.handed_on(ticket_lines.line(work, ticket), actor.name)
    )
    cards.refresh(work, ticket)
    return True


def handed_on(work: Work, ticket: Ticket) -> TicketEvent | None:
    """Return when the examples were handed on, and who did it."""
    return TicketEvent.latest(work.session, ticket.id, HandedOn)


def ends(work: Work, ticket: Ticket) -> datetime | None:
    """Return when the records of examples end that wait to be handed on; None where none do."""
    running = _running(work, ticket)
    return None if running is None or running.is_over(work.now) else running.ends


def _running(work: Work, ticket: Ticket) -> Window | None:
    stopped = ticket.status is Status.SOLVED or ticket.console_number or handed_on(work, ticket)
    return None if stopped else intake_facts.window_of(work, ticket)


def pinged(work: Work, ticket: Ticket, ends: datetime) -> tuple[Recipient, ...]:
    """Return who a nudge pings: the assignee in hours, outside them the 24x7 team if it cannot wait.

    The duty moves at a handover, the assignee does not.
    """
    business = roster.team(work, ticket.account).business
    if business.is_open(work.now):
        return roster.assignee_recipients(work, ticket)
    opens = business.next_open(work.now)
    return roster.pse(work) if opens is None or ends <= opens else ()
