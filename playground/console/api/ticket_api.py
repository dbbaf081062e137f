"""Tickets over the API: made, changed, read and listed."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, TypeVar

from aiohttp import web

from playground.console.api.door import ZendeskAnswer, ZendeskDoor, json_body, number
from playground.console.api.pages import page
from playground.console.asked import AskedTicket, asked_ticket
from playground.console.console import Console
from playground.console.desk_json import DeskJson
from playground.console.idempotency import KeptAnswers
from playground.console.records import DeskTicket, TicketAudit
from playground.console.refusals import bad_request
from playground.console.troubles import RequestAllowance

Kept = TypeVar("Kept")

_MOST_SHOWN: Final = 100
_TOO_MANY_UPDATES: Final = (
    "Rate limit for ticket updates exceeded, please wait before updating this ticket again"
)


class TicketApi:
    """Serves `/tickets/…`."""

    def __init__(self, console: Console) -> None:
        self._console, self._desk = console, console.desk
        self._shown, self._kept = DeskJson(console.desk), KeptAnswers()
        self._updates = RequestAllowance(30, timedelta(minutes=10), _TOO_MANY_UPDATES)

    def add_to(self, app: web.Application) -> None:
        """Register the routes; `show_many` before what a ticket's number may be."""
        door = ZendeskDoor(app, self._console)
        door.add("POST", "/tickets", self._create)
        door.add("GET", "/tickets", self._list)
        door.add("GET", "/tickets/show_many", self._show_many)
        door.add("GET", "/tickets/{ticket}", self._show)
        door.add("PUT", "/tickets/{ticket}", self._update)
        door.add("DELETE", "/tickets/{ticket}", self._delete)
        door.add("GET", "/tickets/{ticket}/comments", self._comments)
        door.add("GET", "/tickets/{ticket}/audits", self._audits)

    async def _create(self, request: web.Request) -> ZendeskAnswer:
        key, body, now = request.headers.get("Idempotency-Key", ""), await request.read(), self._desk.now
        if key and (kept := self._kept.find(key, body, now)) is not None:
            return ZendeskAnswer(kept, 201, _location(kept) | {"x-idempotency-lookup": "hit"})
        asked = asked_ticket(await json_body(request))
        audit = self._console.create(asked, self._desk.integration)
        made = self._with_audit(audit)
        headers = _location(made) | _warning(asked)
        if key:
            self._kept.keep(key, body, now, made)
            headers["x-idempotency-lookup"] = "miss"
        return ZendeskAnswer(made, 201, headers)

    async def _update(self, request: web.Request) -> ZendeskAnswer:
        ticket, asked = self._ticket(request), asked_ticket(await json_body(request))
        self._updates.spend(self._desk.now, ticket.id)
        audit = self._console.update(ticket, asked, self._desk.integration)
        return ZendeskAnswer(self._with_audit(audit), 200, _warning(asked))

    async def _show(self, request: web.Request) -> ZendeskAnswer:
        ticket = self._ticket(request)
        shown = {"ticket": self._shown.ticket(ticket)}
        return ZendeskAnswer(
            shown | self._beside(request, [ticket.fields.requester_id, ticket.fields.assignee_id])
        )

    async def _list(self, request: web.Request) -> ZendeskAnswer:
        wanted = request.query.get("external_id")
        found = [one for one in self._desk.standing() if wanted in (None, one.fields.external_id)]
        return ZendeskAnswer(page(request, "tickets", found, self._shown.ticket))

    async def _show_many(self, request: web.Request) -> ZendeskAnswer:
        said = [one.strip() for one in request.query.get("ids", "").split(",")]
        if not all(one.isdecimal() for one in said) or len(said) > _MOST_SHOWN:
            raise bad_request("InvalidValue", f"ids are up to {_MOST_SHOWN} numbers, with commas between")
        wanted = {int(one) for one in said}
        found = [one for one in self._desk.standing() if one.id in wanted]
        return ZendeskAnswer(page(request, "tickets", found, self._shown.ticket))

    async def _delete(self, request: web.Request) -> ZendeskAnswer:
        self._console.delete(self._ticket(request), self._desk.integration)
        return ZendeskAnswer({}, 204)

    async def _comments(self, request: web.Request) -> ZendeskAnswer:
        comments = _in_order(request, self._ticket(request).comments)
        shown = page(request, "comments", comments, self._shown.comment)
        return ZendeskAnswer(shown | self._beside(request, [one["author_id"] for one in shown["comments"]]))

    async def _audits(self, request: web.Request) -> ZendeskAnswer:
        audits = _in_order(request, self._ticket(request).audits)
        shown = page(request, "audits", audits, self._shown.audit)
        return ZendeskAnswer(shown | self._beside(request, [one["author_id"] for one in shown["audits"]]))

    def _ticket(self, request: web.Request) -> DeskTicket:
        return self._desk.ticket(number(request, "ticket"))

    def _with_audit(self, audit: TicketAudit) -> dict[str, object]:
        ticket = self._shown.ticket(self._desk.tickets[audit.ticket_id])
        return {"ticket": ticket, "audit": self._shown.audit(audit)}

    def _beside(self, request: web.Request, ids: list[int | None]) -> dict[str, object]:
        """Return the people who are asked for with `include=users`."""
        if "users" not in request.query.get("include", "").split(","):
            return {}
        known = dict.fromkeys(one for one in ids if one in self._desk.users)
        return {"users": [self._shown.user(self._desk.users[one]) for one in known]}


def _in_order(request: web.Request, kept: Sequence[Kept]) -> list[Kept]:
    """Return what a ticket has in the order that is asked for; raises DeskRefusal (400) for any other."""
    wanted = request.query.get("sort", request.query.get("sort_order", "asc"))
    if wanted not in ("created_at", "asc", "-created_at", "desc"):
        raise bad_request("InvalidSort", f"sort is created_at or -created_at, not {wanted}")
    return [*reversed(kept)] if wanted in ("-created_at", "desc") else [*kept]


def _location(made: dict[str, object]) -> dict[str, str]:
    ticket = made["ticket"]
    return {"Location": str(ticket["url"])} if isinstance(ticket, dict) else {}


def _warning(asked: AskedTicket) -> dict[str, str]:
    """Return the header that names what was ignored."""
    if not asked.ignored:
        return {}
    named = ", ".join(f'"{one}"' for one in asked.ignored)
    return {"X-Zendesk-API-Warn": f"Removed restricted keys [{named}] from parameters"}
