"""Requests of Twilio's: read, and heard only if signed for the address under which the outside reaches us."""

import logging
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qs
from wsgiref.types import WSGIEnvironment

from twilio.request_validator import RequestValidator

from bot.web.requests import body_of

log = logging.getLogger(__name__)

XML: Final = [("Content-Type", "text/xml; charset=utf-8")]


class Form(dict[str, list[str]]):
    """A form as Twilio's validator reads one that may name a field twice."""

    def getlist(self, name: str) -> list[str]:
        """Return all values of a field."""
        return self[name]

    def first(self, name: str) -> str:
        """Return a field, empty where there is none."""
        return self.get(name, [""])[0]


class TwilioSignature:
    """Twilio's signature, by one token or, while it is being changed, by either of two."""

    def __init__(self, tokens: Sequence[str], public_url: str) -> None:
        self._public_url = public_url
        self._validators = [RequestValidator(token) for token in tokens]

    def signed(self, environ: WSGIEnvironment) -> Form | None:
        """Return the form of a request; None for one that is not signed by Twilio for our address.

        The address is the configured one: what a proxy makes of it tells nothing. Fields that are left
        blank are signed too. Raises TooLarge.
        """
        form = Form(parse_qs(body_of(environ).decode("utf-8", "replace"), keep_blank_values=True))
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        address = f"{self._public_url}{path}" + (f"?{query}" if query else "")
        signature = str(environ.get("HTTP_X_TWILIO_SIGNATURE", ""))
        if any(one.validate(address, form, signature) for one in self._validators):
            return form
        log.warning("A request to %s is not signed by Twilio for %s", path, self._public_url)
        return None
