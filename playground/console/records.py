"""What a help desk keeps, as values: people, tickets, comments, files, and what each change was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Final

STATUSES: Final = ("new", "open", "pending", "hold", "solved", "closed")
PRIORITIES: Final = ("low", "normal", "high", "urgent")
TYPES: Final = ("problem", "incident", "question", "task")
RULES: Final = ("automation", "trigger")
"""What changes tickets by itself."""
THE_DESK_ITSELF: Final = -1
"""Who does what a rule does."""
_FOUND_BY_SCANNERS: Final = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class DeskRole(StrEnum):
    """What somebody may do in the help desk."""

    END_USER = "end-user"
    AGENT = "agent"
    ADMIN = "admin"


@dataclass
class DeskUser:
    """Somebody the help desk knows."""

    id: int
    name: str
    email: str
    role: DeskRole
    created_at: datetime
    external_id: str | None = None
    suspended: bool = False
    member: str = ""
    """Who that is in the workspace, if anybody there."""

    @property
    def is_staff(self) -> bool:
        """Tell whether that is one of the provider's people."""
        return self.role is not DeskRole.END_USER


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file."""

    id: int
    key: str
    """What cannot be guessed of its address."""
    file_name: str
    content_type: str
    content: bytes
    scanned_at: datetime
    """When the search for malware ends."""

    @property
    def is_malware(self) -> bool:
        """Tell whether a scanner finds something: only in the file that is made to try scanners."""
        return _FOUND_BY_SCANNERS in self.content


@dataclass
class Upload:
    """Files that wait for their comment."""

    token: str
    expires_at: datetime
    attachments: list[Attachment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TicketComment:
    """What somebody wrote in a ticket: for everybody, or for the provider's people only."""

    id: int
    author_id: int
    body: str
    public: bool
    at: datetime
    channel: str
    attachments: tuple[Attachment, ...] = ()
    html_body: str = ""
    custom: Mapping[str, object] = field(default_factory=dict)
    """What programs have said beside it."""


@dataclass(frozen=True)
class TicketFields:
    """What stands in a ticket's fields."""

    requester_id: int
    subject: str = ""
    status: str = "new"
    priority: str | None = None
    type: str | None = None
    external_id: str | None = None
    assignee_id: int | None = None
    group_id: int | None = None
    organization_id: int | None = None
    brand_id: int | None = None
    ticket_form_id: int | None = None
    recipient: str | None = None
    due_at: str | None = None
    tags: tuple[str, ...] = ()
    custom_fields: tuple[tuple[int, object], ...] = ()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that stands otherwise."""

    name: str
    previous: object
    current: object


class Fate(StrEnum):
    """What became of a ticket as a whole."""

    CREATED = "created"
    UPDATED = "updated"
    MERGED = "merged"
    DELETED = "soft_deleted"
    RESTORED = "undeleted"


@dataclass(frozen=True, slots=True)
class TicketAudit:
    """One change of a ticket: who made it, and all that it was."""

    id: int
    ticket_id: int
    at: datetime
    actor_id: int
    channel: str
    fate: Fate
    comment: TicketComment | None = None
    changes: tuple[FieldChange, ...] = ()
    into: int | None = None
    """The ticket that it was merged into."""
    custom: Mapping[str, object] = field(default_factory=dict)


@dataclass
class DeskTicket:
    """A ticket."""

    id: int
    created_at: datetime
    updated_at: datetime
    submitter_id: int
    channel: str
    fields: TicketFields
    comments: list[TicketComment] = field(default_factory=list)
    audits: list[TicketAudit] = field(default_factory=list)
    is_deleted: bool = False
    merged_into: int | None = None

    @property
    def description(self) -> str:
        """Return the first comment's text."""
        return self.comments[0].body if self.comments else ""


def changed(before: TicketFields, after: TicketFields) -> Iterator[FieldChange]:
    """Yield which fields differ."""
    for one in fields(TicketFields):
        previous, current = getattr(before, one.name), getattr(after, one.name)
        if previous != current:
            yield FieldChange(one.name, previous, current)
