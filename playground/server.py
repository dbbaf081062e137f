"""The playground as a whole: its parts wired together, and a thread that serves them."""

import asyncio
import socket
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from datetime import UTC, datetime
from email.utils import format_datetime
from types import TracebackType
from typing import Final, TypeVar

from aiohttp import web

from playground.control.administrator_api import AdministratorApi
from playground.control.origin_check import check_origin
from playground.page.starting_over import StartingOver
from playground.parts import Parts
from playground.people.persona import Persona
from playground.scenarios import PATIENCE, Scenario, ScenarioRun
from playground.timing import Timing
from playground.workspace.clock_mover import ClockMover, TimeSource
from playground.workspace.json_types import JSON
from playground.workspace.seed import Seed

Result = TypeVar("Result")

_WAITING_ROOM: Final = 128
"""So many connections may wait to be accepted."""
_TURNS_TO_BEGIN: Final = 3
_LARGEST_REQUEST = 50 * 1024 * 1024


class Playground(AdministratorApi):
    """A Slack workspace in a box: start it, point an app's SLACK_API_URL at `api_url`, act as its people."""

    def __init__(
        self,
        seed: Seed,
        clock: TimeSource,
        *,
        time_machine: ClockMover | None = None,
        port: int = 0,
        host: str = "127.0.0.1",
        strict: bool = True,
        rate_limits: bool = False,
        timing: Timing | None = None,
        request_url: str = "",
        wall: TimeSource | None = None,
        start_over: Callable[[], object] | None = None,
    ) -> None:
        self.seed, self._host, self._port = seed, host, port
        parts = Parts(
            seed,
            clock,
            wall=wall or clock,
            mover=time_machine,
            strict=strict,
            rate_limits=rate_limits,
            timing=timing or Timing(),
            request_url=request_url,
        )
        self._parts, self._state = parts, parts.state
        self._starting_over = StartingOver(start_over)
        self.faults, self.workspace = parts.faults, parts.workspace
        self.exchange, self.pager, self.console = parts.exchange, parts.pager, parts.console
        self._timing = timing or Timing()
        self.url = ""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stop: asyncio.Event | None = None

    @property
    def api_url(self) -> str:
        """Return what an app needs as SLACK_API_URL."""
        return f"{self.url}api/"

    def start(self) -> "Playground":
        """Serve in a thread of its own; return once it listens. Raises OSError if the port is taken."""
        ready: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(ready,), name="playground", daemon=True)
        self._thread.start()
        ready.result(timeout=30)
        return self

    def stop(self) -> None:
        """Close every connection and end the thread."""
        thread, loop, stop = self._thread, self._loop, self._stop
        if thread is None:
            return
        if loop is not None and stop is not None and thread.is_alive():
            loop.call_soon_threadsafe(stop.set)
        thread.join(timeout=30)
        self._thread = None

    def __enter__(self) -> "Playground":
        """Start."""
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()

    def acting_as(self, user: str) -> Persona:
        """Return a person to act as."""
        self._state.person(user)
        return Persona(user, self, self._state, self._parts.views, self.workspace)

    def options(self, request: dict[str, str]) -> JSON:
        """Return what a menu offers one person (see PAGE_API.md, /page/options)."""
        return self._on_loop(self._parts.menu_options.offered(request))

    def act(self, request: JSON) -> JSON:
        """Do one thing as one person (see PAGE_API.md) and return what they see."""
        return self._on_loop(self._parts.user_actions.act(request))

    def travel_to(self, instant: datetime) -> None:
        """Move the clock with the time machine; return once everything due until then was done."""
        self._on_loop(self._parts.clock_moves.go(instant))

    def do(self, request: JSON) -> JSON:
        """Do one thing as one person, in their words: names for ids, labels for action ids."""
        return self._on_loop(self._parts.named_actions.do(request))

    def manage(self, action: str, told: JSON) -> JSON:
        """Do what administrators do, in their words."""

        async def work() -> JSON:
            return self._parts.named_actions.manage(action, told)

        return self._on_loop(work())

    def play(
        self,
        scenario: Scenario,
        settle: Callable[[], None],
        tell: Callable[[str], None],
        patience: float = PATIENCE,
    ) -> None:
        """Play a scenario; raises ScenarioFailed at the first step that goes otherwise.

        `settle` waits until the app has nothing left to say; `tell` takes the transcript, line by line;
        `patience` is for what the app shows a moment later, in real seconds.
        """
        outside = self._parts.outside_view
        ScenarioRun(self, self._state, self.workspace, scenario, settle, tell, outside, patience).run()

    @property
    def recorded(self) -> str:
        """Return what people did so far as the text of a scenario file."""
        return self._parts.recording.as_scenario()

    def administer(self, do: str, **arguments: object) -> JSON:
        """Do what administrators do (see `Administration.actions`); return its result."""

        async def work() -> JSON:
            return self._parts.administration.do(do, arguments)

        return self._on_loop(work())

    def set_request_url(self, address: str) -> bool:
        """Send to this address from now on ("": over Socket Mode); tell whether the app answers there."""

        return self._on_loop(self._parts.request_url.move_to(address))

    @property
    def outside_next_at(self) -> datetime | None:
        """Return when a phone stops ringing, or something else happens outside Slack by itself."""
        found = (self._parts.pager.next_at, self._parts.console.next_at)
        return min((at for at in found if at is not None), default=None)

    def pass_time_outside(self) -> None:
        """Do what is due there by the clock."""

        async def work() -> None:
            await self._parts.pager.pass_time()
            await self._parts.console.pass_time()

        self._on_loop(work())

    def set_pager(self, name: str, **told: object) -> None:
        """Set what `POST /control/pager/NAME` sets."""

        async def work() -> JSON:
            return self._parts.pager_switches.set(name, told)

        self._on_loop(work())

    def set_console(self, name: str, **told: object) -> None:
        """Set what `POST /control/console/NAME` sets."""

        async def work() -> JSON:
            return self._parts.console_switches.set(name, told)

        self._on_loop(work())

    def expire_triggers(self) -> None:
        """Let every trigger_id handed out so far be too old, as after three seconds."""
        self._parts.triggers.expire()

    def refresh_sockets(self) -> None:
        """Ask the app to connect again, as Slack does every few hours."""
        assert self._loop is not None
        self._loop.call_soon_threadsafe(lambda: self._parts.deliveries.background(self._parts.hub.refresh()))

    def close_sockets(self) -> None:
        """Close the app's sockets from this side; an SDK client that closes first waits for seconds."""
        self._on_loop(self._parts.hub.close())

    def _on_loop(self, work: Coroutine[object, None, Result]) -> Result:
        if self._loop is None:
            work.close()
            raise RuntimeError("the playground is not running")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=300)

    def _run(self, ready: "Future[None]") -> None:
        asyncio.run(self._serve(ready))

    async def _serve(self, ready: "Future[None]") -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1)
        try:
            await runner.setup()
            door = socket.create_server((self._host, self._port), backlog=_WAITING_ROOM)
            await web.SockSite(runner, door).start()
        except (OSError, OverflowError) as error:
            await runner.cleanup()
            ready.set_exception(error)
            return
        self.url = f"http://{self._host}:{runner.addresses[0][1]}/"
        self._state.url = self.url
        ready.set_result(None)
        passing = self._passing_time()
        await self._stop.wait()
        for one in passing:
            one.cancel()
        await _let_nobody_in(door)
        self._parts.page.stop()
        await self._parts.deliveries.stop()
        await self._parts.request_url.close()
        await self._parts.pager.close()
        await self._parts.console.close()
        await self._parts.hub.close()
        await runner.cleanup()
        self._loop = None

    def _passing_time(self) -> "list[asyncio.Task[None]]":
        """Have phones stop ringing and scheduled messages posted where time passes by itself."""
        every = self._timing.looks_every
        keepers = (self._parts.pager, self._parts.console, self._parts.clock_moves) if every else ()
        return [asyncio.create_task(keeper.keep_time(every)) for keeper in keepers]

    def _application(self) -> web.Application:
        app = web.Application(client_max_size=_LARGEST_REQUEST, middlewares=[check_origin])
        for routes in (self._starting_over, *self._parts.routes):
            routes.add_to(app)
        app.router.add_get("/link/", self._parts.hub.connect)
        app.on_response_prepare.append(self._date)
        return app

    async def _date(self, request: web.Request, response: web.StreamResponse) -> None:
        """Say when it is by Slack's own clock, as each of its answers does."""
        response.headers["Date"] = format_datetime(self._state.clock.now().astimezone(UTC), usegmt=True)


async def _let_nobody_in(door: socket.socket) -> None:
    """Accept no further connection, and let those that were just accepted begin.

    asyncio loses a connection, unclosed, that it has accepted and not yet begun when its server is closed.
    """
    asyncio.get_running_loop().remove_reader(door)
    for _ in range(_TURNS_TO_BEGIN):
        await asyncio.sleep(0)
