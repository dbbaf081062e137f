"""The playground as a whole: its rooms put together, and a thread that serves them."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from datetime import datetime
from types import TracebackType
from typing import Any, TypeVar

from aiohttp import web

from playground.control.administered import Administered
from playground.control.clock_moves import Journey
from playground.control.control_api import ControlApi
from playground.control.control_queries import Looking
from playground.control.origin_check import door
from playground.control.switches import Switches
from playground.page.page_api import PageApi
from playground.people.actor import Actor
from playground.people.menu_options import Offering
from playground.people.named_actions import Doing
from playground.people.onlooker import Workspace
from playground.people.recording import Recording
from playground.people.user_actions import Acting
from playground.scenarios import PATIENCE, Play, Scenario
from playground.timing import Timing
from playground.to_app.answering import Answering
from playground.to_app.deliveries import Deliveries
from playground.to_app.http_mode import RequestUrl
from playground.to_app.interactions import Interactions
from playground.to_app.journal import Journal
from playground.to_app.payloads import Payloads
from playground.to_app.socket_mode import SocketHub
from playground.web_api.call import Rooms
from playground.web_api.rate_limits import RateLimits
from playground.web_api.response_urls import Hooks
from playground.web_api.routes import WebApi
from playground.workspace.administration import Administration
from playground.workspace.callbacks import Callbacks
from playground.workspace.events import Events
from playground.workspace.faults import Faults
from playground.workspace.posting import Posting
from playground.workspace.seed import Seed
from playground.workspace.state import State, TellsTime
from playground.workspace.time_travel import TimeMachine
from playground.workspace.triggers import Triggers
from playground.workspace.views import Views

JSON = dict[str, Any]
Result = TypeVar("Result")

_LARGEST_REQUEST = 50 * 1024 * 1024


class Playground(Administered):
    """A Slack workspace in a box: start it, point an app's SLACK_API_URL at `api_url`, act as its people."""

    def __init__(
        self,
        seed: Seed,
        clock: TellsTime,
        *,
        time_machine: TimeMachine | None = None,
        port: int = 0,
        host: str = "127.0.0.1",
        strict: bool = True,
        rate_limits: bool = False,
        timing: Timing | None = None,
        request_url: str = "",
        wall: TellsTime | None = None,
    ) -> None:
        self.seed, self._host, self._port = seed, host, port
        timing = timing or Timing()
        self.faults = Faults()
        self._state = State(seed, clock, strict=strict)
        self._journal = Journal(self._state)
        self._hub = SocketHub(self._state, timing)
        self._request_url = RequestUrl(self._state, timing, wall or clock, request_url)
        self._deliveries = Deliveries(self._state, self._hub, self._request_url, self._journal, timing)
        callbacks = Callbacks(self._state, self._deliveries.tell, self.faults)
        self._events = Events(self._state, callbacks)
        self._posting = Posting(self._state, self._events)
        self._triggers = Triggers(self._state, timing)
        self._views = Views(self._state, self._posting, self._triggers)
        self._payloads = Payloads(self._state, self._triggers, self._views)
        self._answering = Answering(self._state, self._posting, self._triggers)
        self._interactions = Interactions(
            self._state, self._deliveries, self._payloads, self._views, self._answering
        )
        self._recording = Recording(self._state)
        self._acting = Acting(
            self._state, self._posting, self._views, self._events, self._interactions, self._recording
        )
        self._administration = Administration(self._state, self._posting, self._events)
        self._offering = Offering(self._state, self._acting, self._interactions, self._views)
        self._doing = Doing(self._state, self._acting, self._offering, self._administration)
        self._journey, self._limits = (
            Journey(self._state, time_machine, self._deliveries, timing),
            RateLimits(rate_limits),
        )
        self.workspace = Workspace(self._state, self._journal, self._hub, self._deliveries)
        self.url = ""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stop: asyncio.Event | None = None
        self._page: PageApi | None = None

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

    def acting_as(self, user: str) -> Actor:
        """Return a person to act as."""
        self._state.person(user)
        return Actor(user, self, self._state, self._views, self.workspace)

    def options(self, request: dict[str, str]) -> JSON:
        """Return what a menu offers one person (see PAGE_API.md, /page/options)."""
        return self._on_loop(self._offering.offered(request))

    def act(self, request: JSON) -> JSON:
        """Do one thing as one person (see PAGE_API.md) and return what they see."""
        return self._on_loop(self._acting.act(request))

    def travel_to(self, instant: datetime) -> None:
        """Move the clock with the time machine; return once everything due until then was done."""
        self._on_loop(self._journey.go(instant))

    def do(self, request: JSON) -> JSON:
        """Do one thing as one person, in their words: names for ids, labels for action ids."""
        return self._on_loop(self._doing.do(request))

    def manage(self, deed: str, told: JSON) -> JSON:
        """Do what administrators do, in their words."""

        async def work() -> JSON:
            return self._doing.manage(deed, told)

        return self._on_loop(work())

    def play(
        self,
        scenario: Scenario,
        settle: Callable[[], None],
        tell: Callable[[str], None],
        patience: float = PATIENCE,
    ) -> None:
        """Play a scenario; raises Failed at the first step that goes otherwise.

        `settle` waits until the app has nothing left to say; `tell` takes the transcript, line by line;
        `patience` is for what the app shows a moment later, in real seconds.
        """
        Play(self, self._state, self.workspace, scenario, settle, tell, patience).run()

    @property
    def recorded(self) -> str:
        """Return what people did so far as the text of a scenario file."""
        return self._recording.as_scenario()

    def administer(self, do: str, **arguments: Any) -> JSON:
        """Do what administrators do (see `Administration.DEEDS`); return what came of it."""

        async def work() -> JSON:
            return self._administration.do(do, arguments)

        return self._on_loop(work())

    def set_request_url(self, address: str) -> bool:
        """Send to this address from now on ("": over Socket Mode); tell whether the app answers there."""

        return self._on_loop(self._request_url.move_to(address))

    def expire_triggers(self) -> None:
        """Let every trigger_id handed out so far be too old, as after three seconds."""
        self._triggers.expire()

    def refresh_sockets(self) -> None:
        """Ask the app to connect anew, as Slack does every few hours."""
        assert self._loop is not None
        self._loop.call_soon_threadsafe(lambda: self._deliveries.background(self._hub.refresh()))

    def close_sockets(self) -> None:
        """Close the app's sockets from this side; an SDK client that closes first waits for seconds."""
        self._on_loop(self._hub.close())

    def _on_loop(self, work: Coroutine[Any, Any, Result]) -> Result:
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
            site = web.TCPSite(runner, self._host, self._port)
            await site.start()
        except (OSError, OverflowError) as error:
            await runner.cleanup()
            ready.set_exception(error)
            return
        self.url = f"http://{self._host}:{runner.addresses[0][1]}/"
        self._payloads.url = self._rooms.url = self.url
        ready.set_result(None)
        await self._stop.wait()
        if self._page is not None:
            self._page.stop()
        await self._deliveries.stop()
        await self._request_url.close()
        await self._hub.close()
        await runner.cleanup()
        self._loop = None

    def _application(self) -> web.Application:
        app = web.Application(client_max_size=_LARGEST_REQUEST, middlewares=[door])
        self._rooms = Rooms(self._state, self._posting, self._views, self._hub, self._deliveries)
        WebApi(self._rooms, self.faults, self._journal, self._limits).add_to(app)
        Hooks(self._answering, self._journal).add_to(app)
        app.router.add_get("/link/", self._hub.connect)
        looking = Looking(self._state, self._doing, self._views, self.workspace, self._recording)
        switches = Switches(
            self._journey, self._request_url, self._limits, self._hub, self._deliveries, self._triggers
        )
        ControlApi(self._doing, self.faults, looking, switches).add_to(app)
        self._page = PageApi(
            self._state,
            self._acting,
            self._offering,
            self._journal,
            self._deliveries,
            self._journey,
            self._recording,
            self.faults,
            self._limits,
        )
        self._page.add_to(app)
        return app
