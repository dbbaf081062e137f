"""Carrying rows to PagerDuty: its Events API, version 2, by one address and one key.

PagerDuty's own client brings an HTTP library for a single POST, and tries again by itself as the relay does.
"""

import http.client
import json
import urllib.request
from collections.abc import Mapping
from typing import Final
from urllib.error import HTTPError

from bot.domain.keys.said import IncidentAction
from bot.outbox.carrier import Arrived
from bot.outbox.verdict import Verdict, VerdictKind, judge, retry_after
from models.queues.outbox_queue import Claim

_PATH: Final = "/v2/enqueue"
_TIMEOUT_S: Final = 10.0


class PagerDutyCarrier:
    """Carries rows as events of one integration; an event told twice is one, by its `dedup_key`."""

    errors = (OSError, http.client.HTTPException, ValueError)

    def __init__(self, routing_key: str, url: str) -> None:
        """Take the integration's key, and the base of the address."""
        self._routing_key, self._url = routing_key, url.rstrip("/") + _PATH

    def send(self, claim: Claim) -> Arrived:
        """Tell of an event."""
        body = json.dumps({"routing_key": self._routing_key, **_event(claim.payload)}).encode()
        request = urllib.request.Request(
            self._url, body, {"Content-Type": "application/json", "User-Agent": "tam-bot"}, method="POST"
        )
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer:
            answer.read()
        return "pagerduty", str(claim.payload["incident"])

    def looks_first(self, claim: Claim) -> bool:
        """Tell that it need not be: the same event again changes nothing."""
        return False

    def find(self, claim: Claim) -> Arrived | None:
        """Find nothing: there is nothing to ask."""
        return None

    def judge(self, error: Exception) -> Verdict:
        """Tell what an answer, or the lack of one, means."""
        if not isinstance(error, HTTPError):
            return judge(error)
        if error.code == 429:
            return Verdict(VerdictKind.SLOW_DOWN, "ratelimited", retry_after(dict(error.headers)))
        kind = VerdictKind.UNKNOWN if error.code >= 500 else VerdictKind.NEVER
        return Verdict(kind, f"http_{error.code}", answered=error.code < 500)


def _event(told: Mapping[str, object]) -> dict[str, object]:
    """Return what is told of an incident as the API takes it."""
    event: dict[str, object] = {"event_action": told["action"], "dedup_key": told["incident"]}
    if told["action"] != IncidentAction.TRIGGER:
        return event
    event["client"] = "tam-bot"
    event["payload"] = {"summary": told["summary"], "source": "tam-bot", "severity": "critical"}
    if told["link"]:
        event["links"] = [{"href": told["link"], "text": "The thread in Slack"}]
    return event
