"""Take announced days off back, wholly or in part."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.domain.permission import Actor
from bot.steps.work import Work
from models.absence import AnnouncedAbsence

_DAY = timedelta(days=1)

Days = tuple[date, date]
"""The first day and the last, both included."""


def take_back(work: Work, actor: Actor, absence: AnnouncedAbsence, days: Sequence[Days]) -> None:
    """Take days out of an absence; what is left of it stays announced."""
    left: list[Days] = [(absence.first, absence.last)]
    for first, last in days:
        left = [piece for one in left for piece in without(one, first, last)]
    work.session.delete(absence)
    work.session.flush()
    for first, last in left:
        work.session.add(
            AnnouncedAbsence(
                user_id=absence.user_id,
                first=first,
                last=last,
                announced_by=actor.user,
                announced_at=work.now,
            )
        )
    work.teams.clear()


def overlaps(absence: AnnouncedAbsence, days: Sequence[Days]) -> bool:
    """Tell whether any of the days lie in an absence."""
    return any(first <= absence.last and absence.first <= last for first, last in days)


def without(days: Days, first: date, last: date) -> list[Days]:
    """Return what is left of days when others are taken out: nothing, one piece or two."""
    pieces = [(days[0], min(days[1], first - _DAY)), (max(days[0], last + _DAY), days[1])]
    return [piece for piece in pieces if piece[0] <= piece[1]]
