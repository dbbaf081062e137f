"""Who serves an account just now: the runbook's team with the absences announced in Slack."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import chain

from bot.blocks.values import Answerer, Recipient
from bot.domain.business_hours import OpenHours
from bot.domain.routing import Absence, Role, Team
from bot.domain.sla import Priority, Target, hours_for
from bot.domain.tams import Member, Rota, ScheduledTam, Turn
from bot.runbook import Group, Runbook
from bot.steps.people import absences
from bot.steps.work import Work
from models.people import SlackUser
from models.ticket import Ticket


def team(work: Work, account: str) -> Team:
    """Return the account's team, announced absences included."""
    if account not in work.teams:
        work.teams[account] = _team(work, account)
    return work.teams[account]


def _team(work: Work, account: str) -> Team:
    plain = work.account(account).team()
    people = (person for tam in plain.tams for person in tam.everybody())
    return work.account(account).team(_announced(work, people))


def _announced(work: Work, people: Iterable[Member]) -> dict[str, list[Absence]]:
    """Return the absences that people announced in Slack, by user; none holds before it was announced."""
    zones = {person.slack: person.zone for person in people if person.slack}
    announced: dict[str, list[Absence]] = {}
    for one in absences.standing(work, zones):
        if one.of.announced_at < one.absence.end:
            start = max(one.absence.start, one.of.announced_at)
            announced.setdefault(one.of.user_id, []).append(replace(one.absence, start=start))
    return announced


def zones(book: Runbook) -> dict[str, str]:
    """Return the zones in which the days off of the provider's people are counted, by Slack user."""
    people = {user: member(book, user) for user in sorted(book.staff_ids)}
    return {user: person.zone for user, person in people.items() if person}


def member(book: Runbook, user: str) -> Member | None:
    """Return somebody whose presence decides who answers: a TAM, or one of a schedule's people."""
    tams = (tam for account in book.accounts.values() for tam in account.team().tams)
    rotas = (rota for rota in (book.pse_rota, book.support_management_rota) if rota)
    people = chain(*(tam.everybody() for tam in tams), *(rota.members() for rota in rotas))
    return next((person for person in people if person.slack == user), None)


def no_tam(work: Work, user: str) -> str:
    """Say of somebody whose presence decides nothing that it does not."""
    known = SlackUser.known(work.session, user)
    who = known.name if known else "That person"
    return f"{who} is no account's TAM. Only TAMs' days off change who gets a ticket."


def clock_hours(work: Work, account: str, target: Target) -> OpenHours:
    """Return the hours in which an answer to that target is timed; absences leave them alone."""
    return hours_for(target, work.account(account).team().business)


def assignee(work: Work, ticket: Ticket) -> Answerer:
    """Return who has the ticket; the 24x7 team as who is on call or its group, unless one of them took it."""
    slack = ticket.assignee_slack
    if slack is None and ticket.assignee_role is Role.PSE:
        people = pse(work)
        slack = people[0].slack if len(people) == 1 else None
    return Answerer(ticket.assignee_role, ticket.assignee_name, slack)


def assignee_to_ping(work: Work, ticket: Ticket) -> tuple[Recipient, ...]:
    """Return whom a message for the assignee pings; empty when it must not ping now.

    Outside the account's hours only P1 and escalations ping (docs/explanation/clocks.md, Nudges).
    """
    in_hours = team(work, ticket.account).business.is_open(work.now)
    return assignee_recipients(work, ticket) if in_hours or ticket.priority is Priority.P1 else ()


def assignee_recipients(work: Work, ticket: Ticket) -> tuple[Recipient, ...]:
    """Return the ticket's assignee as whoever can be pinged for them."""
    if ticket.assignee_slack or ticket.assignee_role is not Role.PSE:
        return (Recipient(ticket.assignee_name, ticket.assignee_slack, ticket.assignee_role.label),)
    return pse(work)


def pse(work: Work) -> tuple[Recipient, ...]:
    """Return who of the 24x7 team is on call, or the team as a whole."""
    return _on_call(work, work.runbook.pse_rota, work.runbook.provider.pse)


def support_management(work: Work) -> tuple[Recipient, ...]:
    """Return who of support management is on call, or all of it."""
    return _on_call(work, work.runbook.support_management_rota, work.runbook.provider.support_management)


def rota(work: Work, written: Rota) -> Rota:
    """Return a schedule with the absences announced in Slack."""
    return written.announced(_announced(work, written.members()))


def schedules(work: Work, account: str) -> list[tuple[str, Rota]]:
    """Return the schedules that concern an account, by the names of those who take turns in them."""
    provider, book = work.runbook.provider, work.runbook
    shared = ((provider.pse, book.pse_rota), (provider.support_management, book.support_management_rota))
    found = [(group.name, rota(work, written)) for group, written in shared if written]
    tams = team(work, account).tams
    return found + [(tam.role.label, tam.rota) for tam in tams if isinstance(tam, ScheduledTam)]


def pse_turn(work: Work, instant: datetime) -> Turn | None:
    """Return whose turn it is in the 24x7 team, if it has a schedule."""
    return rota(work, work.runbook.pse_rota).at(instant) if work.runbook.pse_rota else None


def _on_call(work: Work, written: Rota | None, group: Group) -> tuple[Recipient, ...]:
    person = rota(work, written).at(work.now).person if written else None
    return (Recipient(person.name, person.slack, group.name),) if person and person.slack else _all(group)


def _all(named: Group) -> tuple[Recipient, ...]:
    """Return a group of the provider's as its user group, or as its members where it has none."""
    if named.usergroup or not named.members:
        return (Recipient(named.name, named.usergroup),)
    return tuple(Recipient(named.name, user) for user in named.members)


def manager(work: Work, account: str) -> tuple[Recipient, ...]:
    """Return the account's TAM manager, if the runbook names one."""
    named = work.account(account).manager
    return (Recipient(named.name, named.slack, work.runbook.provider.roles.manager.name),) if named else ()
