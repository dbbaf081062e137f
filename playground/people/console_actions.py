"""What people do in the help desk: agents answer, note, assign and close; customers ask and answer there."""

import base64
import binascii
import mimetypes
from collections.abc import Mapping
from typing import Final

from playground.console.asked import AskedTicket, asked_ticket
from playground.console.console import Console
from playground.console.records import RULES, DeskTicket, DeskUser
from playground.console.refusals import DeskRefusal
from playground.console.ticket_book import WEB
from playground.people.requests import BadRequest
from playground.to_app.interactions import ShownToUser
from playground.workspace.json_types import JSON
from playground.workspace.name_lookup import NameLookup, UnknownName
from playground.workspace.state import WorkspaceState

DEEDS: Final = ("open", "answer", "note", "merge", "delete", "restore")
"""What somebody does with a ticket; one at a time, or only its fields are set."""
FIELDS: Final = ("status", "priority", "type", "assignee", "tags", "requester")
KEYS: Final = ("ticket", *DEEDS, *FIELDS, "text", "files", "rule")
_OF_A_REQUEST: Final = ("as", "do", "tab")
_CUSTOMERS_MAY: Final = ("open", "answer", "text", "files", "ticket", "priority", "status")
_REOPENED: Final = ("pending", "hold", "solved")
_NOBODY: Final = ("", "nobody", None)


class ConsoleActions:
    """Carries out what people do in the help desk."""

    def __init__(self, state: WorkspaceState, console: Console) -> None:
        self._state, self._console, self._desk = state, console, console.desk
        self._names = NameLookup(state)

    async def act(self, user: str, request: JSON) -> JSON:
        """Do one thing; return the ticket's number and status. Raises ShownToUser for what cannot be done."""
        told = {name: value for name, value in request.items() if name not in _OF_A_REQUEST}
        self._check(told)
        actor = self._desk.member(user)
        if not actor.is_staff:
            _check_customer(told)
        try:
            ticket = self._opened(actor, told) if "open" in told else self._changed(actor, told)
        except DeskRefusal as refusal:
            raise ShownToUser(_words(refusal)) from None
        return {"ticket": ticket.id, "status": ticket.fields.status}

    def _check(self, told: JSON) -> None:
        unknown = [name for name in told if name not in KEYS]
        if unknown:
            known = ", ".join(sorted(KEYS))
            raise BadRequest(f"{unknown[0]!r} is not known in the console; known are {known}")
        deeds = [name for name in DEEDS if name in told]
        if len(deeds) > 1:
            raise BadRequest(f"one thing at a time in the console: not {' and '.join(deeds)} together")
        if told.get("rule", RULES[0]) not in RULES:
            raise BadRequest(f"a rule of the console's is {' or '.join(RULES)}")
        if not isinstance(told.get("files", {}), Mapping):
            raise BadRequest("files are {NAME: WORDS}, or {NAME: {base64: …}}")

    def _opened(self, actor: DeskUser, told: JSON) -> DeskTicket:
        fields = self._fields(told)
        if not actor.is_staff:
            fields["requester_id"] = actor.id
        comment = self._comment(told, told.get("text") or told["open"])
        fields |= {"subject": told["open"], "comment": comment}
        audit = self._console.create(asked_ticket({"ticket": fields}), actor, WEB)
        return self._desk.tickets[audit.ticket_id]

    def _changed(self, actor: DeskUser, told: JSON) -> DeskTicket:
        ticket = self._ticket(told.get("ticket"), is_deleted="restore" in told)
        if not self._desk.sees(actor, ticket):
            requester = self._desk.users[ticket.fields.requester_id]
            raise ShownToUser(f"{actor.name} doesn't see ticket #{ticket.id}: it is {requester.name}'s.")
        if "delete" in told:
            self._console.delete(ticket, actor, WEB)
        elif "restore" in told:
            self._console.restore(ticket, actor, WEB)
        elif "merge" in told:
            self._console.merge(ticket, self._ticket(told["merge"]), actor)
        else:
            channel = str(told.get("rule", WEB))
            self._console.update(ticket, self._asked(ticket, actor, told), actor, channel)
        return ticket

    def _asked(self, ticket: DeskTicket, actor: DeskUser, told: JSON) -> AskedTicket:
        """Return what a ticket is to be: whoever answers opens it, whoever solves it has it."""
        fields, before = self._fields(told), ticket.fields
        if "answer" in told and "status" not in fields:
            opens = ("new",) if actor.is_staff else _REOPENED
            fields |= {"status": "open"} if before.status in opens else {}
        if fields.get("status") == "solved" and actor.is_staff and before.assignee_id is None:
            fields.setdefault("assignee_id", actor.id)
        words = told.get("answer") or told.get("note")
        if words or told.get("files"):
            fields["comment"] = self._comment(told, words or "")
        if not fields:
            raise BadRequest(f"say what to do in the console: {', '.join((*DEEDS, *FIELDS))}")
        return asked_ticket({"ticket": fields})

    def _comment(self, told: JSON, words: object) -> JSON:
        tokens: list[str] = []
        for name, content in dict(told.get("files") or {}).items():
            kind = mimetypes.guess_type(str(name))[0] or "text/plain"
            tokens.append(self._desk.upload("", str(name), kind, _bytes(content)).token)
        names = ", ".join(dict(told.get("files") or {}))
        return {"body": str(words) or names, "public": "note" not in told, "uploads": tokens}

    def _fields(self, told: JSON) -> JSON:
        fields: JSON = {name: told[name] for name in ("status", "priority", "type", "tags") if name in told}
        for name in ("assignee", "requester"):
            if name in told:
                nobody = name == "assignee" and told[name] in _NOBODY
                fields[f"{name}_id"] = None if nobody else self._somebody(str(told[name])).id
        return fields

    def _somebody(self, said: str) -> DeskUser:
        try:
            return self._desk.member(self._names.person(said))
        except UnknownName as unknown:
            raise BadRequest(str(unknown)) from None

    def _ticket(self, said: object, *, is_deleted: bool = False) -> DeskTicket:
        """Return a ticket by its number or external id, else the newest there is."""
        there = [one for one in self._desk.tickets.values() if one.is_deleted is is_deleted]
        wanted = str(said).removeprefix("#")
        found = [one for one in there if said is None or wanted in (str(one.id), one.fields.external_id)]
        if not found:
            raise ShownToUser(f"The console has no ticket{'' if said is None else f' {said}'}.")
        return found[-1]


def _bytes(content: object) -> bytes:
    """Return what is in a file: words as they are, or bytes as base64."""
    if not isinstance(content, Mapping):
        return str(content).encode()
    try:
        return base64.b64decode(str(content.get("base64")), validate=True)
    except binascii.Error as error:
        raise BadRequest("a file's content is not base64") from error


def _check_customer(told: JSON) -> None:
    """Refuse what only agents may do."""
    refused = [name for name in told if name not in _CUSTOMERS_MAY]
    refused += ["status"] if told.get("status") not in (None, "solved") else []
    if refused:
        raise ShownToUser(f"Only the provider's people can use {refused[0]!r} in the console.")


def _words(refusal: DeskRefusal) -> str:
    """Return what was refused as a person reads it."""
    if isinstance(refusal.body, str):
        return refusal.body
    details = refusal.body.get("details") or {}
    for problems in details.values():
        return f"{problems[0]['description']}."
    return str(refusal.body.get("description", "That is refused."))
