"""`POST /pagerduty/webhook`: what is acknowledged in PagerDuty is acknowledged here."""

import hashlib
import hmac
import json
import logging
from collections.abc import Iterable
from typing import Final
from wsgiref.types import StartResponse, WSGIEnvironment

from bot.services.duty.pagers import Pagers
from bot.web.requests import body_of, only, text_answer

log = logging.getLogger(__name__)

PATH: Final = "/pagerduty/webhook"
_SOMEBODY: Final = "somebody"


class PagerDutyHook:
    """The WSGI application; hears only what is signed, and refuses nothing else.

    Three answers of 4xx and PagerDuty tells nothing more for a day.
    """

    def __init__(self, pagers: Pagers, secret: str) -> None:
        self._pagers, self._secret = pagers, secret.encode()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("REQUEST_METHOD") != "POST":
            return only(start_response, "POST")
        body = body_of(environ)
        if not self._is_signed(body, str(environ.get("HTTP_X_PAGERDUTY_SIGNATURE", ""))):
            log.warning("A request to %s is not signed by PagerDuty", PATH)
            return text_answer(start_response, "401 Unauthorized", "not signed by PagerDuty")
        self._hear(body)
        return text_answer(start_response, "202 Accepted")

    def _is_signed(self, body: bytes, signatures: str) -> bool:
        ours = "v1=" + hmac.new(self._secret, body, hashlib.sha256).hexdigest()
        theirs = [one.strip().encode() for one in signatures.split(",")]
        return any(hmac.compare_digest(ours.encode(), one) for one in theirs)

    def _hear(self, body: bytes) -> None:
        try:
            event = json.loads(body)["event"]
            kind, number, incident = event["event_type"], str(event["id"]), event["data"]
            agent = event.get("agent") or {}
            by, key = str(agent.get("summary") or _SOMEBODY), incident.get("incident_key")
        except (AttributeError, KeyError, TypeError, ValueError):
            log.warning("A webhook of PagerDuty's cannot be read")
            return
        if kind == "incident.acknowledged" and isinstance(key, str):
            self._pagers.acknowledged(key, by, number)
