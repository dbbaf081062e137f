"""PagerDuty's Events API, version 2: incidents by their keys, as strict as PagerDuty is."""

from typing import Final

from aiohttp import web

from playground.pager.exchange import Trouble
from playground.pager.pager import Pager
from playground.workspace.json_types import JSON

_ACTIONS: Final = ("trigger", "acknowledge", "resolve")
_SEVERITIES: Final = ("critical", "error", "warning", "info")
_LONGEST_KEY, _LONGEST_SUMMARY, _ROUTING_KEY = 255, 1024, 32


class PagerDutyApi:
    """Serves `/v2/enqueue`."""

    def __init__(self, pager: Pager) -> None:
        self._pager, self._exchange = pager, pager.exchange

    def add_to(self, app: web.Application) -> None:
        """Register the route."""
        app.router.add_post("/v2/enqueue", self._enqueue)

    async def _enqueue(self, request: web.Request) -> web.Response:
        event: JSON = await request.json()
        self._exchange.events.append(event)
        trouble, wrong = self._exchange.trouble(), _wrong(event)
        if trouble is Trouble.TOO_MANY:
            return web.json_response({"status": "throttle exceeded"}, status=429)
        if trouble is Trouble.BROKEN:
            return web.json_response({}, status=500)
        if wrong or trouble is Trouble.REFUSED:
            told = {"status": "invalid event", "message": "Event object is invalid", "errors": wrong}
            return web.json_response(told, status=400)
        if trouble is not Trouble.LOST:
            summary = str(event.get("payload", {}).get("summary", ""))
            changed = self._exchange.tell(event["dedup_key"], event["event_action"], summary)
            if changed is not None and event["routing_key"] == self._exchange.account.routing_key:
                self._pager.changed(changed)
        if trouble in (Trouble.LOST, Trouble.ANSWER_LOST) and request.transport is not None:
            request.transport.abort()
        done = {"status": "success", "message": "Event processed", "dedup_key": event["dedup_key"]}
        return web.json_response(done, status=202)


def _wrong(event: JSON) -> list[str]:
    """Return what PagerDuty would say is wrong with an event."""
    told, wrong = event.get("payload", {}), []
    if len(str(event.get("routing_key", ""))) != _ROUTING_KEY:
        wrong.append("Length of 'routing_key' is incorrect (should be 32 characters)")
    if event.get("event_action") not in _ACTIONS:
        wrong.append("'event_action' is invalid")
    if not 0 < len(str(event.get("dedup_key", ""))) <= _LONGEST_KEY:
        wrong.append("'dedup_key' is missing or too long")
    if event.get("event_action") == "trigger":
        if not 0 < len(str(told.get("summary", ""))) <= _LONGEST_SUMMARY:
            wrong.append("'payload.summary' is missing or blank")
        if not told.get("source"):
            wrong.append("'payload.source' is missing or blank")
        if told.get("severity") not in _SEVERITIES:
            wrong.append("'payload.severity' is invalid")
    return wrong
