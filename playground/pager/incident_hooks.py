"""PagerDuty's webhooks, version 3: how incidents stand, to an app that is given up if it refuses thrice."""

import json

from playground.pager.app_requests import AppRequests, pagerduty_signature
from playground.pager.callbacks import Callbacks
from playground.pager.exchange import Exchange, Incident
from playground.to_app.arrivals import Arriving
from playground.workspace.json_types import JSON

_MOST_REFUSALS, _TRIES = 3, 3


class IncidentHooks:
    """Sends webhooks; lives on the server's event loop."""

    def __init__(self, requests: AppRequests, exchange: Exchange, callbacks: Callbacks) -> None:
        self._requests, self._exchange, self._callbacks = requests, exchange, callbacks
        self._refused, self._sent = 0, 0

    @property
    def given_up(self) -> bool:
        """Tell whether the subscription is disabled, as PagerDuty does after three refusals in a row."""
        return self._refused >= _MOST_REFUSALS

    def begin_again(self) -> None:
        """Send again where it was given up."""
        self._refused = 0

    async def tell(self, incident: Incident) -> None:
        """Tell how an incident stands now; as often as callbacks come."""
        url = self._exchange.addresses.webhook
        self._sent += 1
        if not url or self.given_up:
            return
        body = json.dumps({"event": self._event(incident)}).encode()
        secret = self._exchange.account.webhook_secret
        headers = {
            "X-PagerDuty-Signature": pagerduty_signature(secret, body),
            "X-Webhook-Id": f"webhook-{self._sent}",
            "User-Agent": "PagerDuty-Webhook/V3.0",
        }
        times = {Arriving.TWICE: 2, Arriving.LOST: 0}.get(self._callbacks.arrivals.arriving, 1)
        for _ in range(times):
            await self._deliver(url, body, headers)

    async def _deliver(self, url: str, body: bytes, headers: dict[str, str]) -> None:
        for _ in range(_TRIES):
            answer = await self._requests.body(url, body, headers)
            if answer.ok:
                self._refused = 0
                return
            if 400 <= answer.status < 500 and answer.status != 429:
                break  # it is not sent again
        self._refused += 1

    def _event(self, incident: Incident) -> JSON:
        agent: JSON = {"type": "events_api_v2_inbound_integration_reference", "summary": "Events API V2"}
        if incident.by:
            agent = {"type": "user_reference", "summary": incident.by}
        return {
            "id": f"01PLAYGROUND{self._sent:014}",
            "event_type": f"incident.{incident.state}",
            "resource_type": "incident",
            "occurred_at": self._exchange.clock.now().isoformat(),
            "agent": agent,
            "client": None,
            "data": {
                "id": f"Q{incident.number:013}",
                "type": "incident",
                "status": incident.state,
                "number": incident.number,
                "incident_key": incident.key,
                "title": incident.summary,
                "urgency": "high",
                "created_at": incident.at.isoformat(),
            },
        }
