"""A TAM who is one person, in their hours and unless they are away or somebody covers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from bot.domain.business_hours import BusinessCalendar
from bot.domain.calendar.zones import local_day
from bot.domain.schedules import OVERRIDE
from bot.domain.tams.absence import Absence
from bot.domain.tams.cover import Cover, Covers
from bot.domain.tams.duty import (
    GoneFromSlack,
    InPlaceOf,
    OnHoliday,
    OnLeave,
    OutsideHours,
    PersonAway,
    PostedHours,
)
from bot.domain.tams.identity import Member, NamedPerson, Role
from bot.domain.tams.tam import Announced
from bot.domain.tams.turn import Turn


@dataclass(frozen=True)
class Person:
    """A TAM of an account, with posted hours (holidays out), absences, and others who cover for a time."""

    role: Role
    name: str
    slack: str | None
    hours_text: str
    posted: BusinessCalendar
    absences: tuple[Absence, ...]
    covers: Covers = field(default_factory=Covers)

    @property
    def duty(self) -> BusinessCalendar:
        """Return the posted hours without the absences."""
        return _duty(self.posted, self.absences)

    def absence(self, now: datetime) -> Absence | None:
        """Return the absence that `now` falls in, of several the last; None if somebody covers."""
        last: Absence | None = None
        if self._cover(now):
            return None
        for absence in sorted(self.absences, key=lambda absence: absence.start):
            if absence.start <= now < absence.end:
                last, now = absence, absence.end
        return last

    def absences_after(self, now: datetime) -> tuple[Absence, ...]:
        """Return the absences that are yet to begin."""
        return tuple(absence for absence in self.absences if absence.start > now)

    def holder(self, now: datetime) -> NamedPerson:
        """Return the person, or who covers now; off duty, whoever is on duty next."""
        if not self.covers.written:
            return NamedPerson(self.name, self.slack)
        at = now if self.is_on(now) else self.next_change(now)
        return self._on_duty(at or now) or self._themselves

    def everybody(self) -> tuple[Member, ...]:
        """Return the person, and those who cover."""
        return tuple(dict.fromkeys((self._themselves, *self.covers.people())))

    def is_on(self, now: datetime) -> bool:
        """Say whether the person, or whoever covers, is on duty."""
        return self._on_duty(now) is not None

    def back(self, now: datetime) -> datetime | None:
        """Return the least instant >= `now` at which somebody is on duty; None for never."""
        if not self.covers.written:
            return self.duty.next_open(now)
        return now if self.is_on(now) else self.next_change(now)

    def next_change(self, now: datetime) -> datetime | None:
        """Return the next instant at which the role is on duty if it was off, or off if it was on."""
        if not self.covers.written:
            return self.duty.next_change(now)
        return self._next_other(now, self.is_on)

    def until(self, now: datetime) -> datetime | None:
        """Return the next instant at which it is not as it is: on or off duty, or another person."""
        return self._next_other(now, self._on_duty) if self.covers.written else self.duty.next_change(now)

    def on_duty_by(self, now: datetime) -> PostedHours | InPlaceOf:
        """Return the posted hours with the zone they are meant in, and in whose place somebody covers."""
        return InPlaceOf(self.name, self._hours) if self._cover(now) else self._hours

    def has(self, slack: str | None, now: datetime) -> bool:
        """Say whether the person is on duty; where others cover, whether that one is."""
        on_duty = self._on_duty(now)
        return on_duty is not None and (not self.covers.written or on_duty.slack == slack)

    def turns(self, start: datetime, end: datetime) -> list[Turn]:
        """Return who is on duty in [start, end), clipped to it; ValueError if it is empty."""
        if end <= start:
            raise ValueError(f"{end.isoformat()} is not after {start.isoformat()}")
        found: list[Turn] = []
        while start < end:
            on_duty, until = self._on_duty(start), min(self.until(start) or end, end)
            layer = OVERRIDE if self._cover(start) else self.hours_text if on_duty else None
            found.append(Turn(start, until, on_duty, layer))
            start = until
        return found

    def passed_over(self, now: datetime) -> PersonAway:
        """Return that the person is absent, has a holiday, or is outside the posted hours; and until when."""
        back = self.back(now)
        cover = self._cover(back) if back else None
        return PersonAway(self.role, self.name, self._off_duty_for(now), back, cover.name if cover else None)

    def _off_duty_for(self, now: datetime) -> OnLeave | GoneFromSlack | OnHoliday | OutsideHours:
        today = local_day(self.posted.zone, now)
        if any(away.is_gone and away.start <= now for away in self.absences):
            return GoneFromSlack()
        away = self.absence(now)
        if away is not None:
            return OnLeave(today, away.through if away.ends_with_a_day else None)
        if today in self.posted.holidays and self.posted.works_on(today):
            return OnHoliday(today, self.posted.holidays[today])
        return OutsideHours(self._hours)

    def announced(self, absences: Announced, covers: Sequence[Cover]) -> "Person":
        """Return the person with more absences, and with others who cover in the posted hours."""
        more = absences.get(self.slack or "", ())
        theirs = [one for one in covers if one.instead_of in (None, self.slack)]
        if not more and not theirs:
            return self
        everyone = Covers((*self.covers.written, *theirs))
        return replace(self, absences=(*self.absences, *more), covers=everyone)

    @property
    def _hours(self) -> PostedHours:
        return PostedHours(self.hours_text, self.posted.zone)

    @property
    def _themselves(self) -> Member:
        return Member(self.name, self.slack, self.posted.zone)

    def _cover(self, now: datetime) -> Member | None:
        """Return who covers: in the posted hours only, whoever is absent."""
        found = self.covers.at(now)
        return found if found and self.posted.is_open(now) else None

    def _on_duty(self, now: datetime) -> Member | None:
        return self._cover(now) or (self._themselves if self.duty.is_open(now) else None)

    def _next_other(self, now: datetime, state: Callable[[datetime], object]) -> datetime | None:
        """Return the next instant at which a state is another."""
        was, at = state(now), self._edge(now)
        while at is not None and state(at) == was:
            at = self._edge(at)
        return at

    def _edge(self, now: datetime) -> datetime | None:
        """Return the next instant at which anything can change."""
        edges = [*self.covers.edges_after(now), self.duty.next_change(now)]
        if self.covers.at(now):
            edges.append(self.posted.next_change(now))
        return min((edge for edge in edges if edge is not None), default=None)


# A team is made again whenever absences may have changed; its calendars' tables need not be.
@lru_cache(maxsize=512)
def _duty(posted: BusinessCalendar, absences: tuple[Absence, ...]) -> BusinessCalendar:
    return posted.minus([(absence.start, absence.end) for absence in absences])
