"""Open a ticket: number, route, start the clock, post both cards."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.blocks.answers import asking
from bot.blocks.forms.intake_state import IntakeInput
from bot.domain.events.life import TicketOpened
from bot.domain.keys import said, slots
from bot.domain.keys.done import DoneKey
from bot.domain.permission import Action, Actor, require
from bot.domain.routing import Assignment, route
from bot.domain.sla import ClockKind, Priority
from bot.domain.ticket import Status, TicketOrigin, TicketType
from bot.errors import Conflict, NotAllowed
from bot.outbox import enqueue
from bot.steps import cards, history, similar, status_mark, ticket_lines
from bot.steps.console import filing
from bot.steps.deadlines import clocks, evidence, paging, stale_words
from bot.steps.intake import intake_record
from bot.steps.people import assignment, passed_over, roster
from bot.steps.work import TAM_BOT, Work
from models.account import AccountState
from models.questions.before_opening import BeforeOpening
from models.ticket import Ticket

DEFAULT_PRIORITY = Priority.P3
DEFAULT_PRODUCT = "other"
LONGEST_SUBJECT = 150


@dataclass(frozen=True)
class NewTicket:
    """What somebody asks for; texts are plain, exactly as they were written."""

    account: str
    origin: TicketOrigin
    origin_key: DoneKey
    """What it grows from; the same key again finds the same ticket instead of a second one."""
    requester: Actor
    opened_by: Actor
    subject: str
    description: str
    channel: str
    type: TicketType = TicketType.ISSUE
    product: str = DEFAULT_PRODUCT
    priority: Priority = DEFAULT_PRIORITY
    urgency_unclear: bool = False
    """Whether nobody chose the priority, though the words sound urgent: the ticket's thread asks then."""
    happened_at: datetime | None = None
    example_ids: tuple[str, ...] = ()
    intake: IntakeInput | None = None
    """What was entered in the intake's fields; None where nobody was asked."""
    thread_ts: str | None = None
    said: str | None = None
    """All that the message it grows from says; None where it is not known."""
    asked_at: datetime | None = None
    """When it was asked for, if that was before now: the clock starts then."""
    console_number: str | None = None
    """Under which it stands in the console already."""
    private_at: str | None = None
    """Where it stands in the console, if it is private there: nothing of it is said in the channel."""


@dataclass(frozen=True)
class Opened:
    """The ticket that stands now; `already` when it had been opened before."""

    ticket_id: int
    key: str
    already: bool = False
    permalink: str | None = None


def open_ticket(work: Work, new: NewTicket) -> Opened:
    """Open a ticket within a transaction that may do more."""
    before = BeforeOpening.of(work.session, new.origin_key, new.channel, new.thread_ts)
    if before.same is not None:
        return _as_opened(work, before.same, already=True)
    earlier = before.of_thread
    _refuse(work, new, earlier)
    new = _understood(work, new)
    alike = similar.solved_like(work, new.account, new.subject, new.description)
    found = route(roster.team(work, new.account), work.now)
    ticket = _insert(work, new, found)
    told = intake_record.remember(work, ticket, new.intake) if new.intake else None
    clock = clocks.begin(
        work, ticket, ClockKind.FIRST, ticket.opened_at, beside=stale_words.expected(work, ticket)
    )
    opened = TicketOpened(new.origin, ticket.priority)
    by_rule = ((what, TAM_BOT) for what in (assignment.assigned(found), clocks.started(clock)))
    history.record_all(work, ticket, [(opened, new.opened_by), *by_rule])
    evidence.begin(work, ticket)
    filing.file_if_wanted(work, ticket)
    with enqueue.together(work.session):
        cards.publish(work, ticket, clock, told)
        status_mark.show(work, ticket, earlier.status if earlier else None)
    paging.about_answer(work, ticket, roster.assignee_to_ping(work, ticket))
    passed_over.tell(work, ticket)
    similar.tell(work, ticket, alike)
    if new.urgency_unclear:
        question = asking.is_it_urgent(ticket_lines.line_of_new(work, ticket, clock))
        cards.tell_customer(work, ticket, said.HOW_URGENT, question, slot=slots.how_urgent(ticket.id))
    return _as_opened(work, ticket, already=False)


def fill_in(work: Work, ticket: Ticket, new: NewTicket) -> None:
    """Give a ticket the words of the message that it grew from, and what they tell."""
    told = _understood(work, new)
    ticket.subject, ticket.description = told.subject, told.description
    ticket.product, ticket.example_ids = told.product, list(told.example_ids)
    ticket.requester_team = told.requester.team
    ticket.requester_user, ticket.requester_name = told.requester.user, told.requester.name


def _refuse(work: Work, new: NewTicket, earlier: Ticket | None) -> None:
    account = work.account(new.account)
    require(new.opened_by, Action.OPEN)
    if account.requesters and new.opened_by.user not in account.requesters and not new.opened_by.is_provider:
        openers = " or ".join(f"<@{user}>" for user in account.requesters)
        raise NotAllowed(f"At {account.name} tickets are opened by {openers}. Ask one of them to open it.")
    if earlier is not None and earlier.status is not Status.SOLVED:
        raise Conflict(
            f"This thread already is ticket {work.key(earlier)}. Reply here: every message reaches it."
        )


def _understood(work: Work, new: NewTicket) -> NewTicket:
    """Return the ticket with what its text tells, where no form asked for it."""
    if new.intake is not None or new.type is not TicketType.ISSUE:
        return new
    product, found = intake_record.understood(work.runbook.provider, new.product, new.description)
    return replace(new, product=product, example_ids=new.example_ids or found)


def _insert(work: Work, new: NewTicket, found: Assignment) -> Ticket:
    asked_at = min(new.asked_at or work.now, work.now)
    ticket = Ticket(
        account=new.account,
        number=AccountState.take_number(work.session, new.account),
        origin=new.origin,
        origin_key=new.origin_key,
        type=new.type,
        product=new.product,
        priority=new.priority,
        subject=new.subject,
        description=new.description,
        happened_at=new.happened_at,
        example_ids=list(new.example_ids),
        requester_team=new.requester.team,
        requester_user=new.requester.user,
        requester_name=new.requester.name,
        channel=new.channel,
        thread_ts=new.thread_ts,
        origin_text=new.said,
        permalink=work.permalink(new.channel, new.thread_ts) if new.thread_ts else new.private_at,
        private=new.private_at is not None,
        triage_channel=work.triage_channel(new.account),
        status=Status.OPEN,
        opened_at=asked_at,
        heard_at=asked_at,
        last_customer_at=asked_at,
        console_number=new.console_number,
    )
    assignment.apply(ticket, found)
    work.session.add(ticket)
    work.session.flush()
    return ticket


def _as_opened(work: Work, ticket: Ticket, *, already: bool) -> Opened:
    permalink = ticket_lines.permalink(work, ticket) if already else ticket.permalink
    return Opened(ticket.id, work.key(ticket), already, permalink)
