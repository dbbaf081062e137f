"""A program that reads the API: its requests, and what they are answered."""

import json
from dataclasses import dataclass
from typing import Any

from bot.domain.integrations.grants import Scope
from bot.settings import Settings
from bot.steps.integrations import api_tokens
from bot.web.door import Door
from tests.fixtures.desk import Desk


@dataclass
class Reader:
    """One program, with its token."""

    desk: Desk
    token: str = ""

    def __post_init__(self) -> None:
        self.door = Door(Settings.read({}), self.desk.services, self.desk.database)

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, Any]:
        """Ask; return the status and what the body holds."""
        answered: list[tuple[str, dict[str, str]]] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None, /) -> Any:
            answered.append((status, dict(headers)))

        plain, _, query = path.partition("?")
        named = {"HTTP_AUTHORIZATION": f"Bearer {self.token}"} if self.token else {}
        environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": plain, "QUERY_STRING": query}
        body = b"".join(self.door({**environ, **named, **headers}, start))
        (status, self.headers), *_ = answered
        assert self.headers["Content-Length"] == str(len(body))
        return int(status.split()[0]), json.loads(body)

    def pages(self, path: str) -> list[Any]:
        """Read all pages of a list."""
        found, cursor = [], "0"
        while cursor is not None:
            joined = "&" if "?" in path else "?"
            status, page = self.get(f"{path}{joined}cursor={cursor}")
            assert status == 200, page
            found += page["data"]
            cursor = page["next_cursor"]
        return found


def reader(desk: Desk, account: str | None = None, *scopes: Scope) -> Reader:
    """Return a program with a token, for everything unless told otherwise."""
    with desk.services.api.work() as work:
        token = api_tokens.issue(work, account, scopes or tuple(Scope))
    return Reader(desk, token)
