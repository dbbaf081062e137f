"""Calendars from which shifts or absences are taken: a feed's address in the environment, or a file."""

from datetime import timedelta
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, model_validator

from bot.runbook.values import AddressVariable, Duration, Id, PersonKey, Row, Words, Zone

SHORTEST, LONGEST = timedelta(minutes=15), timedelta(days=1)
GROUPS: Final = ("pse", "support_management")


def _often(value: timedelta) -> timedelta:
    if not SHORTEST <= value <= LONGEST:
        raise ValueError("is read every 15m to 24h")
    return value


class CalendarRow(Row):
    """One calendar, and what its events say of people."""

    name: Id
    url: AddressVariable | None = None
    file: Words | None = None
    """A path, from the runbook's folder on."""
    shifts: Words | None = None
    """Whoever an event names is on call here: `pse`, `support_management`, or `partiful/primary`."""
    absences: bool = False
    """Whoever an event names is away."""
    who: PersonKey | None = None
    """All events are about that person."""
    names: dict[Words, PersonKey] = Field(default={})
    """What people are called in the words of events."""
    time_zone: Zone | None = None
    """Of times that name none; default: the provider's."""
    every: Annotated[Duration, AfterValidator(_often)] = timedelta(hours=1)

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if (self.url is None) is (self.file is None):
            raise ValueError("has either a url or a file")
        if (self.shifts is None) is not self.absences:
            raise ValueError("tells either shifts, of which schedule or role, or absences: true")
        return self


Calendars = tuple[CalendarRow, ...]
