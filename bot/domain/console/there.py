"""What was read in the console: a ticket, what was said about it, and who said it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum, auto
from typing import Final

from bot.domain.console.counterparts import ConsolePriority, ConsoleStatus

_NUMBERED: Final = re.compile(r"#([0-9]{1,18})\b")
"""How the console names another ticket in its own words."""
_MERGED: Final = "closed_by_merge"
"""How the console marks a ticket that went up in another."""


@dataclass(frozen=True, slots=True)
class PersonThere:
    """Somebody the console knows."""

    id: int
    name: str
    email: str | None
    """In lower case."""
    is_agent: bool
    """One of the provider's own."""


class FileScan(Enum):
    """What the console's search for malware in a file came to."""

    NOT_YET = auto()
    CLEAN = auto()
    INFECTED = auto()
    FAILED = auto()  # nobody knows


@dataclass(frozen=True, slots=True)
class FileThere:
    """A file at a comment; where it lies need not be the console itself."""

    id: int
    name: str
    url: str
    type: str
    size: int
    """In bytes."""
    scan: FileScan = FileScan.NOT_YET


@dataclass(frozen=True, slots=True)
class CommentThere:
    """What somebody said about a ticket; without an author it was somebody who is not known any more."""

    id: int
    author: PersonThere | None
    body: str
    public: bool
    at: datetime
    files: Sequence[FileThere] = ()
    is_ours: bool = False
    """Whether it carries our mark: we said it, on somebody's behalf."""


@dataclass(frozen=True, slots=True)
class CommentsThere:
    """What was said about a ticket, the oldest first."""

    comments: Sequence[CommentThere] = ()
    is_whole: bool = True
    """Whether it begins with what the ticket was filed with."""

    @property
    def merged_into(self) -> int | None:
        """Return the ticket that one went up in, by the last that was said of it; None if that names none."""
        named = set(_NUMBERED.findall(self.comments[-1].body)) if self.comments else set()
        return int(named.pop()) if len(named) == 1 else None

    @property
    def first(self) -> CommentThere | None:
        """Return what the ticket was filed with, if it is among it."""
        return self.comments[0] if self.is_whole and self.comments else None


class FieldThere(StrEnum):
    """What of a ticket is followed, as the console calls it."""

    STATUS = "status"
    PRIORITY = "priority"
    ASSIGNEE = "assignee_id"


class RuleThere(StrEnum):
    """What changes tickets there by itself."""

    AUTOMATION = "automation"
    TRIGGER = "trigger"
    OTHER = "rule"


@dataclass(frozen=True, slots=True)
class ChangeThere:
    """That something of a ticket was set, and who or what did it; neither where nobody knows any more."""

    field: FieldThere
    value: str | None
    by: PersonThere | None = None
    rule: RuleThere | None = None


@dataclass(frozen=True, slots=True)
class TicketThere:
    """A ticket as it stands there."""

    id: int
    url: str
    """Where agents open it."""
    subject: str
    status: ConsoleStatus
    priority: ConsolePriority | None
    requester: PersonThere | None
    assignee: PersonThere | None
    organization: int | None
    tags: Sequence[str]
    external_id: str | None
    created_at: datetime
    updated_at: datetime

    @property
    def is_merged(self) -> bool:
        """Tell whether it went up in another ticket, where all goes on."""
        return self.status is ConsoleStatus.CLOSED and _MERGED in self.tags


@dataclass(frozen=True, slots=True)
class ChangesThere:
    """One page of what changed: the tickets that stand, those deleted, and where to go on reading."""

    tickets: Sequence[TicketThere]
    deleted: Sequence[int]
    cursor: str
    is_last: bool
