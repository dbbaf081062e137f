"""A client of the help desk's API with nothing but the standard library."""

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

from playground import Playground

JSON = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def body(self) -> JSON:
        """Return it as JSON."""
        return dict(json.loads(self.text))


class ZendeskClient:
    """Asks with a token that it gets once; nothing is asked again."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground
        self.environment = playground.console.desk.account.environment(playground.url)
        self.token = ""

    def grant(self, **told: Any) -> Reply:
        """Ask for a token, by the client's credentials unless something else is told."""
        known = {
            "grant_type": "client_credentials",
            "client_id": self.environment["ZENDESK_CLIENT_ID"],
            "client_secret": self.environment["ZENDESK_CLIENT_SECRET"],
            "scope": "read write",
        }
        return self.ask("POST", "/oauth/tokens", known | told, token="")

    def get(self, path: str, **query: Any) -> Reply:
        """Read something of the API."""
        return self.ask("GET", f"/api/v2/{path}?{urllib.parse.urlencode(query)}")

    def post(self, path: str, told: object, **headers: str) -> Reply:
        """Make something."""
        return self.ask("POST", f"/api/v2/{path}", told, **headers)

    def put(self, path: str, told: object) -> Reply:
        """Change something."""
        return self.ask("PUT", f"/api/v2/{path}", told)

    def ticket(self, **told: Any) -> JSON:
        """Make a ticket, and return it."""
        made = self.post("tickets", {"ticket": {"comment": {"body": "It is down"}, **told}})
        assert made.status == 201, made.text
        return dict(made.body["ticket"])

    def user(self, name: str) -> JSON:
        """Return somebody by the first part of their e-mail address."""
        [found] = self.get("users/search", query=name).body["users"]
        return dict(found)

    def ask(
        self, method: str, path: str, told: object = None, token: str | None = None, **headers: str
    ) -> Reply:
        """Ask anything; headers are named with `_` for `-`."""
        if token is None:
            self.token = self.token or self.grant().body["access_token"]
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent |= {"Authorization": f"Bearer {self.token if token is None else token}"}
        body = told if isinstance(told, bytes) else json.dumps(told).encode() if told is not None else None
        sent = {"Content-Type": "application/json"} | sent
        url = f"{self.environment['ZENDESK_BASE_URL']}{path}"
        return fetched(urllib.request.Request(url, body, sent, method=method))


def fetched(request: urllib.request.Request | str) -> Reply:
    """Return what is answered, whatever its status."""
    try:
        with urllib.request.urlopen(request) as answer:
            return Reply(answer.status, dict(answer.headers), answer.read().decode())
    except urllib.error.HTTPError as refused:
        with refused:
            return Reply(refused.code, dict(refused.headers), refused.read().decode())
