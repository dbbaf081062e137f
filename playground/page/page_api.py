"""The page API: state, actions, the clock and the inspector, as PAGE_API.md describes them."""

import asyncio
import json
from dataclasses import asdict
from datetime import datetime, timedelta

from aiohttp import web

from playground.control.clock_moves import ClockMoves
from playground.page.page_state import PageState, person_json, workspaces_json
from playground.people.console_view import ConsoleView
from playground.people.menu_options import MenuOptions
from playground.people.pager_view import PagerView
from playground.people.recording import Recording
from playground.people.requests import BadRequest
from playground.people.user_actions import UserActions
from playground.to_app.deliveries import Deliveries
from playground.to_app.interactions import ShownToUser
from playground.to_app.journal import Journal
from playground.web_api.rate_limits import RateLimits
from playground.workspace.faults import Faults
from playground.workspace.json_types import JSON
from playground.workspace.state import SlackError, WorkspaceState

_JUST_PAST = timedelta(minutes=1)  # a press may come a moment after what it meant


class PageApi:
    """Answers the page's requests."""

    def __init__(
        self,
        state: WorkspaceState,
        user_actions: UserActions,
        menu_options: MenuOptions,
        journal: Journal,
        deliveries: Deliveries,
        clock_moves: ClockMoves,
        recording: Recording,
        faults: Faults,
        limits: RateLimits,
        pager: PagerView,
        console: ConsoleView,
    ) -> None:
        self._state, self._user_actions, self._menu_options = state, user_actions, menu_options
        self._journal, self._deliveries, self._clock_moves = journal, deliveries, clock_moves
        self._recording, self._faults, self._limits = recording, faults, limits
        self._pager, self._console, self._stopping = pager, console, asyncio.Event()

    def add_to(self, app: web.Application) -> None:
        """Register the routes."""
        app.router.add_get("/page/state", self._see)
        app.router.add_get("/page/people", self._people)
        app.router.add_get("/page/live", self._live)
        app.router.add_post("/page/act", self._act)
        app.router.add_get("/page/options", self._options)
        app.router.add_post("/page/time", self._travel)
        app.router.add_get("/page/inspector", self._inspect)
        app.router.add_get("/page/export", self._export)
        app.router.add_get("/files/{file}/{name}", self._file)
        app.on_response_prepare.append(_always_fresh)

    def stop(self) -> None:
        """End the live streams."""
        self._stopping.set()

    async def _see(self, request: web.Request) -> web.Response:
        user = request.query.get("as", "")
        newest = _count(request, "messages", 200)
        due = await asyncio.to_thread(self._clock_moves.due)
        try:
            with self._state.lock:
                seen = PageState(self._state, user, newest).everything()
                seen |= {"pager": self._pager.everything(), "console": self._console.everything(user)}
        except SlackError:
            return _bad(f"nobody is called {user!r} here")
        travel = {"can_travel": self._clock_moves.possible, "travelling": self._clock_moves.under_way}
        faults = {**self._faults.lasting(), "rate_limits": self._limits.enabled}
        now = {"now": self._now(), "time": travel, "due": due, "connected": self._deliveries.reachable}
        return web.json_response(seen | now | {"faults": faults})

    def _now(self) -> str:
        return self._state.clock.now().isoformat()

    async def _people(self, request: web.Request) -> web.Response:
        state = self._state
        with state.lock:
            people = [person_json(state, one, None) for one in state.people.values()]
        first = state.seed.start_as or next(one["id"] for one in people if one["can_act"])
        answer = {"people": people, "workspaces": workspaces_json(state), "start_as": first}
        return web.json_response(answer)

    async def _live(self, request: web.Request) -> web.StreamResponse:
        loop, rung = asyncio.get_running_loop(), asyncio.Event()

        def ring() -> None:
            loop.call_soon_threadsafe(rung.set)

        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
        )
        await response.prepare(request)
        self._state.on_change.append(ring)
        try:
            while not self._stopping.is_set():
                rung.clear()
                await response.write(f"data: {json.dumps({'rev': self._state.rev})}\n\n".encode())
                await _first(rung, self._stopping)
        except ConnectionError:
            pass
        finally:
            self._state.on_change.remove(ring)
        return response

    async def _act(self, request: web.Request) -> web.Response:
        try:
            body = await request.json()
            return web.json_response(await self._user_actions.act(body))
        except BadRequest as bad:
            return _bad(str(bad))
        except (ValueError, AttributeError):
            return _bad("the request isn't a JSON object")

    async def _options(self, request: web.Request) -> web.Response:
        query = dict(request.query)
        try:
            return web.json_response({"ok": True, **await self._menu_options.offered(query)})
        except (SlackError, ShownToUser) as refused:
            return web.json_response({"ok": False, "shown": str(refused), "options": [], "option_groups": []})
        except BadRequest as bad:
            return _bad(str(bad))

    async def _travel(self, request: web.Request) -> web.Response:
        if not self._clock_moves.possible:
            return web.json_response({"ok": False, "shown": "This playground's clock cannot be moved."})
        try:
            body = await request.json()
            goal = _goal(body, self._clock_moves.now)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            return _bad('say {"to": an ISO instant with offset} or {"by": seconds}')
        now = self._clock_moves.now
        if goal < now - _JUST_PAST:
            return web.json_response({"ok": False, "shown": "That time is past; the clock only moves on."})
        try:
            await self._clock_moves.go(max(goal, now))
        except SlackError:
            return _bad("the clock moves by ten years at most")
        return web.json_response({"ok": True, "now": self._now()})

    async def _export(self, request: web.Request) -> web.Response:
        """Give the session so far as a scenario file to keep."""
        headers = {"Content-Disposition": 'attachment; filename="scenario.yaml"'}
        text = self._recording.as_scenario()
        return web.Response(text=text, content_type="application/yaml", headers=headers)

    async def _inspect(self, request: web.Request) -> web.Response:
        entries = self._journal.entries(_count(request, "limit", 100))
        with self._state.lock:
            return web.json_response({"entries": [asdict(one) for one in entries]})

    async def _file(self, request: web.Request) -> web.Response:
        file = self._state.files.get(request.match_info["file"])
        if file is None:
            return web.Response(status=404, text="no such file")
        name = file.name.replace('"', "")
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return web.Response(body=file.content, content_type=file.mimetype, headers=headers)


async def _always_fresh(request: web.Request, response: web.StreamResponse) -> None:
    """Let no browser show what was so before."""
    response.headers.setdefault("Cache-Control", "no-cache")


def _count(request: web.Request, name: str, default: int) -> int:
    text = request.query.get(name, "")
    return max(1, int(text)) if text.isdecimal() else default


async def _first(*events: asyncio.Event) -> None:
    tasks = [asyncio.create_task(one.wait()) for one in events]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()


def _goal(body: JSON, now: datetime) -> datetime:
    if "by" in body:
        return now + timedelta(seconds=float(body["by"]))
    goal = datetime.fromisoformat(body["to"])
    if goal.tzinfo is None:
        raise ValueError("naive")
    return goal


def _bad(shown: str) -> web.Response:
    return web.json_response({"ok": False, "shown": shown}, status=400)
