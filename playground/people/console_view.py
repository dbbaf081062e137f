"""The help desk as people see it: as the page and the control API show it, and in words."""

from playground.console.console import Console
from playground.console.desk_json import FILES, zendesk_time
from playground.console.records import DeskTicket, TicketComment
from playground.people.pager_view import Shown
from playground.workspace.json_types import JSON


class ConsoleView:
    """Shows what is kept; take the workspace's lock around it."""

    def __init__(self, console: Console) -> None:
        self._console, self._desk = console, console.desk

    def everything(self, user: str) -> JSON:
        """Return all that somebody sees."""
        return {
            "answered": bool(self._console.webhooks.url),
            "arriving": self._console.webhooks.arrivals.arriving.value,
            "outage": self._console.troubles.outage,
            **self.tickets(user),
        }

    def tickets(self, user: str = "", ticket: str = "") -> JSON:
        """Return the tickets that somebody sees, or one by its number or external id, the oldest first."""
        seen = self._seen(user)
        wanted = [one for one in seen if ticket in ("", str(one.id), one.fields.external_id)]
        return {"tickets": [self._ticket(one, self._comments(user, one)) for one in wanted]}

    def shown(self, user: str = "") -> list[Shown]:
        """Return each ticket and each comment that somebody sees in words, the oldest first."""
        lines: list[tuple[int, Shown]] = []
        for ticket in self._seen(user):
            first = ticket.comments[0].id
            lines.append((2 * first - 1, Shown(ticket.created_at, self._ticket_words(ticket))))
            for one in self._comments(user, ticket):
                lines.append((2 * one.id, Shown(one.at, self._comment_words(ticket, one))))
        return [shown for _, shown in sorted(lines, key=lambda line: line[0])]

    def _seen(self, user: str) -> list[DeskTicket]:
        """Return the tickets that somebody sees; all of them, for nobody in particular."""
        found = list(self._desk.tickets.values())
        return [one for one in found if self._desk.sees(self._desk.member(user), one)] if user else found

    def _comments(self, user: str, ticket: DeskTicket) -> list[TicketComment]:
        """Return the comments that somebody sees: private notes are the provider's people's."""
        sees_all = not user or self._desk.member(user).is_staff
        return [one for one in ticket.comments if sees_all or one.public]

    def _ticket_words(self, ticket: DeskTicket) -> str:
        told = ticket.fields
        assignee = self._name(told.assignee_id) or "nobody"
        words = f"#{ticket.id} {_state(ticket)}, {told.priority or 'no priority'}: {told.subject}"
        words += f" / for {self._name(told.requester_id)}, assigned to {assignee}"
        return words + (f" / tags {', '.join(told.tags)}" if told.tags else "")

    def _comment_words(self, ticket: DeskTicket, comment: TicketComment) -> str:
        files = "".join(f" [{one.file_name}]" for one in comment.attachments)
        kind = "public" if comment.public else "private"
        return f"#{ticket.id} {kind}, {self._name(comment.author_id)}: {comment.body}{files}"

    def _name(self, user: int | None) -> str:
        return self._desk.users[user].name if user is not None else ""

    def _member(self, user: int | None) -> str | None:
        return (self._desk.users[user].member or None) if user is not None else None

    def _ticket(self, ticket: DeskTicket, comments: list[TicketComment]) -> JSON:
        told = ticket.fields
        return {
            "id": ticket.id,
            "at": zendesk_time(ticket.created_at),
            "updated_at": zendesk_time(ticket.updated_at),
            "subject": told.subject,
            "status": _state(ticket),
            "priority": told.priority,
            "type": told.type,
            "external_id": told.external_id,
            "requester": self._name(told.requester_id),
            "assignee": self._name(told.assignee_id) or None,
            "assignee_user": self._member(told.assignee_id),
            "tags": list(told.tags),
            "merged_into": ticket.merged_into,
            "is_deleted": ticket.is_deleted,
            "comments": [self._comment(one) for one in comments],
        }

    def _comment(self, comment: TicketComment) -> JSON:
        return {
            "id": comment.id,
            "at": zendesk_time(comment.at),
            "author": self._name(comment.author_id),
            "is_staff": self._desk.users[comment.author_id].is_staff,
            "public": comment.public,
            "by_api": comment.channel == "api",
            "text": comment.body,
            "files": [
                {"name": one.file_name, "url": f"{FILES}/{one.key}/{one.file_name}"}
                for one in comment.attachments
            ],
        }


def _state(ticket: DeskTicket) -> str:
    """Return how a ticket stands, or what became of it."""
    if ticket.is_deleted:
        return "deleted"
    return f"merged into #{ticket.merged_into}" if ticket.merged_into else ticket.fields.status
