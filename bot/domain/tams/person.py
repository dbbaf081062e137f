"""A TAM who is one person, in their hours and unless they are away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from bot.domain.business_hours import BusinessCalendar
from bot.domain.calendar.zones import local_day
from bot.domain.schedules import Override
from bot.domain.tams.absence import Absence
from bot.domain.tams.duty import OnHoliday, OnLeave, OutsideHours, PersonAway, PostedHours
from bot.domain.tams.identity import Member, NamedPerson, Role
from bot.domain.tams.tam import Announced


@dataclass(frozen=True)
class Person:
    """A TAM of an account, with posted hours (holidays out) and absences."""

    role: Role
    name: str
    slack: str | None
    hours_text: str
    posted: BusinessCalendar
    absences: tuple[Absence, ...]

    @property
    def duty(self) -> BusinessCalendar:
        """Return the posted hours without the absences."""
        return _duty(self.posted, self.absences)

    def absence(self, now: datetime) -> Absence | None:
        """Return the absence that `now` falls in, of several in a row the last; None if present."""
        last: Absence | None = None
        for absence in sorted(self.absences, key=lambda absence: absence.start):
            if absence.start <= now < absence.end:
                last, now = absence, absence.end
        return last

    def absences_after(self, now: datetime) -> tuple[Absence, ...]:
        """Return the absences that are yet to begin."""
        return tuple(absence for absence in self.absences if absence.start > now)

    def holder(self, now: datetime) -> NamedPerson:
        """Return the person."""
        return NamedPerson(self.name, self.slack)

    def everybody(self) -> tuple[Member, ...]:
        """Return the person alone."""
        return (Member(self.name, self.slack, self.posted.zone),)

    def is_on(self, now: datetime) -> bool:
        """Say whether the person is on duty."""
        return self.duty.is_open(now)

    def back(self, now: datetime) -> datetime | None:
        """Return the least instant >= `now` at which the person is on duty; None for never."""
        return self.duty.next_open(now)

    def next_change(self, now: datetime) -> datetime | None:
        """Return the next instant at which the person comes or goes."""
        return self.duty.next_change(now)

    until = next_change

    def on_duty_by(self, now: datetime) -> PostedHours:
        """Return the posted hours with the zone they are meant in."""
        return PostedHours(self.hours_text, self.posted.zone)

    def has(self, slack: str | None, now: datetime) -> bool:
        """Say whether the person is on duty."""
        return self.is_on(now)

    def passed_over(self, now: datetime) -> PersonAway:
        """Return that the person is absent, has a holiday, or is outside the posted hours; and until when."""
        return PersonAway(self.role, self.name, self._off_duty_for(now), self.back(now))

    def _off_duty_for(self, now: datetime) -> OnLeave | OnHoliday | OutsideHours:
        today = local_day(self.posted.zone, now)
        away = self.absence(now)
        if away is not None:
            return OnLeave(today, away.through if away.ends_with_a_day else None)
        if today in self.posted.holidays and self.posted.works_on(today):
            return OnHoliday(today, self.posted.holidays[today])
        return OutsideHours(self.on_duty_by(now))

    def announced(self, absences: Announced, overrides: Sequence[Override]) -> "Person":
        """Return the person with more absences; nobody stands in for one alone but the next role."""
        more = absences.get(self.slack or "", ())
        return replace(self, absences=(*self.absences, *more)) if more else self


# A team is made again whenever absences may have changed; its calendars' tables need not be.
@lru_cache(maxsize=512)
def _duty(posted: BusinessCalendar, absences: tuple[Absence, ...]) -> BusinessCalendar:
    return posted.minus([(absence.start, absence.end) for absence in absences])
