"""Moving the clock: one move at a time, and the page is told while one is under way."""

import asyncio
from datetime import datetime, timedelta

from playground.control.blocking_calls import in_a_thread
from playground.timing import Timing
from playground.to_app.deliveries import Deliveries
from playground.workspace.clock_mover import ClockMover
from playground.workspace.json_types import JSON
from playground.workspace.scheduled import ScheduledMessages
from playground.workspace.state import SlackError, WorkspaceState

FARTHEST = timedelta(days=3653)
_LOOK_AGAIN = 0.005


class ClockMoves:
    """Moves the clock to another instant, if this playground has a clock that can be moved."""

    def __init__(
        self,
        state: WorkspaceState,
        time_machine: ClockMover | None,
        deliveries: Deliveries,
        timing: Timing,
        scheduled: ScheduledMessages,
    ) -> None:
        self._state, self._machine = state, time_machine
        self._deliveries, self._timing, self._scheduled = deliveries, timing, scheduled
        self._under_way = asyncio.Lock()

    @property
    def possible(self) -> bool:
        """Tell whether the clock can be moved."""
        return self._machine is not None

    @property
    def under_way(self) -> bool:
        """Tell whether it is being moved now."""
        return self._under_way.locked()

    @property
    def now(self) -> datetime:
        """Return this instant."""
        return self._state.clock.now()

    def due(self) -> list[JSON]:
        """Return what will happen, soonest first."""
        return self._machine.due() if self._machine is not None else []

    async def go(self, goal: datetime) -> datetime:
        """Go there and return the time it is then; raises SlackError where the clock cannot be moved."""
        if self._machine is None:
            raise SlackError("this_clock_cannot_be_moved")
        if abs(goal - self.now) > FARTHEST:
            raise SlackError("more_than_ten_years_away")
        async with self._under_way:
            with self._state.changing():
                pass
            await self._until_quiet()
            while (on_the_way := self._scheduled.next_before(goal)) is not None:
                await self._move(max(on_the_way, self.now))
            await self._move(goal)
        with self._state.changing():
            pass
        return self.now

    async def _move(self, goal: datetime) -> None:
        """Have the clock stand there, and Slack post what was scheduled until then."""
        assert self._machine is not None
        await in_a_thread(self._machine.move_to, goal - self._state.skew.ahead)
        self._scheduled.post_due()

    async def keep_time(self, every: float) -> None:
        """Post what is scheduled where time passes by itself, for as long as this runs."""
        while True:
            await asyncio.sleep(every)
            self._scheduled.post_due()

    async def _until_quiet(self) -> None:
        """Let the app take in what has happened at its own time; not longer than Slack would wait for it."""
        for _ in range(round(self._timing.ack_within / _LOOK_AGAIN)):
            if not self._deliveries.outstanding:
                return
            await asyncio.sleep(_LOOK_AGAIN)
