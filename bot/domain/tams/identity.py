"""Who somebody is, and the roles that they fill."""

from dataclasses import dataclass
from enum import StrEnum


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
    """Somebody that schedules name, and the zone in which their days off are counted."""

    zone: str
