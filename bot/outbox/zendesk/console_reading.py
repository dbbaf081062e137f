"""Reading the console: a ticket, its comments, and which tickets have changed."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.domain.console.there import (
    ChangesThere,
    ChangeThere,
    CommentsThere,
    CommentThere,
    FieldThere,
    FileThere,
    TicketThere,
)
from bot.outbox.zendesk.client import ConsoleClient, Query
from bot.outbox.zendesk.refused_calls import ConsoleRefusal, UnreadableAnswer
from bot.outbox.zendesk.requested import MARK
from bot.outbox.zendesk.whos_who import ConsolePeople
from bot.outbox.zendesk.wire import (
    AttachedJson,
    AuditJson,
    AuditsJson,
    CommentJson,
    CommentsJson,
    EventJson,
    ExportJson,
    FoundJson,
    ShownJson,
    TicketJson,
)

log = logging.getLogger(__name__)

_EXPORT = "incremental/tickets/cursor"
_A_PAGE = 100
_AUDIT_PAGES = 5
_DELETED = "deleted"
_FIELDS = {field.value: field for field in FieldThere}


class ConsoleReading:
    """Reads one console; safe to use from several threads.

    Each call raises ConsoleRefusal, or one of FROM_CONSOLE: then nothing is known.
    """

    def __init__(self, url: str, client: ConsoleClient, people: ConsolePeople) -> None:
        """Take the console's address."""
        self._url, self._console, self._people = url, client, people

    def ticket(self, number: int) -> TicketThere | None:
        """Read a ticket; None where there is none of that number, or no more."""
        try:
            shown = ShownJson.of(self._console.get(f"tickets/{number}", {"include": "users"}))
        except ConsoleRefusal as refused:
            if refused.is_not_there:
                return None
            raise
        self._people.heard_of(shown.users)
        return self._read(shown.ticket)

    def comments(self, number: int, since: datetime | None = None) -> CommentsThere:
        """Read what was said about a ticket since an instant of the console's, or ever."""
        if since is None:
            return CommentsThere([self._comment(said) for said in self.said(number, "created_at")])
        late: list[CommentThere] = []
        for said in self.said(number, "-created_at"):
            if said.created_at < since:
                return CommentsThere(late[::-1], is_whole=False)
            late.append(self._comment(said))
        return CommentsThere(late[::-1])

    def comment(self, number: int, comment: int) -> CommentThere | None:
        """Read how one comment stands now; None where it, or its ticket, is not there any more."""
        try:
            found = (said for said in self.said(number, "-created_at") if said.id == comment)
            said = next(found, None)
        except ConsoleRefusal as refused:
            if refused.is_not_there:
                return None
            raise
        return self._comment(said) if said is not None else None

    def last_set(self, number: int) -> Sequence[ChangeThere]:
        """Read who, or what, last set each of a ticket's fields: as far as its newest changes tell it."""
        found: dict[FieldThere, tuple[AuditJson, EventJson]] = {}
        for audit in self._audits(number):
            for event in audit.events:
                field = _FIELDS.get(event.field_name or "")
                if field and (field not in found or found[field][0].created_at <= audit.created_at):
                    found[field] = audit, event
        return [self._change(field, *last) for field, last in found.items()]

    def said(self, number: int, order: str) -> Iterator[CommentJson]:
        """Yield what was said about a ticket, page by page, in an order of the console's."""
        query: Query = {"include": "users", "sort": order, "page[size]": _A_PAGE}
        while True:
            page = CommentsJson.of(self._console.get(f"tickets/{number}/comments", query))
            self._people.heard_of(page.users)
            yield from page.comments
            if not page.meta.has_more or not page.meta.after_cursor:
                return
            query = {**query, "page[after]": page.meta.after_cursor}

    def file(self, number: int) -> FileThere | None:
        """Read of a file how it stands now; None where it was deleted."""
        try:
            told = AttachedJson.of(self._console.get(f"attachments/{number}")).attachment
        except ConsoleRefusal as refused:
            if refused.is_not_there:
                return None
            raise
        return None if told.deleted else told.read()

    def _audits(self, number: int) -> Iterator[AuditJson]:
        """Yield what was changed, in whichever order the console has it; no more than some pages."""
        query: Query = {"include": "users", "sort": "-created_at", "page[size]": _A_PAGE}
        for _ in range(_AUDIT_PAGES):
            page = AuditsJson.of(self._console.get(f"tickets/{number}/audits", query))
            self._people.heard_of(page.users)
            yield from page.audits
            if not page.meta.has_more or not page.meta.after_cursor:
                return
            query = {**query, "page[after]": page.meta.after_cursor}

    def _change(self, field: FieldThere, audit: AuditJson, event: EventJson) -> ChangeThere:
        value = None if event.value is None else str(event.value)
        via = event.via or audit.via
        rule = via.rule if via is not None else None
        somebody = audit.author_id is not None and audit.author_id > 0  # the console itself is below that
        by = self._people.by_id(audit.author_id) if rule is None and somebody else None
        return ChangeThere(field, value, by, rule)

    def _comment(self, said: CommentJson) -> CommentThere:
        return CommentThere(
            said.id,
            self._people.by_id(said.author_id),
            said.text,
            said.public,
            said.created_at,
            tuple(file.read() for file in said.attachments if not file.deleted),
            is_ours=said.mark(MARK) is not None,
        )

    def filed_as(self, external_id: str) -> Sequence[TicketThere]:
        """Read the tickets that carry a key of ours, the oldest first; the key need not be theirs alone."""
        found = FoundJson.of(self._console.get("tickets", {"external_id": external_id}))
        mine = [ticket for ticket in found.tickets if ticket.external_id == external_id]
        return [self._read(ticket) for ticket in sorted(mine, key=lambda ticket: ticket.id)]

    def changes(self, since: datetime | str) -> ChangesThere:
        """Read a page of tickets that changed since an instant, or from a cursor on; the same may come again.

        An instant must be older than a minute.
        """
        begin: Query = {"cursor": since} if isinstance(since, str) else {"start_time": int(since.timestamp())}
        page = ExportJson.of(self._console.get(_EXPORT, {**begin, "include": "users"}))
        self._people.heard_of(page.users)
        gone = [number for told in page.tickets if (number := _deleted(told)) is not None]
        standing = [ticket for told in page.tickets if (ticket := _standing(told)) is not None]
        going_on = page.after_cursor or (since if isinstance(since, str) else "")
        return ChangesThere(tuple(self._read(each) for each in standing), gone, going_on, page.end_of_stream)

    def _read(self, ticket: TicketJson) -> TicketThere:
        return TicketThere(
            id=ticket.id,
            url=f"{self._url}/agent/tickets/{ticket.id}",
            subject=ticket.subject or "",
            status=ticket.status,
            priority=ticket.priority,
            requester=self._people.by_id(ticket.requester_id),
            assignee=self._people.by_id(ticket.assignee_id),
            organization=ticket.organization_id,
            tags=tuple(ticket.tags),
            external_id=ticket.external_id,
            created_at=ticket.created_at,
            updated_at=ticket.updated_at,
        )


def _deleted(told: dict[str, object]) -> int | None:
    number = told.get("id")
    return number if told.get("status") == _DELETED and isinstance(number, int) else None


def _standing(told: dict[str, object]) -> TicketJson | None:
    if told.get("status") == _DELETED:
        return None
    try:
        return TicketJson.of(told)
    except UnreadableAnswer:
        log.warning("The console's ticket %s cannot be read", told.get("id"))
        return None
