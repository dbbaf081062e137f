"""The Web API over HTTP: arguments from anywhere, tokens, scopes, faults, rate limits, and the answer."""

import asyncio
import json
import time

from aiohttp import web

from playground.to_app.journal import Journal, JournalEntry
from playground.web_api import (
    chat,
    conversations,
    files,
    people,
    reactions_and_pins,
    scheduling,
    session,
    views,
)
from playground.web_api.call import ApiCall, ApiContext, Method
from playground.web_api.rate_limits import RateLimits
from playground.workspace.faults import Faults
from playground.workspace.json_types import JSON
from playground.workspace.seed import Installation
from playground.workspace.state import SlackError

METHODS = {
    **session.METHODS,
    **chat.METHODS,
    **scheduling.METHODS,
    **conversations.METHODS,
    **people.METHODS,
    **reactions_and_pins.METHODS,
    **views.METHODS,
    **files.METHODS,
}
_LOOK_AGAIN = 0.05
_TOKENLESS = {"api.test", "blocks.validate"}
_WITH_THE_APPS_TOKEN = {"apps.connections.open", "apps.event.authorizations.list"}


class WebApi:
    """Answers `/api/METHOD`, and takes the bytes of uploads."""

    def __init__(self, context: ApiContext, faults: Faults, journal: Journal, limits: RateLimits) -> None:
        self._context, self._faults, self._journal = context, faults, journal
        self._limits = limits

    def add_to(self, app: web.Application) -> None:
        """Register the routes."""
        app.router.add_route("*", "/api/{method}", self._answer)
        app.router.add_route("POST", "/upload/{file}", self._upload)
        app.router.add_get("/files-pri/{file}/{name}", self._download)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method, started = request.match_info["method"], time.monotonic()
        try:
            arguments = await _arguments(request)
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_json"})
        token = _token(request, arguments)
        entry = self._journal.note("call", method, {k: v for k, v in arguments.items() if k != "token"})
        await self._slowed(method)
        failure = self._failure(method, arguments)
        if failure is not None:
            entry.ok, entry.response = False, {"error": failure.reason}
            return failure
        answer = self._carry_out(method, arguments, token, entry)
        entry.ms, entry.response, entry.ok = (time.monotonic() - started) * 1000, answer, bool(answer["ok"])
        if self._faults.loses_answer(method):
            entry.response, entry.kind = {"error": "the connection was closed without an answer"}, "fault"
            if request.transport is not None:
                request.transport.close()
            return web.Response()
        return web.json_response(
            answer, headers={"X-OAuth-Scopes": ",".join(self._context.state.manifest.scopes)}
        )

    async def _slowed(self, method: str) -> None:
        """Wait for as long as a call takes while Slack is slow; once it no longer is, none is held up."""
        begun = time.monotonic()
        while (left := self._faults.delay(method) - (time.monotonic() - begun)) > 0:
            await asyncio.sleep(min(left, _LOOK_AGAIN))

    def _failure(self, method: str, arguments: JSON) -> web.Response | None:
        """Return an ordered failure or a rate limit, if there is one."""
        ordered = self._faults.next_failure(method)
        if ordered is None:
            pause = self._limits.wait(method, str(arguments.get("channel", "")))
            ordered = ("ratelimited", 429, pause) if pause else None
        if ordered is None:
            return None
        error, status, retry_after = ordered
        if status == 429:
            headers = {"Retry-After": str(retry_after)}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        if status != 200:
            return web.Response(status=status, text="upstream error")
        return web.json_response({"ok": False, "error": error or "fatal_error"})

    def _carry_out(self, method: str, arguments: JSON, token: str, entry: JournalEntry) -> JSON:
        try:
            function, scopes, install = self._admit(method, token)
            call = ApiCall(self._context, install, arguments)
            call.scope(*scopes)
            with self._context.state.lock:
                return {"ok": True, **function(call)}
        except SlackError as refused:
            metadata = refused.more.get("response_metadata")
            entry.problems = metadata["messages"] if isinstance(metadata, dict) else []
            return {"ok": False, "error": refused.error, **refused.more}

    def _admit(self, method: str, token: str) -> tuple[Method, tuple[str, ...], Installation]:
        """Return the method, its scopes and who calls; refuse an unknown one, and a wrong token."""
        found = METHODS.get(method)
        if found is None:
            raise SlackError("unknown_method", req_method=method)
        state = self._context.state
        if method in _TOKENLESS:
            return *found, state.home
        if not token:
            raise SlackError("not_authed")
        bots = {one.bot_token: one for one in state.bots.values()}
        if token != state.app.app_token and token not in bots:
            raise SlackError("invalid_auth")
        if (token == state.app.app_token) != (method in _WITH_THE_APPS_TOKEN):
            raise SlackError("not_allowed_token_type")
        install = bots.get(token, state.home)
        if token in bots and install.team_id not in state.installs:
            raise SlackError("account_inactive")
        return *found, install

    async def _upload(self, request: web.Request) -> web.Response:
        file = self._context.state.files.get(request.match_info["file"])
        if file is None:
            return web.Response(status=404, text="file not found")
        if request.content_type.startswith("multipart/"):
            form = await request.post()
            parts = [one.file.read() for one in form.values() if isinstance(one, web.FileField)]
            file.content = b"".join(parts)
        else:
            file.content = await request.read()
        return web.Response(text=f"OK - {len(file.content)}")

    async def _download(self, request: web.Request) -> web.Response:
        """Give a file's bytes to the app, whose token Slack wants to see here as well."""
        state, token = self._context.state, _token(request, {})
        if token not in {one.bot_token for one in state.installs.values()}:
            raise web.HTTPFound("/")  # Slack shows its sign-in page
        file = state.files.get(request.match_info["file"])
        if file is None:
            return web.Response(status=404, text="file not found")
        if not state.manifest.has_any_scope(["files:read"]):
            return web.Response(status=403, text="missing_scope")
        return web.Response(body=file.content, content_type=file.mimetype)


async def _arguments(request: web.Request) -> JSON:
    """Return query string, form, multipart and JSON in one; a later source wins."""
    found: JSON = dict(request.query)
    if request.content_type == "application/json":
        body = await request.text()
        data = json.loads(body) if body else {}
        if not isinstance(data, dict):
            raise ValueError(body)
        return found | data
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        found |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    return found


def _token(request: web.Request, arguments: JSON) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else str(arguments.get("token") or "")
