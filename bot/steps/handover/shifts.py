"""As shifts change, give what cannot wait to whoever is next, and back what was theirs; remember the next."""

from collections.abc import Sequence
from datetime import timedelta

from bot.blocks.values import Recipient
from bot.domain.events.handover import HandedOver
from bot.domain.handover import given_back, home_of, next_in_line, next_shift_change
from bot.domain.tams import Rota
from bot.steps import history
from bot.steps.deadlines import paging, take_up
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.handover import briefs, burning
from bot.steps.handover.briefs import ShiftChange
from bot.steps.handover.burning import Burning
from bot.steps.people import assignment, roster
from bot.steps.work import TAM_BOT, Work
from models.escalation import Escalation
from models.queues import due
from models.response_clock import ResponseClock
from models.search import ticket_search
from models.ticket import Ticket

Recipients = tuple[Recipient, ...]

_IN_A_MOMENT = timedelta(seconds=1)


def look_again(work: Work, accounts: Sequence[str]) -> None:
    """Have the shifts of accounts looked at now: who is on duty may have changed."""
    falling = [due.Falling(DueKind.HANDOVER, work.now, account) for account in accounts]
    due.schedule_all(work.session, falling)


def hand_over(work: Work, what: ShiftChange) -> None:
    """Hand on what whoever went off duty has, brief whoever has it now, and remember the next change."""
    numbers = ticket_search.perhaps_handed_on(work.session, what.account)
    free = ticket_search.hold_free_ones(work.session, numbers)
    told: dict[Recipients, list[int]] = {}
    for number in free:
        people = _hand_on(work, work.own_ticket(number))
        if people:
            told.setdefault(people, []).append(number)
    for people, tickets in told.items():
        briefs.tell(work, what, people, tickets)
    at = next_shift_change(roster.team(work, what.account), _pse(work), work.now)
    if len(free) < len(numbers):  # whoever has the others in their hands may hang: nobody waits for them here
        at = work.now + _IN_A_MOMENT
    if at is not None:
        due.schedule(work.session, kind=DueKind.HANDOVER, due_at=at, account=what.account)


def _hand_on(work: Work, ticket: Ticket) -> Recipients:
    """Give a ticket to whoever has it from now on; return who is to be briefed about it, if anybody."""
    team, held = roster.team(work, ticket.account), burning.held(work, ticket)
    back = given_back(team, held, work.now)
    fire = burning.burning(work, ticket)
    given = back or (next_in_line(team, _pse(work), held, work.now) if _moves(fire) else None)
    if given is not None:
        assignment.pass_on(work, ticket, given, home_of(held, given))
        paging.spare(work, ticket, held.slack)
        fire = burning.burning(work, ticket)
    if fire is None and back is None:
        return ()
    people = burning.briefed_next(work, ticket, fire.evidence_ends if fire else None)
    if given is None and fire is not None and burning.knows(work, ticket, fire, people):
        return ()
    _record(work, ticket, fire, people)
    return people


def _moves(fire: Burning | None) -> bool:
    """Tell whether the assignee changes: of examples alone the duty moves."""
    return fire is not None and fire.evidence_ends is None


def _record(work: Work, ticket: Ticket, fire: Burning | None, people: Recipients) -> None:
    names, ids = tuple(one.name for one in people), tuple(one.slack or "" for one in people)
    ends = fire.evidence_ends if fire else None
    history.record(work, ticket, HandedOver(names, ids, ends), TAM_BOT)
    if fire is None or ends is not None:
        return
    if ResponseClock.running(work.session, ticket.id) is not None:
        take_up.begin_again(work, ticket)
    paging.about_answer(work, ticket, people)
    for escalation in Escalation.open_of_ticket(work.session, ticket.id):
        paging.about_escalation(work, ticket, people, escalation.id)


def _pse(work: Work) -> Rota | None:
    written = work.runbook.pse_rota
    return roster.rota(work, roster.PSE, written) if written else None
