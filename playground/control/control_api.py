"""The control API: everything a test in any language needs, as docs/reference/playground.md describes it."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from playground.control.blocking_calls import in_a_thread
from playground.control.control_queries import ControlQueries
from playground.control.switches import SlackSwitches
from playground.people.named_actions import NamedActions
from playground.people.requests import BadRequest
from playground.workspace.faults import Faults
from playground.workspace.json_types import JSON
from playground.workspace.name_lookup import UnknownName
from playground.workspace.state import SlackError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Switch = Callable[[str, JSON], JSON]
Query = Callable[[web.Request, JSON], Awaitable[JSON]]

LONGEST_WAIT = 60.0

# What may be told of a fault.
_TOLD: dict[str, Callable[[object], bool]] = {
    "method": lambda value: value is None or isinstance(value, str),
    "error": lambda value: value is None or isinstance(value, str),
    "times": lambda value: type(value) is int and value >= 0,
    "retry_after": lambda value: type(value) is int and value >= 0,
    "status": lambda value: type(value) is int and 200 <= value <= 599,
    "seconds": lambda value: type(value) in (int, float) and 0 <= float(str(value)) <= LONGEST_WAIT,
    "how": lambda value: value in ("same_id", "new_id", None),
}


class ControlApi:
    """Serves `/control/…`: actions, administration, faults and queries."""

    def __init__(
        self,
        named_actions: NamedActions,
        faults: Faults,
        queries: ControlQueries,
        switches: SlackSwitches,
        beside: Mapping[str, Switch],
    ) -> None:
        """Take what sets things beside Slack by what it is called: `/control/NAME/SWITCH`."""
        self._named_actions, self._faults, self._queries = named_actions, faults, queries
        self._switches, self._beside = switches, beside

    def add_to(self, app: web.Application) -> None:
        """Register the routes; the general one last."""
        get, post = app.router.add_get, app.router.add_post
        get("/control/{what}", _reading(self._look))
        post("/control/admin/{action}", _telling(self._administer))
        post("/control/faults/{fault}", _telling(self._go_wrong))
        post("/control/slack/{switch}", _telling(self._switch))
        for name, switch in self._beside.items():
            post(f"/control/{name}/{{switch}}", _telling(_setting(switch)))
        post("/control/{verb}", _telling(self._act))

    async def _act(self, request: web.Request, body: JSON) -> JSON:
        return await self._named_actions.do({**body, "do": request.match_info["verb"]})

    async def _administer(self, request: web.Request, body: JSON) -> JSON:
        return self._named_actions.manage(request.match_info["action"], body)

    async def _go_wrong(self, request: web.Request, body: JSON) -> JSON:
        faults = self._faults
        known: dict[str, Callable[..., None]] = {
            "fail": faults.fail,
            "lose_answer": faults.lose_answer,
            "slow": faults.slow,
            "events_twice": faults.events_twice,
            "clear": faults.clear,
        }
        for name, value in body.items():
            if name in _TOLD and not _TOLD[name](value):
                raise BadRequest(f"{name} cannot be {value!r}")
        known[request.match_info["fault"]](**body)
        return {}

    async def _switch(self, request: web.Request, body: JSON) -> JSON:
        return await self._switches.set(request.match_info["switch"], body)

    async def _look(self, request: web.Request, body: JSON) -> JSON:
        query = dict(request.query)
        try:
            wait = min(float(query.pop("wait", 0)), LONGEST_WAIT)
        except ValueError:
            raise BadRequest("wait is a number of seconds") from None
        return await in_a_thread(self._queries.at, request.match_info["what"], query, wait)


def _setting(switch: Switch) -> Query:
    async def change(request: web.Request, body: JSON) -> JSON:
        return switch(request.match_info["switch"], body)

    return change


def _reading(query: Query) -> Handler:
    async def handle(request: web.Request) -> web.Response:
        return await _answered(query, request, {})

    return handle


def _telling(query: Query) -> Handler:
    async def handle(request: web.Request) -> web.Response:
        try:
            body = await request.json() if request.can_read_body else {}
        except ValueError:
            body = None
        if not isinstance(body, dict):
            return _bad("the request isn't a JSON object")
        return await _answered(query, request, body)

    return handle


async def _answered(query: Query, request: web.Request, body: JSON) -> web.Response:
    """Answer 200 with `ok`, or 400 for a request that makes no sense."""
    try:
        return web.json_response({"ok": True, **await query(request, body)})
    except SlackError as refused:
        return web.json_response({"ok": False, "error": refused.error})
    except (BadRequest, UnknownName) as bad:
        return _bad(str(bad))
    except (KeyError, OverflowError, TypeError, ValueError) as bad:
        return _bad(f"that makes no sense: {bad}")


def _bad(shown: str) -> web.Response:
    return web.json_response({"ok": False, "shown": shown}, status=400)
