"""Who has what cannot wait once a shift has closed, and who gets it back when the next one begins."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.handover.holding import TAMS, Holding
from bot.domain.routing import Assignment, Team, role_on_duty, route
from bot.domain.tams import Role, Rota, Tam, Turn
from bot.domain.why import BackOnDuty, ShiftOver


def next_shift_change(team: Team, pse: Rota | None, now: datetime) -> datetime | None:
    """Return the next instant at which somebody's shift may begin or end."""
    edges = [team.business.next_edge(now), pse.at(now).end if pse else None]
    for tam in team.tams:
        edges += [tam.until(now), tam.posted.next_edge(now)]
    return min((edge for edge in edges if edge is not None), default=None)


def next_in_line(team: Team, pse: Rota | None, held: Holding, now: datetime) -> Assignment | None:
    """Return who has the ticket now that its holder's shift has closed; None while it has not.

    Whoever got it outside their own shift keeps it until a shift of theirs has come and gone.
    """
    if held.role is Role.PSE:
        return _next_engineer(team, pse, held, now)
    tam = team.tam(held.role)
    if held.role not in TAMS or (tam is not None and not _has_closed(tam, held, now)):
        return None
    if tam is not None and tam.is_on(now) and role_on_duty(team, now) is not tam.role:
        return Assignment(tam.role, tam.holder(now).name, tam.holder(now).slack, ShiftOver(held.name))
    return route(team, now)


def given_back(team: Team, held: Holding, now: datetime) -> Assignment | None:
    """Return who gets back what was theirs when their shift closed; None where it stays.

    In the posted hours of somebody who is away it goes to whoever is on duty by the rule.
    """
    home = team.tam(held.home) if held.home else None
    if home is None or held.role is home.role:
        return None
    if home.is_on(now):
        holder = home.holder(now)
        return Assignment(home.role, holder.name, holder.slack, BackOnDuty(home.role))
    found = route(team, now)
    is_missed = home.posted.is_open(now) and held.role is Role.PSE
    return found if is_missed and found.role is not Role.PSE else None


def _next_engineer(team: Team, pse: Rota | None, held: Holding, now: datetime) -> Assignment | None:
    """Return the 24x7 team in place of one of it who took the ticket and is not on call any more."""
    if pse is None or held.slack is None or held.since >= now or _is_theirs([pse.at(now)], held.slack):
        return None
    if not _is_theirs(pse.turns(held.since, now), held.slack):
        return None
    return Assignment(Role.PSE, team.pse_name, None, ShiftOver(held.name))


def _has_closed(tam: Tam, held: Holding, now: datetime) -> bool:
    if held.slack not in {person.slack for person in tam.everybody()}:
        return True
    if tam.has(held.slack, now) or held.since >= now:
        return False
    return _is_theirs(tam.turns(held.since, now), held.slack)


def _is_theirs(turns: Iterable[Turn], slack: str | None) -> bool:
    return any(turn.person is not None and turn.person.slack == slack for turn in turns)
