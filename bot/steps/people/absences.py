"""The absences that are announced and in force, and how they are announced, taken back and undone."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.commands.times.spans import Span, WholeDays
from bot.domain.permission import Actor
from bot.domain.tams import Absence
from bot.domain.tams.announcements import Stretch, in_force
from bot.errors import WrongInput
from bot.steps.people import presence
from bot.steps.work import Work
from models.absence import AnnouncedAbsence


@dataclass(frozen=True)
class Standing:
    """What is in force of an announced absence, in one piece."""

    of: AnnouncedAbsence
    absence: Absence


def standing(work: Work, zones: Mapping[str, str]) -> list[Standing]:
    """Return what is in force of the absences of some users, whose zones are given; the earliest first."""
    if not zones:
        return []
    known = presence.known_acts(work)
    announced = AnnouncedAbsence.of_users(work.session, sorted(zones))
    rows = [row for row in announced if row.was_announced(known)]
    left = in_force(row.announcement(known) for row in rows)
    return [
        Standing(row, Absence(start, end, zones[row.user_id]))
        for row in rows
        for start, end in left.get(row.id, ())
    ]


def coming(work: Work, zones: Mapping[str, str]) -> list[Standing]:
    """Return what is in force of absences that are not over."""
    return [one for one in standing(work, zones) if one.absence.end > work.now]


@dataclass(frozen=True)
class Announcing:
    """One announcement of somebody's: all that it says is undone together, by the name of its act."""

    work: Work
    actor: Actor
    user: str
    act: str

    @classmethod
    def begun(cls, work: Work, actor: Actor, user: str, act: str | None = None) -> "Announcing":
        """Begin one about a user; `act` names what a calendar tells."""
        act = act or secrets.token_hex(8)
        presence.note_announced(work, act)
        return cls(work, actor, user, act)

    def say(self, stretch: Stretch, takes_back: AnnouncedAbsence | None = None) -> None:
        """Announce an absence, or that one does not hold for a time."""
        self.work.session.add(
            AnnouncedAbsence(
                user_id=self.user,
                starts=stretch[0],
                ends=stretch[1],
                takes_back=takes_back and takes_back.id,
                act=self.act,
                announced_by=self.actor.user,
                announced_at=self.work.now,
            )
        )
        self.work.teams.clear()


def of_span(span: Span, zone: str) -> Absence:
    """Return a stretch as an absence, days by that zone's clock; raises WrongInput for the wrong order."""
    if not isinstance(span, WholeDays):
        return Absence(span.starts, span.ends, zone)
    if span.last < span.first:
        raise WrongInput(f"{span.last} is before {span.first}. Write the first day, two dots, the last day.")
    return Absence.of_days(span.first, span.last, zone)


def undo(work: Work, actor: Actor, said: Sequence[AnnouncedAbsence]) -> None:
    """Undo what was announced together, from now on."""
    AnnouncedAbsence.undo(work.session, said[0].act, actor.user, work.now)
    work.teams.clear()
