"""`POST /zendesk/webhook`: which ticket has changed in the console; what changed is read there."""

import json
import logging
import re
from collections.abc import Callable, Iterable
from typing import Final
from wsgiref.types import StartResponse, WSGIEnvironment

from bot.web.requests import body_of, only, text_answer
from bot.web.zendesk_signed import ZendeskSignature

log = logging.getLogger(__name__)

PATH: Final = "/zendesk/webhook"
_MOST_BYTES: Final = 1024 * 1024
"""An event brings a whole comment, and all that was ever said on the ticket may be in its description."""
_SUBJECT: Final = re.compile(r"zen:ticket:(\d+)")
_MOST_DIGITS: Final = 18
"""What any database can keep as a number."""


class ZendeskHook:
    """The WSGI application; what is signed is never refused, or Zendesk would stop telling us anything.

    Nothing of an event is believed but which ticket it is about: it may come late, twice, or out of order.
    """

    def __init__(self, poke: Callable[[int], object], signature: ZendeskSignature) -> None:
        """Have `poke` called with the number of each ticket that has changed."""
        self._poke, self._signature = poke, signature

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("REQUEST_METHOD") != "POST":
            return only(start_response, "POST")
        body = body_of(environ, most=_MOST_BYTES)
        if not self._signature.signed(environ, body):
            return text_answer(start_response, "401 Unauthorized", "not signed by Zendesk")
        ticket = ticket_of(body)
        if ticket is None:
            log.warning("A webhook of Zendesk's names no ticket")
        else:
            self._poke(ticket)
        return text_answer(start_response, "202 Accepted")


def ticket_of(body: bytes) -> int | None:
    """Return the ticket that an event, or a trigger's own words (`{"id": "123"}`), is about."""
    try:
        told: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    named = _SUBJECT.fullmatch(str(told.get("subject", "")))
    if named:
        return _number(named[1])
    is_event = "type" in told or "detail" in told  # whose own id is no ticket's
    return None if is_event else _number(told.get("id")) or _number(told.get("ticket_id"))


def _number(named: object) -> int | None:
    digits = str(named)
    if not (digits.isascii() and digits.isdigit()) or len(digits) > _MOST_DIGITS:
        return None
    return int(digits) or None
