"""Asking the console over HTTP: one call, with the token in force; only a stale token is mended."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase

from bot.outbox.zendesk.asked_address import asked_address
from bot.outbox.zendesk.oauth import ConsoleAccess
from bot.outbox.zendesk.refused_calls import UnreadableAnswer, refusal

log = logging.getLogger(__name__)

TIMEOUT_S: Final = 10.0
"""For connecting, and for each silence of an answer."""
_UNAUTHORIZED: Final = 401
THIS_MACHINE: Final = ("127.0.0.1", "localhost", "::1")
_WARNS: Final = "X-Zendesk-API-Warn"
_PORTS: Final = {"https": 443, "http": 80}

Json = dict[str, Any]  # what the console takes and gives: of as many shapes as there are paths
Query = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Content:
    """What is sent as it is: a file."""

    data: bytes
    type: str


class ConsoleClient:
    """Makes calls of one console; safe to use from several threads.

    Each raises ConsoleRefusal, or one of FROM_CONSOLE.
    """

    def __init__(self, url: str, tokens: ConsoleAccess) -> None:
        """Take the console's address."""
        self._url, self._tokens = url, tokens
        logging.getLogger("urllib3").setLevel(logging.INFO)  # it logs addresses, and people's stand in some

    def get(self, path: str, query: Query | None = None) -> Json:
        """Read something."""
        return self._call("GET", path, query=query)

    def post(self, path: str, body: Json | Content, query: Query | None = None, key: str = "") -> Json:
        """Make something; the same under a `key` for two hours is made once."""
        return self._call("POST", path, body, query, {"Idempotency-Key": key} if key else {})

    def put(self, path: str, body: Json) -> Json:
        """Change something."""
        return self._call("PUT", path, body)

    def download(self, address: str) -> requests.Response:
        """Begin to fetch what lies at an address; our token goes along to the console's own host alone.

        What is answered is to be closed; a redirect is not followed.
        """
        if not self.is_own(address):
            return _begun(address, _as_it_is)
        token = self._tokens.current()
        answer = _begun(address, _Bearer(token))
        if answer.status_code != _UNAUTHORIZED:
            return answer
        answer.close()
        return _begun(address, _Bearer(self._tokens.instead_of(token)))

    def is_own(self, address: str) -> bool:
        """Tell whether an address is the console's own."""
        origin = _origin(address)
        return origin is not None and origin == _origin(self._url)

    @property
    def is_stand_in(self) -> bool:
        """Tell whether this is a stand-in for the console, on this machine."""
        return urlsplit(self._url).hostname in THIS_MACHINE

    def _call(
        self,
        method: str,
        path: str,
        body: Json | Content | None = None,
        query: Query | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Json:
        token = self._tokens.current()
        answer = self._asked(method, path, body, query, headers, token)
        if answer.status_code == _UNAUTHORIZED:
            token = self._tokens.instead_of(token)
            answer = self._asked(method, path, body, query, headers, token)
        if not 200 <= answer.status_code < 300:
            raise refusal(answer)
        if _WARNS in answer.headers:
            log.warning("The console ignored a part of %s %s: %s", method, path, answer.headers[_WARNS])
        told = answer.json()  # whatever type it is served as: an upload's is text/plain
        if not isinstance(told, dict):
            raise UnreadableAnswer
        return told

    def _asked(
        self,
        method: str,
        path: str,
        body: Json | Content | None,
        query: Query | None,
        headers: Mapping[str, str] | None,
        token: str,
    ) -> requests.Response:
        content = {"Content-Type": body.type} if isinstance(body, Content) else {}
        return requests.request(
            method,
            f"{self._url}/api/v2/{path}",
            params=query,
            data=body.data if isinstance(body, Content) else None,
            json=None if isinstance(body, Content) else body,
            headers={"Accept": "application/json", **content, **(headers or {})},
            auth=_Bearer(token),
            timeout=TIMEOUT_S,
            allow_redirects=False,  # what is meant for the console goes to no other host
        )


@dataclass(frozen=True, repr=False)
class _Bearer(AuthBase):
    """Goes with a token, whatever the machine's .netrc says."""

    token: str

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Go without any token, whatever the machine's .netrc says."""
    return request


def _begun(
    address: str, auth: Callable[[requests.PreparedRequest], requests.PreparedRequest]
) -> requests.Response:
    return requests.get(
        address,
        headers={"Accept-Encoding": "identity"},  # what is counted is what comes
        auth=auth,
        timeout=TIMEOUT_S,
        allow_redirects=False,
        stream=True,
    )


def _origin(address: str) -> tuple[str, str | None, int | None] | None:
    found = asked_address(address)
    return found and (found.scheme, found.hostname, found.port or _PORTS.get(found.scheme))
