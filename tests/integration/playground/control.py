"""A client of the control API with nothing but the standard library, as any language could have it."""

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from tests.fixtures.patience import PATIENCE_S

JSON = dict[str, Any]


class Control:
    """Posts and gets; answers are as they came, HTTP 400 included (as `status`)."""

    def __init__(self, url: str) -> None:
        self._url = url

    def post(self, path: str, **told: Any) -> JSON:
        """Do something; `who` becomes `as`."""
        if "who" in told:
            told["as"] = told.pop("who")
        body = json.dumps(told).encode()
        return self._ask(urllib.request.Request(self._url + path, body, {"Content-Type": "application/json"}))

    def get(self, path: str, **query: Any) -> JSON:
        """Look at something; `who` becomes `as`."""
        if "who" in query:
            query["as"] = query.pop("who")
        return self._ask(urllib.request.Request(f"{self._url}{path}?{urllib.parse.urlencode(query)}"))

    def said(self, text: str, **query: Any) -> list[JSON]:
        """Wait for messages in the shared channel that say something."""
        return list(
            self.get("messages", channel="tam-partiful", text=text, wait=PATIENCE_S, **query)["messages"]
        )

    def _ask(self, request: urllib.request.Request) -> JSON:
        try:
            with urllib.request.urlopen(request) as answer:
                return dict(json.load(answer))
        except urllib.error.HTTPError as refused:
            with refused:
                return {**json.load(refused), "status": refused.code}
