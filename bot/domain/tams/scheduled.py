"""The role of a TAM that several people fill by turns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.business_hours import OpenHours
from bot.domain.schedules import OVERRIDE
from bot.domain.tams.absence import Absence
from bot.domain.tams.cover import Cover
from bot.domain.tams.duty import ByLayer, ByOverride, RoleVacant
from bot.domain.tams.identity import Member, NamedPerson, Role
from bot.domain.tams.rota import Rota
from bot.domain.tams.tam import Announced
from bot.domain.tams.turn import Turn


@dataclass(frozen=True)
class ScheduledTam:
    """A TAM's role by a schedule; its posted hours are those of the layers, holidays out."""

    role: Role
    rota: Rota
    hours_text: str
    posted: OpenHours

    def holder(self, now: datetime) -> NamedPerson:
        """Return who is on duty at an instant, or who is so next; the role itself if nobody ever will be."""
        turn = self.rota.at(now)
        if turn.person is None and turn.end is not None:
            turn = self.rota.at(turn.end)
        return turn.person or NamedPerson(f"the {self.role.label}", None)

    def everybody(self) -> tuple[Member, ...]:
        """Return the people of the layers."""
        return self.rota.members()

    def is_on(self, now: datetime) -> bool:
        """Say whether somebody is on duty."""
        return self.rota.at(now).person is not None

    def back(self, now: datetime) -> datetime | None:
        """Return the least instant >= `now` at which somebody is on duty; None if there is none to come."""
        turn = self.rota.at(now)
        return now if turn.person is not None else turn.end

    def until(self, now: datetime) -> datetime | None:
        """Return the next instant at which somebody else is on duty, or nobody."""
        return self.rota.at(now).end

    def next_change(self, now: datetime) -> datetime | None:
        """Return the next instant at which the role is on duty if it was off, or off if it was on."""
        return self.rota.schedule.next_vacancy(now)

    def absence(self, now: datetime) -> Absence | None:
        """Return None: somebody else takes an absent person's turn."""
        return None

    def absences_after(self, now: datetime) -> tuple[Absence, ...]:
        """Return none, for the same reason."""
        return ()

    def on_duty_by(self, now: datetime) -> ByLayer | ByOverride:
        """Return the layer or override by which somebody is on duty."""
        layer = self.rota.at(now).layer or ""
        return ByOverride() if layer == OVERRIDE else ByLayer(layer)

    def has(self, slack: str | None, now: datetime) -> bool:
        """Say whether the person is the one on duty."""
        person = self.rota.at(now).person
        return person is not None and person.slack == slack

    def passed_over(self, now: datetime) -> RoleVacant:
        """Return that the schedule has nobody, and who is next."""
        back = self.back(now)
        return RoleVacant(self.role, self.holder(now).name if back else None, back)

    def turns(self, start: datetime, end: datetime) -> list[Turn]:
        """Return the final schedule of [start, end), clipped to it; ValueError if it is empty."""
        return self.rota.turns(start, end)

    def announced(self, absences: Announced, covers: Sequence[Cover]) -> "ScheduledTam":
        """Return it with what was announced later, absences by Slack user."""
        return replace(self, rota=self.rota.announced(absences, covers))
