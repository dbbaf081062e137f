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
    SUPPORT_MANAGEMENT = "support_management"
    TAM_MANAGER = "tam_manager"
    """The last two have only what they took themselves."""

    @property
    def label(self) -> str:
        """Return the role as people read it."""
        return _LABELS[self]


_LABELS = {
    Role.PRIMARY: "primary TAM",
    Role.SECONDARY: "secondary TAM",
    Role.PSE: "24x7 PSE team",
    Role.SUPPORT_MANAGEMENT: "24x7 support management",
    Role.TAM_MANAGER: "TAM manager",
}


@dataclass(frozen=True, slots=True)
class Member(NamedPerson):
    """Somebody that schedules name, and the zone in which their days off are counted."""

    zone: str
