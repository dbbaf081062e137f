"""Webhooks: what happens to tickets, posted to the app, signed as Zendesk signs."""

import base64
import hashlib
import hmac
import itertools
import json
from dataclasses import dataclass
from typing import Final

from playground.console.console_account import ConsoleAccount
from playground.console.desk_json import zendesk_time
from playground.pager.app_requests import AppRequests
from playground.to_app.arrivals import Arrivals
from playground.workspace.clock_mover import TimeSource
from playground.workspace.json_types import JSON

_TRIES: Final = 3
_SENT_AGAIN: Final = (0, 409, 429, 503)


@dataclass(frozen=True, slots=True)
class _Invocation:
    id: str
    body: bytes


class TicketWebhooks:
    """Sends webhooks; lives on the server's event loop. `wall` is what a signature's time is read from."""

    def __init__(self, account: ConsoleAccount, clock: TimeSource, wall: TimeSource) -> None:
        self._account, self._wall = account, wall
        self._requests = AppRequests(waits_s=10.0)
        self._numbers = itertools.count(1)
        self.url = ""
        self.arrivals = Arrivals(self._send, clock)

    async def tell(self, event: JSON) -> None:
        """Tell of an event, if anybody wants to know."""
        if self.url:
            body = f"{json.dumps(event, indent=2)}\n".encode()
            await self.arrivals.tell(_Invocation(f"01PLAYGROUND{next(self._numbers):014}", body))

    async def close(self) -> None:
        """Close what connections there are."""
        await self._requests.close()

    async def _send(self, invocation: _Invocation) -> None:
        for _ in range(_TRIES):
            answer = await self._requests.body(self.url, invocation.body, self._headers(invocation))
            if answer.status not in _SENT_AGAIN:
                return

    def _headers(self, invocation: _Invocation) -> dict[str, str]:
        stamp = zendesk_time(self._wall.now())
        return {
            "X-Zendesk-Webhook-Signature": zendesk_signature(
                self._account.webhook_secret, stamp, invocation.body
            ),
            "X-Zendesk-Webhook-Signature-Timestamp": stamp,
            "X-Zendesk-Account-Id": str(self._account.id),
            "X-Zendesk-Webhook-Id": self._account.webhook_id,
            "X-Zendesk-Webhook-Invocation-Id": invocation.id,
            "User-Agent": "Zendesk Webhook",
        }


def zendesk_signature(secret: str, stamp: str, body: bytes) -> str:
    """Return what Zendesk signs a webhook with: its time and its body, by the secret as it is shown."""
    digest = hmac.new(secret.encode(), stamp.encode() + body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()
