"""Who serves an account just now: the runbook's team with the absences announced in Slack."""

from bot.blocks.values import Answerer, Recipient
from bot.domain.business_hours import OpenHours
from bot.domain.routing import Absence, Role, Team
from bot.domain.sla import Priority, Target, hours_for
from bot.runbook import Group
from bot.steps.work import Work
from models.absence import AnnouncedAbsence
from models.ticket import Ticket


def team(work: Work, account: str) -> Team:
    """Return the account's team, announced absences included."""
    if account not in work.teams:
        work.teams[account] = _team(work, account)
    return work.teams[account]


def _team(work: Work, account: str) -> Team:
    plain = work.account(account).team()
    roles = {
        person.slack: person.role for person in (plain.primary, plain.secondary) if person and person.slack
    }
    announced: dict[Role, list[Absence]] = {}
    for absence in AnnouncedAbsence.of_users(work.session, sorted(roles)):
        announced.setdefault(roles[absence.user_id], []).append(Absence(absence.first, absence.last))
    return work.account(account).team(announced) if announced else plain


def clock_hours(work: Work, account: str, target: Target) -> OpenHours:
    """Return the hours in which an answer to that target is timed; absences leave them alone."""
    return hours_for(target, work.account(account).team().business)


def assignee(work: Work, ticket: Ticket) -> Answerer:
    """Return who has the ticket; the 24x7 team as its user group, unless one of them took it."""
    group = work.runbook.provider.pse.usergroup if ticket.assignee_role is Role.PSE else None
    return Answerer(ticket.assignee_role, ticket.assignee_name, ticket.assignee_slack or group)


def assignee_to_ping(work: Work, ticket: Ticket) -> tuple[Recipient, ...]:
    """Return whom a message for the assignee pings; empty when it must not ping now.

    Outside the account's hours only P1 and escalations ping (design, "Noise is a bug").
    """
    in_hours = team(work, ticket.account).business.is_open(work.now)
    return assignee_recipients(work, ticket) if in_hours or ticket.priority is Priority.P1 else ()


def assignee_recipients(work: Work, ticket: Ticket) -> tuple[Recipient, ...]:
    """Return the ticket's assignee as whoever can be pinged for them."""
    if ticket.assignee_slack or ticket.assignee_role is not Role.PSE:
        return (Recipient(ticket.assignee_name, ticket.assignee_slack, ticket.assignee_role.label),)
    return group(work.runbook.provider.pse)


def group(named: Group) -> tuple[Recipient, ...]:
    """Return a group of the provider's as its user group, or as its members where it has none."""
    if named.usergroup or not named.members:
        return (Recipient(named.name, named.usergroup),)
    return tuple(Recipient(named.name, user) for user in named.members)


def manager(work: Work, account: str) -> tuple[Recipient, ...]:
    """Return the account's TAM manager, if the runbook names one."""
    named = work.account(account).manager
    return (Recipient(named.name, named.slack, work.runbook.provider.roles.manager.name),) if named else ()
