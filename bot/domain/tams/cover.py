"""Who is on call in somebody's place for a time, as people announce it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.tams.identity import Member


@dataclass(frozen=True, slots=True)
class Cover:
    """A person on call from `start` until before `end`; only in place of the Slack user, if one is named."""

    person: Member
    start: datetime
    end: datetime
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class Covers:
    """Covers of one person, in the order of their writing: of those that overlap the last wins."""

    written: Sequence[Cover] = ()

    def at(self, t: datetime) -> Member | None:
        """Return who covers at an instant."""
        return next((one.person for one in reversed(self.written) if one.start <= t < one.end), None)

    def edges_after(self, t: datetime) -> list[datetime]:
        """Return the later instants at which a cover begins or ends."""
        return [edge for one in self.written for edge in (one.start, one.end) if edge > t]

    def people(self) -> tuple[Member, ...]:
        """Return those who cover, each once."""
        return tuple(dict.fromkeys(one.person for one in self.written))
