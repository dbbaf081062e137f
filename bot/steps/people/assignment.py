"""Give tickets to people: by the routing rule, by hand, and again when somebody goes off duty."""

from dataclasses import dataclass
from datetime import datetime

from bot.blocks.messages import thread, triage
from bot.blocks.messages.ticket_wording import who_for_customer
from bot.domain.events.life import TicketAssigned
from bot.domain.handover import Holding, home_kept, home_of
from bot.domain.keys import said
from bot.domain.keys.said import News
from bot.domain.permission import Actor
from bot.domain.routing import Assignment, Role, Team, keeps, route
from bot.domain.tams import Rota, Tam
from bot.domain.why import GivenByHand, OutsideOwnHours, TakenByHand
from bot.errors import WrongInput
from bot.runbook import Group
from bot.steps import cards, history, ticket_lines
from bot.steps.deadlines import paging, take_up
from bot.steps.people import passed_over, presence, roster
from bot.steps.work import TAM_BOT, Work
from models.people import SlackUser
from models.queues.outbox import OutboxUrgency
from models.search import ticket_search
from models.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Served:
    """The role that somebody fills, their name where the runbook tells it, and until when they are off."""

    role: Role
    name: str | None
    off_duty: OutsideOwnHours | None


def apply(ticket: Ticket, assignment: Assignment, *, off_duty: bool = False) -> None:
    """Write an assignment, with its why, onto the ticket."""
    ticket.home_role = home_kept(ticket.home_role, assignment)
    ticket.assignee_role = assignment.role
    ticket.assignee_name = assignment.name
    ticket.assignee_slack = assignment.slack
    ticket.assignee_off_duty = off_duty
    ticket.why = assignment.why


def assigned(assignment: Assignment) -> TicketAssigned:
    """Return what history keeps of an assignment."""
    return TicketAssigned(assignment.role, assignment.name, assignment.slack, assignment.why)


def reroute_if_off_duty(work: Work, ticket: Ticket, *, quietly: bool = True) -> bool:
    """Route the ticket again when its assignee has gone off duty; tell both sides; True if it moved.

    Somebody who took it outside their own hours keeps it: they did so knowingly. So does whoever has a
    ticket whose clock stands still: nobody needs to answer it before they are back.
    """
    team = roster.team(work, ticket.account)
    stays = keeps(team, ticket.assignee_role, ticket.assignee_slack, work.now)
    if stays or ticket.assignee_off_duty or not _its_clock_runs(work, ticket):
        return False
    before = Holding(
        ticket.assignee_role, ticket.assignee_name, ticket.assignee_slack, work.now, ticket.home_role
    )
    found = route(team, work.now)
    moved = reroute(work, ticket, quietly=True)
    if moved:
        ticket.home_role = home_of(before, found)
    return moved


def _its_clock_runs(work: Work, ticket: Ticket) -> bool:
    target = work.account(ticket.account).sla.targets[ticket.priority]
    return roster.clock_hours(work, ticket.account, target).is_open(work.now)


def reroute(work: Work, ticket: Ticket, *, quietly: bool = False) -> bool:
    """Route the ticket by the rule as of now; tell both sides if it moved; True if it did.

    `quietly` pings nobody: what follows does.
    """
    found = route(roster.team(work, ticket.account), work.now)
    if (found.role, found.slack) == (ticket.assignee_role, ticket.assignee_slack):
        return False
    _hand_over(work, ticket, found, TAM_BOT, off_duty=False, quietly=quietly)
    return True


def pass_on(work: Work, ticket: Ticket, found: Assignment, home: Role | None) -> None:
    """Give the ticket to whoever has the shift, without a ping; `home` is the role to which it goes back."""
    _hand_over(work, ticket, found, TAM_BOT, off_duty=False, quietly=True)
    ticket.home_role = home


def take_from(work: Work, user: str) -> None:
    """Route every ticket of somebody who is gone again, at once; both sides are told, with why."""
    for ticket_id in ticket_search.unsolved_of_assignee(work.session, user):
        reroute(work, work.ticket(ticket_id))


def by_hand(work: Work, ticket: Ticket, user: str, actor: Actor) -> None:
    """Give the ticket to a person of the account's team; raise WrongInput for anybody else."""
    found = served_by(work, ticket.account, user, takes=user == actor.user)
    if found is None:
        pse = roster.team(work, ticket.account).pse_name
        raise WrongInput(
            f"<@{user}> serves no role here. Assign to {_names(work, ticket)} or a member of {pse}."
        )
    role, off_duty = found.role, found.off_duty
    name = found.name or _name_of(work, user, actor)
    taken = user == actor.user
    why = TakenByHand(name, off_duty) if taken else GivenByHand(name, actor.name, off_duty)
    _hand_over(work, ticket, Assignment(role, name, user, why), actor, off_duty=off_duty is not None)


def served_by(work: Work, account: str, user: str, *, takes: bool = False) -> Served | None:
    """Return the role that a user fills, and whether they are off duty; None for nobody of the team.

    Those above may take what they are asked to take; nobody gives it to them.
    """
    found = _tam(roster.team(work, account), user, work.now)
    if found is not None:
        tam, name = found
        return Served(tam.role, name, _off_duty(tam, user, work.now))
    if user in pse_members(work):
        return Served(Role.PSE, None, None)
    return _above(work, account, user) if takes else None


def _above(work: Work, account: str, user: str) -> Served | None:
    provider = work.runbook.provider
    if user in _members(work, provider.support_management, work.runbook.support_management_rota):
        return Served(Role.SUPPORT_MANAGEMENT, None, None)
    managers = (person for person in roster.manager(work, account) if person.slack == user)
    return next((Served(Role.TAM_MANAGER, person.name, None) for person in managers), None)


def _tam(team: Team, user: str, now: datetime) -> tuple[Tam, str] | None:
    """Return the TAM's role that a user fills, just now or at other times, and the user's name."""
    for tam in team.tams:
        for person in (tam.holder(now), *tam.everybody()):
            if person.slack == user:
                return tam, person.name
    return None


def _off_duty(tam: Tam, user: str, now: datetime) -> OutsideOwnHours | None:
    """Return until when a user of a TAM's role is off duty; None for who is on duty."""
    if tam.is_on(now) and tam.holder(now).slack == user:
        return None
    back = tam.back(now)
    comes_back = back is not None and tam.holder(back).slack == user
    return OutsideOwnHours(back if comes_back else None, tam.posted.zone)


def to_role(work: Work, ticket: Ticket, role: Role, actor: Actor) -> None:
    """Give the ticket to a role of the account's team; raise WrongInput when nobody fills it."""
    team = roster.team(work, ticket.account)
    tam = team.tam(role)
    person = tam.holder(work.now) if tam else None
    if role is Role.PSE:
        by_team = Assignment(role, team.pse_name, None, GivenByHand(team.pse_name, actor.name))
        _hand_over(work, ticket, by_team, actor, off_duty=False)
    elif person is not None and person.slack:
        by_hand(work, ticket, person.slack, actor)
    else:
        raise WrongInput(f"{work.account(ticket.account).name} has no {role.label}.")


def pse_members(work: Work) -> frozenset[str]:
    """Return who belongs to the 24x7 team: as the runbook lists them, or as Slack's user group does."""
    return _members(work, work.runbook.provider.pse, work.runbook.pse_rota)


def _members(work: Work, group: Group, rota: Rota | None) -> frozenset[str]:
    scheduled = {person.slack for person in rota.members() if person.slack} if rota else ()
    listed = frozenset((*group.members, *scheduled))
    return listed | presence.members(work, group.usergroup) if group.usergroup else listed


def _hand_over(
    work: Work,
    ticket: Ticket,
    found: Assignment,
    actor: Actor,
    *,
    off_duty: bool,
    quietly: bool = False,
) -> None:
    before = roster.assignee(work, ticket)
    if isinstance(found.why, TakenByHand):
        take_up.end(work, ticket)
        if _is_theirs(ticket, found) and not isinstance(ticket.why, TakenByHand):
            _take_their_own(work, ticket, found, actor, off_duty=off_duty)
    if (before.role, ticket.assignee_slack, before.name) == (found.role, found.slack, found.name):
        return
    apply(ticket, found, off_duty=off_duty)
    event = history.record(work, ticket, assigned(found), actor)
    line = ticket_lines.line(work, ticket)
    by = None if actor is TAM_BOT else actor.name
    pinged = () if quietly or found.slack == actor.user else cards.pinged(work, ticket)
    moved = triage.reassigned(line, before, found.why, by=by, told_to=pinged)
    if who_for_customer(before) != who_for_customer(line.assignee):
        cards.tell_customer(work, ticket, said.news(News.REASSIGNED, event.id), thread.reassigned(line))
    cards.tell_triage(
        work,
        ticket,
        said.news(News.REASSIGNED, event.id),
        moved,
        urgency=OutboxUrgency.of_ping(pinged),
    )
    paging.about_answer(work, ticket, pinged)
    if not quietly:
        passed_over.tell(work, ticket)
    cards.refresh(work, ticket)


def _is_theirs(ticket: Ticket, found: Assignment) -> bool:
    return (ticket.assignee_role, ticket.assignee_slack) == (found.role, found.slack)


def _take_their_own(work: Work, ticket: Ticket, found: Assignment, actor: Actor, *, off_duty: bool) -> None:
    """Take down that whoever has it by the rule has taken it: nobody else is asked."""
    apply(ticket, found, off_duty=off_duty)
    history.record(work, ticket, assigned(found), actor)
    cards.refresh(work, ticket)


def _names(work: Work, ticket: Ticket) -> str:
    team = roster.team(work, ticket.account)
    people = [person.name for tam in team.tams for person in tam.everybody()]
    return ", ".join(dict.fromkeys(people))


def _name_of(work: Work, user: str, actor: Actor) -> str:
    if user == actor.user:
        return actor.name
    known = SlackUser.known(work.session, user)
    return known.name if known else work.runbook.provider.pse.name
