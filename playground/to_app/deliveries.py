"""Deliveries to the app: envelopes, the wait for their acknowledgement, and redelivery of events."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Literal

from playground.timing import Timing
from playground.to_app.acknowledgement import Acknowledgement
from playground.to_app.http_mode import RequestUrl
from playground.to_app.journal import Journal, JournalEntry
from playground.to_app.socket_mode import SocketHub
from playground.workspace.json_types import JSON
from playground.workspace.state import WorkspaceState


class Deliveries:
    """Sends envelopes over Socket Mode, or to the request URL. Lives on the server's event loop."""

    def __init__(
        self, state: WorkspaceState, hub: SocketHub, request_url: RequestUrl, journal: Journal, timing: Timing
    ) -> None:
        self._state, self._hub, self._journal, self._timing = state, hub, journal, timing
        self._request_url = request_url
        self._asking = 0
        self._waiting: dict[str, asyncio.Future[JSON]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._count = 0
        hub.on_ack = self._acknowledged

    @property
    def outstanding(self) -> int:
        """Return how many deliveries are neither acknowledged nor given up."""
        return len(self._tasks) + self._asking

    @property
    def reachable(self) -> bool:
        """Tell whether the app has a socket open, or takes requests over HTTP."""
        return bool(self._request_url.address) or self._hub.count > 0

    def background(self, work: Coroutine[object, None, None]) -> None:
        """Run something beside whatever goes on, until done or the server stops."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        with self._state.changing():
            pass
        if not task.cancelled() and task.exception() is not None:
            task.get_loop().call_exception_handler(
                {"message": "delivery failed", "exception": task.exception()}
            )

    async def stop(self) -> None:
        """Give up everything under way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def ask(self, kind: Literal["slash_commands", "interactive"], payload: JSON) -> Acknowledgement:
        """Send a command or an interaction and wait for the acknowledgement; these are never repeated."""
        title = payload.get("command") or payload["type"]
        entry = self._journal.note("envelope", title, payload, to_app=True)
        return await self._deliver(
            {"type": kind, "payload": payload, "accepts_response_payload": True}, entry
        )

    def tell(self, payload: JSON) -> None:
        """Send an event in the background, again and again as Slack does while nobody acknowledges."""
        self.background(self._tell(payload))

    async def _tell(self, payload: JSON) -> None:
        reason = ""
        for attempt, pause in enumerate((0.0, *self._timing.redeliver_after)):
            if pause:
                await asyncio.sleep(pause)
            title = payload["event"]["type"]
            entry = self._journal.note("envelope", title, payload, to_app=True, attempt=attempt)
            envelope = {"type": "events_api", "payload": payload, "accepts_response_payload": False}
            answer = await self._deliver(envelope | {"retry_attempt": attempt, "retry_reason": reason}, entry)
            if answer.ok or not answer.try_again:
                return
            reason = answer.reason

    async def _deliver(self, envelope: JSON, entry: JournalEntry) -> Acknowledgement:
        started = time.monotonic()
        self._asking += 1
        try:
            if self._request_url.address:
                answer = await self._request_url.send(envelope)
            else:
                answer = await self._over_a_socket(envelope)
        finally:
            self._asking -= 1
        with self._state.changing():
            entry.ms = (time.monotonic() - started) * 1000
            entry.ok, entry.response = answer.ok, answer.payload if answer.ok else {"error": answer.failure}
        return answer

    async def _over_a_socket(self, envelope: JSON) -> Acknowledgement:
        self._count += 1
        envelope_id = f"{self._count:08x}-0000-4000-8000-000000000000"
        future: asyncio.Future[JSON] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = future
        try:
            if not await self._hub.send({"envelope_id": envelope_id, **envelope}):
                return Acknowledgement("dispatch_failed", reason="connection_failed")
            return Acknowledgement("", await asyncio.wait_for(future, self._timing.ack_within))
        except TimeoutError:
            return Acknowledgement("operation_timeout", reason="timeout")
        finally:
            del self._waiting[envelope_id]

    def _acknowledged(self, envelope_id: str, payload: JSON) -> None:
        future = self._waiting.get(envelope_id)
        if future is not None and not future.done():
            future.set_result(payload)
