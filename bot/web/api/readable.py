"""The questions that the API answers: their paths, what may be asked with, and what comes back.

The paths are routed by this table, and the document is written from it: the two cannot differ.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from pydantic import TypeAdapter

from bot.domain.integrations.grants import Grant, Scope
from bot.domain.ticket import Status
from bot.errors import WrongInput
from bot.runbook.values import read_instant
from bot.services.integrations.api import Api
from bot.steps.integrations.seen import AccountsSeen, EventPage, OnCallSeen, TicketPage, TicketSeen

MOST, USUAL = 100, 50
Asked = Mapping[str, str]
Schema = Mapping[str, object]
_PLACE: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class AskedWith:
    """Something that a question may be asked with."""

    about: str
    schema: Schema


@dataclass(frozen=True)
class Readable:
    """One question."""

    path: str
    """Below the API's own path; a `{name}` in it is asked with too."""
    about: str
    scope: Scope
    answer: type[object]
    ask: Callable[[Api, Grant, Asked], object]
    query: Mapping[str, AskedWith]

    @cached_property
    def shape(self) -> TypeAdapter[Any]:  # of whatever type the answer is
        """Return what writes the answer, and describes it."""
        return TypeAdapter(self.answer)

    @property
    def places(self) -> tuple[str, ...]:
        """Return what the path itself holds."""
        return tuple(_PLACE.findall(self.path))

    def matches(self, path: str) -> Asked | None:
        """Return what a path asks with; None where it is another question's."""
        found = re.fullmatch(_PLACE.sub(r"(?P<\1>[^/]{1,40})", self.path), path)
        return found.groupdict() if found else None


ACCOUNT: Final = AskedWith(
    "The account's key; a token of an account knows its own alone.", {"type": "string"}
)
LIMIT: Final = AskedWith(
    f"How many at most; {USUAL} unless said.", {"type": "integer", "minimum": 1, "maximum": MOST}
)
CURSOR: Final = AskedWith(
    "What `next_cursor` said; without it, from the beginning.", {"type": "string", "pattern": "^[0-9]{1,18}$"}
)
STATUS: Final = AskedWith("Those alone that stand so.", {"type": "string", "enum": list(Status)})
TICKET: Final = AskedWith("What people call the ticket, as in PARTIFUL-12.", {"type": "string"})
AT: Final = AskedWith(
    "An instant with its UTC offset; now unless said.", {"type": "string", "format": "date-time"}
)


def _accounts(api: Api, grant: Grant, asked: Asked) -> AccountsSeen:
    return api.accounts(grant)


def _tickets(api: Api, grant: Grant, asked: Asked) -> TicketPage:
    return api.tickets(
        grant, account=asked.get("account"), status=_status(asked), after=_after(asked), limit=_limit(asked)
    )


def _ticket(api: Api, grant: Grant, asked: Asked) -> TicketSeen:
    return api.ticket(grant, asked["key"])


def _events(api: Api, grant: Grant, asked: Asked) -> EventPage:
    about = {"account": asked.get("account"), "ticket": asked.get("ticket")}
    return api.events(grant, after=_after(asked), limit=_limit(asked), **about)


def _on_call(api: Api, grant: Grant, asked: Asked) -> OnCallSeen:
    return api.on_call(grant, asked.get("account"), _at(asked))


READABLE: Final = (
    Readable("/accounts", "The accounts", Scope.ACCOUNTS, AccountsSeen, _accounts, {}),
    Readable(
        "/tickets",
        "Tickets as they stand, the oldest first",
        Scope.TICKETS,
        TicketPage,
        _tickets,
        {"account": ACCOUNT, "status": STATUS, "cursor": CURSOR, "limit": LIMIT},
    ),
    Readable("/tickets/{key}", "One ticket", Scope.TICKETS, TicketSeen, _ticket, {}),
    Readable(
        "/events",
        "What happened to tickets, the oldest first",
        Scope.EVENTS,
        EventPage,
        _events,
        {"account": ACCOUNT, "ticket": TICKET, "cursor": CURSOR, "limit": LIMIT},
    ),
    Readable(
        "/on-call",
        "Who is on call",
        Scope.ON_CALL,
        OnCallSeen,
        _on_call,
        {"account": ACCOUNT, "at": AT},
    ),
)


def _limit(asked: Asked) -> int:
    return _number(asked, "limit", USUAL, 1, MOST)


def _after(asked: Asked) -> int:
    return _number(asked, "cursor", 0, 0, 10**18 - 1)


def _number(asked: Asked, name: str, usual: int, least: int, most: int) -> int:
    text = asked.get(name)
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= 18 and least <= int(text) <= most):
        raise WrongInput(f"{name} is a whole number from {least} to {most}.")
    return int(text)


def _status(asked: Asked) -> Status | None:
    text = asked.get("status")
    if text is None:
        return None
    if text not in set(Status):
        raise WrongInput(f"status is one of {', '.join(Status)}.")
    return Status(text)


def _at(asked: Asked) -> datetime | None:
    text = asked.get("at")
    try:
        # A + that is not encoded arrives as a space.
        return None if text is None else read_instant(re.sub(r" (\d\d:?\d\d)$", r"+\1", text))
    except ValueError as error:
        raise WrongInput(f"at: {error}") from None
