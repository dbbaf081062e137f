"""Response URLs over HTTP."""

import json

from aiohttp import web

from playground.to_app.interaction_replies import InteractionReplies
from playground.to_app.journal import Journal
from playground.workspace.json_types import JSON
from playground.workspace.state import SlackError


class ResponseUrlRoutes:
    """Answers `/hooks/response/NAME`."""

    def __init__(self, replies: InteractionReplies, journal: Journal) -> None:
        self._replies, self._journal = replies, journal

    def add_to(self, app: web.Application) -> None:
        """Register the route."""
        app.router.add_post("/hooks/response/{name}", self._respond)

    async def _respond(self, request: web.Request) -> web.Response:
        body = await _body(request)
        if body is None:
            return web.Response(status=400, text="invalid_payload")
        entry = self._journal.note("response_url", request.match_info["name"], body)
        try:
            self._replies.respond(request.match_info["name"], body)
        except SlackError as refused:
            entry.ok, entry.response = False, {"error": refused.error}
            gone = refused.error in ("expired_url", "used_url", "no_service")
            return web.json_response({"ok": False, "error": refused.error}, status=404 if gone else 200)
        entry.response = {"ok": True}
        return web.Response(text="ok")


async def _body(request: web.Request) -> JSON | None:
    """Return the posted object: JSON, or JSON in the form field `payload`."""
    text = await request.text()
    if request.content_type == "application/x-www-form-urlencoded":
        text = str((await request.post()).get("payload", ""))
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
