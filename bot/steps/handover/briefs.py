"""Brief whoever has it from now on, have the next one briefed in time, and take their word for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.blocks.messages.duty import briefs as blocks
from bot.blocks.values import Recipient
from bot.blocks.values.briefs import BriefCard, BriefItem, LastWord
from bot.domain.events import Event
from bot.domain.events.alarm import EscalationAcknowledged, EscalationRaised
from bot.domain.events.handover import HandedOver, HandoverClimbed, HandoverConfirmed
from bot.domain.events.life import PriorityChanged, SetPending, TicketAssigned
from bot.domain.events.talk import CustomerReplied, StaffResponded
from bot.domain.keys import falling_due, said, slots
from bot.domain.permission import Actor
from bot.domain.pings import PingRung
from bot.domain.ticket import Status
from bot.outbox import enqueue
from bot.steps import history, ticket_lines
from bot.steps.deadlines import evidence, take_up
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.handover import burning
from bot.steps.people import assignment
from bot.steps.work import TAM_BOT, Work
from models.duty.brief import Brief
from models.escalation import Escalation
from models.message import TicketMessage
from models.queues import due
from models.queues.outbox import OutboxUrgency
from models.ticket import Ticket
from models.ticket_event import TicketEvent

CLIMBS_AFTER = timedelta(minutes=10)
_HELD_FOR = timedelta(minutes=1)
"""After this it is looked whether a ticket is free that somebody else held."""
_REPLACED_WITHIN = timedelta(days=3)
_TOLD = (
    CustomerReplied,
    StaffResponded,
    EscalationRaised,
    EscalationAcknowledged,
    PriorityChanged,
    SetPending,
)
"""What happened meanwhile, as far as whoever gets it back wants to know."""
_MOST_TOLD = 6

Recipients = tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class ShiftChange:
    """A change of shifts: of which account, and when it was to be."""

    account: str
    at: datetime


def tell(work: Work, change: ShiftChange, people: Recipients, tickets: Sequence[int]) -> int:
    """Brief people about tickets, in one message for all accounts whose shifts change with theirs.

    Return the brief's id.
    """
    channel = work.triage_channel(change.account)
    key = f"{channel}/{'+'.join(_ids(people))}/{change.at.isoformat()}"
    brief, is_new = _written(work, key, change.account, people, tickets, told=())
    _replace(work, brief)
    if is_new:
        _post(work, brief, people)
    else:
        show(work, brief)
    return brief.id


def climb(work: Work, brief_id: int, *, late: bool = False) -> None:
    """Brief the next of the chain about what nobody said that they have; the message moves with it.

    It stays with a ticket that somebody else holds at this moment, which climbs (`late`) as soon as it can.
    """
    brief = Brief.locked(work.session, brief_id)
    if brief is None or brief.had_at is not None or brief.over_at is not None:
        return
    free = Ticket.unheld(work.session, brief.tickets)
    held = _others(brief, free)
    left = [one for one in free if burning.is_unconfirmed(work, one, brief.at)]
    groups = _next(work, brief, left)
    if held:
        _look(work, brief, work.now + _HELD_FOR, late=True)
    if left and not groups:
        return  # nobody is above, or they are asked to take it: it stands
    for (rung, people), theirs in groups.items():
        _climb_to(work, brief, rung, people, theirs, late=late)
    _keep_only(work, brief, held)


def confirm(work: Work, brief: Brief, actor: Actor) -> None:
    """Take somebody's word that they have it: what was handed over with its assignee is theirs.

    A ticket that somebody else holds at this moment stays in the brief, to be confirmed by another click.
    """
    free = Ticket.unheld(work.session, brief.tickets)
    for one in free:
        ticket = work.ticket(one.id)
        if ticket.status is Status.SOLVED:
            continue
        fire = burning.burning(work, ticket)
        if burning.is_unconfirmed(work, ticket, brief.at) and not (fire and fire.evidence_ends):
            assignment.by_hand(work, ticket, actor.user, actor)
        history.record(work, ticket, HandoverConfirmed(), actor)
    held = _others(brief, free)
    if held:
        _keep_only(work, brief, held)
        return
    brief.had_at, brief.had_by_name = work.now, actor.name
    show(work, brief)


def show(work: Work, brief: Brief) -> None:
    """Have the message of a brief show how it stands."""
    people = _people(brief)
    work.reword(slots.brief(brief.id), blocks.brief(_card(work, brief, people)))


def _written(
    work: Work, key: str, account: str, people: Recipients, tickets: Sequence[int], told: Sequence[str]
) -> tuple[Brief, bool]:
    ids = _ids(people)
    is_new = Brief.begin(
        work.session,
        key=key,
        account=account,
        channel=work.triage_channel(account),
        names=[person.name for person in people],
        slack=ids,
        tickets=[],
        told=list(told),
        at=work.now,
    )
    brief = Brief.of_key(work.session, key)
    brief.tickets = list(dict.fromkeys((*brief.tickets, *tickets)))
    work.session.flush()
    return brief, is_new


def _post(work: Work, brief: Brief, people: Recipients) -> None:
    """Post a brief, and remember to look whether somebody says that they have it."""
    slot = slots.brief(brief.id)
    work.say(
        blocks.brief(_card(work, brief, people)),
        key=said.posting(slot),
        channel=brief.channel,
        slot=slot,
        urgency=OutboxUrgency.ALARM,
        account=brief.account,
    )
    _look(work, brief, brief.at + CLIMBS_AFTER)


def _look(work: Work, brief: Brief, at: datetime, *, late: bool = False) -> None:
    """Have it looked at whether somebody says that they have what a brief is about."""
    look = due.Falling(
        DueKind.HANDOVER_CLIMB,
        at,
        brief.account,
        payload={"brief": brief.id, "late": late},
        once=falling_due.handover_climb(brief.id, at if late else None),
    )
    due.schedule_all(work.session, [look])


def _others(brief: Brief, tickets: Iterable[Ticket]) -> list[int]:
    """Return the tickets of a brief that are not among some."""
    those = {one.id for one in tickets}
    return [number for number in brief.tickets if number not in those]


def _keep_only(work: Work, brief: Brief, tickets: list[int]) -> None:
    """Leave only these tickets in a brief; without any it is over."""
    if tickets:
        brief.tickets = tickets
        show(work, brief)
    else:
        _end(work, brief)


def _replace(work: Work, brief: Brief) -> None:
    """Have the briefs before this one deleted that are about nothing else."""
    for other in Brief.lately_in(work.session, brief.channel, work.now - _REPLACED_WITHIN):
        if other.id != brief.id and set(other.tickets) <= set(brief.tickets):
            _end(work, other)


def _end(work: Work, brief: Brief) -> None:
    slot = slots.brief(brief.id)
    brief.over_at = work.now
    enqueue.delete(work.session, key=said.deletion(slot), slot=slot, now=work.now)


Groups = dict[tuple[PingRung, Recipients], list[Ticket]]


def _next(work: Work, brief: Brief, tickets: Iterable[Ticket]) -> Groups:
    """Return who is briefed next about which tickets; nobody twice."""
    groups: Groups = {}
    for ticket in tickets:
        if take_up.is_under_way(work, ticket):
            continue
        found = take_up.next_asked(work, ticket, _before(work, brief, ticket))
        if found is not None:
            groups.setdefault(found, []).append(ticket)
    return groups


def _before(work: Work, brief: Brief, ticket: Ticket) -> tuple[str, ...]:
    known = (*brief.told, *brief.slack, *take_up.asked_so_far(work, ticket))
    return tuple(dict.fromkeys(known))


def _climb_to(
    work: Work, brief: Brief, rung: PingRung, people: Recipients, tickets: Sequence[Ticket], *, late: bool
) -> None:
    names = tuple(person.name for person in people)
    for ticket in tickets:
        what = HandoverClimbed(rung, names, tuple(_ids(people)), _before(work, brief, ticket))
        history.record(work, ticket, what, TAM_BOT)
    key = f"{brief.key}/{'+'.join(_ids(people))}"
    if late:  # the others are told of in a brief of theirs, which somebody may have confirmed
        key += "".join(f"+{one.id}" for one in tickets)
    told = [*brief.told, *brief.slack]
    higher, is_new = _written(work, key, brief.account, people, [one.id for one in tickets], told)
    if is_new:
        _post(work, higher, people)


def _ids(people: Recipients) -> list[str]:
    return [person.slack or person.name for person in people]


def _people(brief: Brief) -> Recipients:
    return tuple(Recipient(name, slack) for name, slack in zip(brief.names, brief.slack, strict=True))


def _card(work: Work, brief: Brief, people: Recipients) -> BriefCard:
    tickets = [work.peek(number) for number in brief.tickets]
    return BriefCard(
        id=brief.id,
        told_to=people,
        items=tuple(_item(work, one) for one in tickets if one.status is not Status.SOLVED),
        changed_at=brief.at - CLIMBS_AFTER * _steps(brief),
        clock=work.wall_clock(brief.account),
        now=work.now,
        climbs_at=brief.at + CLIMBS_AFTER,
        climbed=bool(brief.told),
        had_by=brief.had_by_name,
        had_at=brief.had_at,
    )


def _steps(brief: Brief) -> int:
    return brief.key.count("/") - 2


def _item(work: Work, ticket: Ticket) -> BriefItem:
    escalated = Escalation.open_of_ticket(work.session, ticket.id)
    last = TicketMessage.last_of(work.session, ticket.id)
    return BriefItem(
        line=ticket_lines.line(work, ticket),
        opened_at=ticket.opened_at,
        escalated_at=min((one.raised_at for one in escalated), default=None),
        evidence_ends=evidence.ends(work, ticket),
        last=LastWord(last.author_name, last.posted_at, last.text) if last else None,
        meanwhile=_meanwhile(work, ticket),
    )


def _meanwhile(work: Work, ticket: Ticket) -> tuple[tuple[datetime, Event], ...]:
    """Return what happened since the ticket left the role that it is back with; nothing if it is not back."""
    events = TicketEvent.of_ticket(work.session, ticket.id)
    given = [(at, one.what) for at, one in enumerate(events) if isinstance(one.what, TicketAssigned)]
    home = [at for at, what in given[:-1] if what.role is ticket.assignee_role]
    left = next((at for at, what in given if home and at > home[-1]), None)
    handed = left is not None and any(isinstance(one.what, HandedOver) for one in events[left:])
    if not handed or given[-1][0] == left:
        return ()
    told = [(one.at, one.what) for one in events[left:] if isinstance(one.what, _TOLD)]
    return tuple(told[-_MOST_TOLD:])
