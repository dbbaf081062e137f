"""What an edited runbook would change: who answers when, and how awaited answers are judged."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.routing import Team, next_change, role_on_duty
from bot.domain.sla import Target, due_at, hours_for, is_breached
from bot.domain.tams import Rota


@dataclass(frozen=True, slots=True)
class Answering:
    """An account's team, and the schedule of the 24x7 team if it has one."""

    team: Team
    pse: Rota | None

    def at(self, now: datetime) -> tuple[str, datetime | None]:
        """Return who would get a ticket or be called for it, and until when that stays so."""
        tam = self.team.tam(role_on_duty(self.team, now))
        changes = [next_change(self.team, now)]
        if tam is not None:
            name = f"{tam.holder(now).name} ({tam.role.label})"
            changes.append(tam.until(now))
        elif self.pse is not None:
            turn = self.pse.at(now)
            name = f"{turn.person.name if turn.person else self.team.pse_name} (24x7)"
            changes.append(turn.end)
        else:
            name = self.team.pse_name
        return name, min((change for change in changes if change is not None), default=None)


@dataclass(frozen=True, slots=True)
class Moved:
    """A time in which somebody else would answer."""

    start: datetime
    end: datetime
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Judged:
    """When an answer is due, and whether it is late as things stand."""

    due_at: datetime | None
    breached: bool


def times_moved(before: Answering, after: Answering, start: datetime, end: datetime) -> list[Moved]:
    """Return the times within [start, end) in which somebody else would answer, in order."""
    found: list[Moved] = []
    while start < end:
        (old, old_until), (new, new_until) = before.at(start), after.at(start)
        until = min(time for time in (old_until, new_until, end) if time is not None)
        last = found[-1] if found else None
        if old != new and last and (last.end, last.before, last.after) == (start, old, new):
            found[-1] = Moved(last.start, until, old, new)
        elif old != new:
            found.append(Moved(start, until, old, new))
        start = until
    return found


def judge_response(team: Team, target: Target, started_at: datetime, by: datetime) -> Judged:
    """Return when an answer awaited since `started_at` is due, and whether it is late at `by`."""
    hours = hours_for(target, team.business)
    return Judged(due_at(hours, started_at, target), is_breached(hours, started_at, target, by))
