"""Zendesk's JSON, as far as it is read here."""

from datetime import datetime
from typing import Annotated, Final, Self

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from bot.blocks.kit.text import clean
from bot.domain.console.counterparts import ConsolePriority, ConsoleStatus
from bot.domain.console.there import FileScan, FileThere, PersonThere, RuleThere
from bot.outbox.zendesk.refused_calls import UnreadableAnswer

_AGENTS: Final = ("agent", "admin")
_SCANS: Final = {
    "malware_found": FileScan.INFECTED,
    "malware_not_found": FileScan.CLEAN,
    "failed_to_scan": FileScan.FAILED,
}


def _kept(told: object) -> object:
    """Return people's words without what no database keeps; anything else as it is."""
    return clean(told) if isinstance(told, str) else told


Words = Annotated[str, BeforeValidator(_kept)]
"""What people typed."""


class ZendeskJson(BaseModel, hide_input_in_errors=True):
    """Something that Zendesk answers; what is not read here is passed over."""

    @classmethod
    def of(cls, told: object) -> Self:
        """Read it; raises UnreadableAnswer."""
        try:
            return cls.model_validate(told)
        except ValidationError as error:
            raise UnreadableAnswer(f"{cls.__name__}: {error.error_count()} faults") from None


class UserJson(ZendeskJson):
    """Somebody."""

    id: int
    name: Words = ""
    email: str | None = None
    role: str = "end-user"

    def read(self) -> PersonThere:
        """Return who that is."""
        email = self.email.strip().lower() if self.email else None
        return PersonThere(self.id, self.name, email, self.role in _AGENTS)


class AttachmentJson(ZendeskJson):
    """A file at a comment."""

    id: int
    file_name: Words = ""
    content_url: str = ""
    content_type: str = ""
    size: int = 0
    malware_scan_result: str | None = None
    malware_access_override: bool | None = None
    deleted: bool | None = None

    def read(self) -> FileThere:
        """Return the file; one that an admin has released counts as clean."""
        scan = _SCANS.get(self.malware_scan_result or "", FileScan.NOT_YET)
        if self.malware_access_override:
            scan = FileScan.CLEAN
        return FileThere(self.id, self.file_name, self.content_url, self.content_type, self.size, scan)


class AttachedJson(ZendeskJson):
    """A file that was asked for."""

    attachment: AttachmentJson


class MetadataJson(ZendeskJson):
    """What was said beside a change, for programs."""

    custom: dict[str, object] | None = None


class CommentJson(ZendeskJson):
    """A comment; it stands in `body` as it was written, in `plain_body` without the markup."""

    id: int
    author_id: int | None = None
    body: Words | None = None
    plain_body: Words | None = None
    public: bool
    created_at: datetime
    attachments: list[AttachmentJson] = Field(default=[])
    metadata: MetadataJson | None = None

    @property
    def text(self) -> str:
        """Return what it says."""
        return self.body or self.plain_body or ""

    def mark(self, name: str) -> str | None:
        """Return what stands beside it under a name."""
        found = ((self.metadata and self.metadata.custom) or {}).get(name)
        return str(found) if found is not None else None


class TicketJson(ZendeskJson):
    """A ticket."""

    id: int
    subject: Words | None = None
    status: ConsoleStatus
    priority: ConsolePriority | None = None
    requester_id: int | None = None
    assignee_id: int | None = None
    organization_id: int | None = None
    tags: list[str] = Field(default=[])
    external_id: str | None = None
    created_at: datetime
    updated_at: datetime


class SourceJson(ZendeskJson):
    """Where something came from."""

    rel: str | None = None


class ViaJson(ZendeskJson):
    """By which way something came."""

    channel: str | int | None = None
    source: SourceJson | None = None

    @property
    def rule(self) -> RuleThere | None:
        """Return what did it by itself; None where somebody did."""
        if self.channel != "rule":
            return None
        rel = self.source.rel if self.source is not None else None
        return next((rule for rule in RuleThere if rule == rel), RuleThere.OTHER)


class EventJson(ZendeskJson):
    """One of the things that were changed at once."""

    id: int | None = None
    type: str = ""
    field_name: str | None = None
    value: object = None
    via: ViaJson | None = None


class MadeJson(ZendeskJson):
    """What a change of ours has made."""

    events: list[EventJson] = Field(default=[])

    @property
    def comment(self) -> int | None:
        """Return the comment among it."""
        return next((event.id for event in self.events if event.type == "Comment"), None)


class AuditJson(ZendeskJson):
    """What was changed at once, by whoever or whatever did it."""

    created_at: datetime
    author_id: int | None = None
    events: list[EventJson] = Field(default=[])
    via: ViaJson | None = None


class ChangedJson(ZendeskJson):
    """The answer to a ticket being made or changed."""

    ticket: TicketJson
    audit: MadeJson = Field(default=MadeJson())


class CursorJson(ZendeskJson):
    """Whether a list goes on, and where."""

    has_more: bool = False
    after_cursor: str | None = None


class AuditsJson(ZendeskJson):
    """A page of what was changed, with who did it."""

    audits: list[AuditJson]
    users: list[UserJson] = Field(default=[])
    meta: CursorJson = Field(default=CursorJson())


class CommentsJson(ZendeskJson):
    """A page of comments, with who wrote them."""

    comments: list[CommentJson]
    users: list[UserJson] = Field(default=[])
    meta: CursorJson = Field(default=CursorJson())


class ShownJson(ZendeskJson):
    """A ticket, with whose it is."""

    ticket: TicketJson
    users: list[UserJson] = Field(default=[])


class PersonJson(ZendeskJson):
    """Somebody who was asked for."""

    user: UserJson


class PeopleJson(ZendeskJson):
    """People who were looked for."""

    users: list[UserJson]


class TokenJson(ZendeskJson):
    """What stands for files that wait for their comment."""

    token: str


class UploadJson(ZendeskJson):
    """The answer to a file being handed over."""

    upload: TokenJson


class FoundJson(ZendeskJson):
    """Tickets that were looked for."""

    tickets: list[TicketJson]


class ExportJson(ZendeskJson):
    """A page of what changed; its tickets are read one by one: an odd one must not hide the others."""

    tickets: list[dict[str, object]]
    users: list[UserJson] = Field(default=[])
    after_cursor: str | None = None
    end_of_stream: bool
