"""Tickets made, changed, merged and deleted by the help desk's rules; each change is one audit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, cast

from playground.console.asked import AskedComment, AskedTicket
from playground.console.desk import HelpDesk
from playground.console.desk_json import zendesk_time
from playground.console.records import (
    RULES,
    THE_DESK_ITSELF,
    DeskRole,
    DeskTicket,
    DeskUser,
    Fate,
    TicketAudit,
    TicketComment,
    TicketFields,
    changed,
)
from playground.console.refusals import conflict, invalid

API: Final = "api"
WEB: Final = "web"
_SUBJECT: Final = 150
_NOT_FIELDS: Final = ("requester_id", "submitter_id", "assignee_email", "via_followup_source_id")


class TicketBook:
    """Changes tickets; every method returns what it changed, and changes nothing if it raises DeskRefusal."""

    def __init__(self, desk: HelpDesk) -> None:
        self._desk = desk

    def create(self, asked: AskedTicket, actor: DeskUser, channel: str = API) -> TicketAudit:
        """Make a ticket."""
        if asked.comment is None:
            raise invalid("comment", "Comment: cannot be blank")
        self._check_follow_up(asked.fields.get("via_followup_source_id"))
        with self._desk.changing():
            account, submitter = self._desk.account, self._submitter(asked, actor)
            empty = TicketFields(actor.id, group_id=account.group_id, brand_id=account.brand_id)
            told = _opened(self._fields(empty, asked.fields))
            comment = self._comment(asked.comment, submitter, True, channel, asked.custom)
            requester = self._requester(asked) or actor
            told = replace(told, requester_id=requester.id, subject=told.subject or comment.body[:_SUBJECT])
            number, now = self._desk.new_ticket_id(), comment.at
            ticket = DeskTicket(number, now, now, submitter.id, channel, told, [comment])
            self._desk.tickets[number] = ticket
            audit = self._audit(ticket, actor, channel, comment, empty)
            return self._kept(ticket, replace(audit, fate=Fate.CREATED, custom=asked.custom))

    def update(
        self, ticket: DeskTicket, asked: AskedTicket, actor: DeskUser, channel: str = API
    ) -> TicketAudit:
        """Change a ticket."""
        if ticket.fields.status == "closed":
            raise invalid("status", "Status: closed prevents ticket update")
        if asked.stamp is not None and asked.stamp != zendesk_time(ticket.updated_at):
            raise conflict()
        with self._desk.changing():
            before, told = ticket.fields, _opened(self._fields(ticket.fields, asked.fields))
            comment = None
            if asked.comment is not None:
                was_public = ticket.comments[0].public if ticket.comments else True
                comment = self._comment(asked.comment, actor, was_public, channel, asked.custom)
            requester = self._requester(asked)
            if requester is not None:
                told = replace(told, requester_id=requester.id)
            ticket.comments += [comment] if comment is not None else []
            ticket.fields, ticket.updated_at = told, self._desk.now
            audit = self._audit(ticket, actor, channel, comment, before)
            return self._kept(ticket, replace(audit, custom=asked.custom))

    def delete(self, ticket: DeskTicket, actor: DeskUser, channel: str = API) -> TicketAudit:
        """Take a ticket away."""
        with self._desk.changing():
            ticket.is_deleted, ticket.updated_at = True, self._desk.now
            audit = self._audit(ticket, actor, channel, None, ticket.fields)
            return self._kept(ticket, replace(audit, fate=Fate.DELETED))

    def restore(self, ticket: DeskTicket, actor: DeskUser, channel: str = API) -> TicketAudit:
        """Have a ticket back that was deleted."""
        with self._desk.changing():
            ticket.is_deleted, ticket.updated_at = False, self._desk.now
            audit = self._audit(ticket, actor, channel, None, ticket.fields)
            return self._kept(ticket, replace(audit, fate=Fate.RESTORED))

    def merge(self, ticket: DeskTicket, into: DeskTicket, actor: DeskUser) -> tuple[TicketAudit, TicketAudit]:
        """Merge a ticket into another, which it is closed for; both say so to the provider's people."""
        if ticket is into or "closed" in (ticket.fields.status, into.fields.status):
            raise invalid("base", "Only tickets that are not closed can be merged, and into others")
        with self._desk.changing():
            before, tags = ticket.fields, (*ticket.fields.tags, "closed_by_merge")
            words = f'This request was closed and merged into request #{into.id} "{into.fields.subject}".'
            left = self._comment(AskedComment(words, public=False), actor, False, WEB)
            ticket.comments.append(left)
            ticket.fields = replace(before, status="closed", tags=tags)
            ticket.updated_at, ticket.merged_into = self._desk.now, into.id
            audit = self._audit(ticket, actor, WEB, left, before)
            merged = self._kept(ticket, replace(audit, fate=Fate.MERGED, into=into.id))
        words = f'Request #{ticket.id} "{ticket.fields.subject}" was closed and merged into this request.'
        told = AskedTicket(comment=AskedComment(words, public=False))
        return merged, self.update(into, told, actor, WEB)

    def _fields(self, before: TicketFields, asked: Mapping[str, object]) -> TicketFields:
        told = {name: value for name, value in asked.items() if name not in _NOT_FIELDS}
        if asked.get("assignee_email"):
            found = self._desk.by_email(str(asked["assignee_email"]))
            told["assignee_id"] = found.id if found else 0
        assignee = told.get("assignee_id")
        if assignee is not None and not self._is_staff(cast(int, assignee)):
            raise invalid("assignee_id", "Assignee: is not an agent")
        if "custom_fields" in told:
            asked_values = cast(tuple[tuple[int, object], ...], told["custom_fields"])
            told["custom_fields"] = tuple((dict(before.custom_fields) | dict(asked_values)).items())
        if told.get("status") == "new" and before.status != "new":
            raise invalid("status", "Status: new is not valid for a ticket that was open")
        return replace(before, **told)  # type: ignore[arg-type]  # each was read as its field is

    def _requester(self, asked: AskedTicket) -> DeskUser | None:
        """Return whose ticket it is to be, who is made known if need be; nobody if nothing is asked."""
        id_, named = asked.fields.get("requester_id"), asked.requester
        if id_ is None and named is None:
            return None
        address = (named or {}).get("email", "")
        found = self._desk.by_email(address) if id_ is None else self._desk.users.get(cast(int, id_))
        if found is None and not (named and named.get("name")):
            raise invalid("requester", "Requester: Name: is too short (minimum one character)")
        if found is None:
            found = self._desk.add_user((named or {})["name"], address, DeskRole.END_USER)
        if found.suspended:
            raise invalid("requester", f"Requester: {found.name} is suspended.")
        return found

    def _submitter(self, asked: AskedTicket, actor: DeskUser) -> DeskUser:
        id_ = asked.fields.get("submitter_id")
        if id_ is None:
            return actor
        if id_ not in self._desk.users:
            raise invalid("submitter", "Submitter: is invalid")
        return self._desk.users[id_]

    def _comment(
        self,
        asked: AskedComment,
        actor: DeskUser,
        public: bool,
        channel: str,
        custom: Mapping[str, object] | None = None,
    ) -> TicketComment:
        author = asked.author_id if asked.author_id is not None else actor.id
        if author not in self._desk.users:
            raise invalid("author_id", "Author: is invalid")
        return TicketComment(
            self._desk.new_id(),
            author,
            asked.body,
            asked.public if asked.public is not None else public,
            self._desk.now,
            channel,
            self._desk.uploaded(asked.uploads),
            asked.html_body,
            custom or {},
        )

    def _check_follow_up(self, source: object) -> None:
        if source is None:
            return
        found = self._desk.tickets.get(cast(int, source))
        if found is None or found.fields.status != "closed":
            raise invalid("via_followup_source_id", "Follow-up: only a closed ticket can have one")

    def _is_staff(self, id_: int) -> bool:
        return id_ in self._desk.users and self._desk.users[id_].is_staff

    def _audit(
        self,
        ticket: DeskTicket,
        actor: DeskUser,
        channel: str,
        comment: TicketComment | None,
        before: TicketFields,
    ) -> TicketAudit:
        changes = tuple(changed(before, ticket.fields))
        at, id_ = ticket.updated_at, self._desk.new_id()
        by = THE_DESK_ITSELF if channel in RULES else actor.id
        return TicketAudit(id_, ticket.id, at, by, channel, Fate.UPDATED, comment, changes)

    def _kept(self, ticket: DeskTicket, audit: TicketAudit) -> TicketAudit:
        ticket.audits.append(audit)
        return audit


def _opened(told: TicketFields) -> TicketFields:
    """Return a new ticket's fields as open once somebody has it."""
    return replace(told, status="open") if told.status == "new" and told.assignee_id is not None else told
