"""Who somebody is, when they are away, and the roles that they fill."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar.zones import FIRST_DAY, LAST, LAST_DAY, first_instant, instant_at

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a person does not work, both inclusive, in the person's zone."""

    first: date
    last: date

    def span(self, zone: str) -> tuple[datetime, datetime]:
        """Return the absence's first instant, and the first one after it."""
        start = first_instant(zone, max(self.first, FIRST_DAY), "00:00")
        if self.last >= LAST_DAY:
            return start, instant_at(LAST)
        return start, first_instant(zone, self.last + _DAY, "00:00")


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody by name, and by the Slack id where it is known."""

    name: str
    slack: str | None


class Role(StrEnum):
    """The roles that tickets are assigned to."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    PSE = "pse"

    @property
    def label(self) -> str:
        """Return the role as people read it."""
        return _LABELS[self]


_LABELS = {Role.PRIMARY: "primary TAM", Role.SECONDARY: "secondary TAM", Role.PSE: "24x7 PSE team"}


@dataclass(frozen=True, slots=True)
class Member(NamedPerson):
    """Somebody whom schedules name, and the zone in which their days off are counted."""

    zone: str
