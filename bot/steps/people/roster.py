"""Who serves an account just now: the runbook's team with what was announced in Slack."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.blocks.values import Answerer, Recipient
from bot.domain.business_hours import OpenHours
from bot.domain.routing import Absence, Role, Team
from bot.domain.sla import Priority, Target, hours_for
from bot.domain.tams import FOR_EVER, Member, Rota, Turn
from bot.runbook import Group
from bot.steps.people import absences, covers, presence
from bot.steps.work import Work
from models.ticket import Ticket

PSE: Final = "pse"
SUPPORT_MANAGEMENT: Final = "support_management"
"""The schedules that all accounts share, by what they are called in the runbook."""


def team(work: Work, account: str) -> Team:
    """Return the account's team, with the absences and covers that were announced."""
    if account not in work.teams:
        work.teams[account] = _team(work, account)
    return work.teams[account]


def _team(work: Work, account: str) -> Team:
    plain = work.account(account).team()
    people = (person for tam in plain.tams for person in tam.everybody())
    keys = {duty_key(account, tam.role): tam.role for tam in plain.tams}
    by_role = {keys[key]: found for key, found in covers.covers(work, list(keys)).items()}
    return work.account(account).team(_announced(work, people), by_role)


def duty_key(account: str, role: Role) -> str:
    """Name an account's role, for what is announced about it."""
    return f"{account}/{role}"


def _announced(work: Work, people: Iterable[Member]) -> dict[str, list[Absence]]:
    """Return the absences that people announced in Slack, by user; none holds before it was announced.

    Whoever is gone from Slack is away for good, from when that was known.
    """
    zones = {person.slack: person.zone for person in people if person.slack}
    return work.recall(("announced", frozenset(zones)), lambda: _read_announced(work, zones))


def _read_announced(work: Work, zones: Mapping[str, str]) -> dict[str, list[Absence]]:
    announced: dict[str, list[Absence]] = {}
    for one in absences.standing(work, zones):
        if one.of.announced_at < one.absence.end:
            start = max(one.absence.start, one.of.announced_at)
            announced.setdefault(one.of.user_id, []).append(replace(one.absence, start=start))
    for user, since in presence.gone(work, zones).items():
        announced.setdefault(user, []).append(Absence(since, FOR_EVER, zones[user], is_gone=True))
    return announced


def clock_hours(work: Work, account: str, target: Target) -> OpenHours:
    """Return the hours in which an answer to that target is timed; absences leave them alone."""
    return hours_for(target, work.account(account).team().business)


def assignee(work: Work, ticket: Ticket) -> Answerer:
    """Return who has the ticket; the 24x7 team as who is on call or its group, unless one of them took it."""
    return assignees(work, [ticket])[ticket.id]


def assignees(work: Work, tickets: Sequence[Ticket]) -> dict[int, Answerer]:
    """Return the same for several tickets, by their ids: who is on call is looked up once."""
    on_call = pse(work) if any(_nobodys_own(ticket) for ticket in tickets) else ()
    team = on_call[0].slack if len(on_call) == 1 else None
    return {
        ticket.id: Answerer(
            ticket.assignee_role,
            ticket.assignee_name,
            team if _nobodys_own(ticket) else ticket.assignee_slack,
        )
        for ticket in tickets
    }


def _nobodys_own(ticket: Ticket) -> bool:
    """Tell whether the 24x7 team has the ticket as a whole."""
    return ticket.assignee_slack is None and ticket.assignee_role is Role.PSE


def assignee_to_ping(work: Work, ticket: Ticket) -> tuple[Recipient, ...]:
    """Return who a message for the assignee pings; empty when it must not ping now.

    Outside the account's hours only P1 and escalations ping (docs/explanation/clocks.md, Nudges).
    """
    in_hours = team(work, ticket.account).business.is_open(work.now)
    return assignee_recipients(work, ticket) if in_hours or ticket.priority is Priority.P1 else ()


def assignee_recipients(work: Work, ticket: Ticket) -> tuple[Recipient, ...]:
    """Return the ticket's assignee as whoever can be pinged for them."""
    if ticket.assignee_slack or ticket.assignee_role is not Role.PSE:
        role = ticket.assignee_role
        return (Recipient(ticket.assignee_name, ticket.assignee_slack, role.label, role),)
    return pse(work)


def pse(work: Work) -> tuple[Recipient, ...]:
    """Return who of the 24x7 team is on call, or the team as a whole."""
    return _on_call(work, PSE, work.runbook.pse_rota, work.runbook.provider.pse)


def support_management(work: Work) -> tuple[Recipient, ...]:
    """Return who of support management is on call, or all of it."""
    provider, written = work.runbook.provider, work.runbook.support_management_rota
    return _on_call(work, SUPPORT_MANAGEMENT, written, provider.support_management)


def rota(work: Work, key: str, written: Rota) -> Rota:
    """Return a schedule with the absences and covers announced in Slack; `key` is one of those above."""
    return written.announced(_announced(work, written.members()), covers.covers(work, [key]).get(key, []))


def pse_turn(work: Work, instant: datetime) -> Turn | None:
    """Return whose turn it is in the 24x7 team, if it has a schedule."""
    return rota(work, PSE, work.runbook.pse_rota).at(instant) if work.runbook.pse_rota else None


def _on_call(work: Work, key: str, written: Rota | None, group: Group) -> tuple[Recipient, ...]:
    person, role = rota(work, key, written).at(work.now).person if written else None, Role(key)
    if person and person.slack:
        return (Recipient(person.name, person.slack, group.name, role),)
    return _all(group, role)


def _all(named: Group, role: Role) -> tuple[Recipient, ...]:
    """Return a group of the provider's as its user group, or as its members where it has none."""
    if named.usergroup or not named.members:
        return (Recipient(named.name, named.usergroup, role=role),)
    return tuple(Recipient(named.name, user, role=role) for user in named.members)


def manager(work: Work, account: str) -> tuple[Recipient, ...]:
    """Return the account's TAM manager, if the runbook names one."""
    named = work.account(account).manager
    title = work.runbook.provider.roles.manager.name
    return (Recipient(named.name, named.slack, title, Role.TAM_MANAGER),) if named else ()
