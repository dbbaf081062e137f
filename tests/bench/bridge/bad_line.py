"""A console that is busy now and then, and whose webhooks are lost, doubled, late; asked without sockets."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from io import BytesIO
from random import Random
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qsl, urlsplit

import requests
from requests.adapters import HTTPAdapter

from tests.fixtures.console_on_http import answered
from tests.fixtures.fake_console import Asked, Cut, FakeConsole, Json, No, Trouble

TROUBLED = 0.08
"""Of calls that change something."""
TOO_MANY_READS = 0.03
LOST, DOUBLED, LATE = 0.1, 0.1, 0.3
"""Of webhooks; the late ones come up to ten minutes later, so that others overtake them."""
LATEST_S = 600


@dataclass
class BadLine(FakeConsole):
    """A console behind a bad line; its own people work on while it cannot be reached."""

    seed: int = 0
    refused: int = 0
    webhooks: list[tuple[datetime, int]] = field(default_factory=list)
    """On their way to us: when they arrive, and about which ticket."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.dice = Random(f"bad line {self.seed}")

    def trouble(self) -> Trouble | None:
        """Have a change go wrong now and then."""
        if self.dice.random() < TROUBLED:
            self.refused += 1
            self.go_wrong(self.dice.choice(list(Trouble)))
        return super().trouble()

    def say(self, ticket: int, author: Json, body: str, public: bool = True, **more: Any) -> Json:
        """Have somebody comment, and us told of it."""
        self._tell(ticket)
        return super().say(ticket, author, body, public, **more)

    def change(self, ticket: int, by: Json | str | None = None, **fields: Any) -> None:
        """Have somebody change a ticket, and us told of it."""
        self._tell(ticket)
        super().change(ticket, by, **fields)

    def arrived(self) -> Iterator[int]:
        """Yield what our webhooks tell of by now."""
        while self.webhooks and self.webhooks[0][0] <= self.clock.now():
            yield heappop(self.webhooks)[1]

    def answer(self, asked: Asked, authorization: str) -> tuple[int, Json]:
        """Answer a request; raises No, or Cut."""
        if asked.method == "GET" and not self.is_away and self.dice.random() < TOO_MANY_READS:
            self.refused += 1
            raise No(429, "", 20, "Rate limit exceeded")
        return answered(self, asked, authorization)

    def _tell(self, ticket: int) -> None:
        if self.is_away:
            return
        copies = 0 if self.dice.random() < LOST else 2 if self.dice.random() < DOUBLED else 1
        for _ in range(copies):
            late = self.dice.uniform(0, LATEST_S) if self.dice.random() < LATE else 1
            heappush(self.webhooks, (self.clock.now() + timedelta(seconds=late), ticket))


@contextmanager
def asked_in_process(console: BadLine) -> Iterator[None]:
    """Have every request of this process go to `console`, as it would go over HTTP."""

    def send(_adapter: HTTPAdapter, request: requests.PreparedRequest, **_how: object) -> requests.Response:
        address = urlsplit(request.url or "")
        assert isinstance(address.query, str)
        body = json.loads(request.body) if request.body else b""
        key, token = (request.headers.get(name, "") for name in ("Idempotency-Key", "Authorization"))
        asked = Asked(str(request.method), address.path, dict(parse_qsl(address.query)), body, key)
        try:
            status, told = console.answer(asked, token)
            return _response(request, status, told)
        except No as no:
            return _response(request, no.status, no.told, no.wait)
        except Cut:
            raise requests.ConnectionError from None

    with patch.object(HTTPAdapter, "send", send):
        yield


def _response(
    request: requests.PreparedRequest, status: int, told: Json | str, wait: int | None = None
) -> requests.Response:
    answer = requests.Response()
    answer.status_code, answer.request, answer.url = status, request, str(request.url)
    answer.raw = BytesIO((told if isinstance(told, str) else json.dumps(told)).encode())
    if wait is not None:
        answer.headers["Retry-After"] = str(wait)
    return answer
