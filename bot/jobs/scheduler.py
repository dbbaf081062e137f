"""When things run: the sweep every few seconds, and what the calendar asks for."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC
from typing import Final

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import STATE_PAUSED, STATE_RUNNING
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import SystemClock

log = logging.getLogger(__name__)

SWEEP_SECONDS: Final = 5

Job = Callable[[], object]


class Jobs:
    """The scheduler: it only wakes the sweep and the calendar jobs; what is due stands in the database.

    Its job store is its own memory, never shared, so each replica wakes by itself.
    """

    def __init__(
        self,
        sweep: Job,
        *,
        daily: Mapping[str, Job] | None = None,
        at_start: Mapping[str, Job] | None = None,
        each_minute: Mapping[str, Job] | None = None,
        sweep_every: float = SWEEP_SECONDS,
    ) -> None:
        """Make the jobs: `sweep` every `sweep_every` seconds, each `daily` job (by name) at 04:17 UTC.

        Those `at_start` run once as soon as the scheduler does, which waits for none of them; those of
        `each_minute` from then on every minute.
        """
        # A run that was slept through is made up for once, however late.
        self._scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self._scheduler.add_job(
            _guarded("sweep", sweep), IntervalTrigger(seconds=sweep_every, timezone=UTC), id="sweep"
        )
        for name, job in (at_start or {}).items():
            self._scheduler.add_job(_guarded(name, job), id=f"{name} at start")
        for name, job in (each_minute or {}).items():
            minute = IntervalTrigger(minutes=1, timezone=UTC)
            soon = SystemClock().now()
            self._scheduler.add_job(_guarded(name, job), minute, id=name, next_run_time=soon)
        for name, job in (daily or {}).items():
            self._scheduler.add_job(
                _guarded(name, job), CronTrigger(hour=4, minute=17, timezone=UTC), id=name
            )

    def start(self) -> None:
        """Begin to run the jobs; what fell due while nobody looked is swept at once."""
        self._scheduler.start()
        self.wake()

    def wake(self) -> None:
        """Have the sweep run now: the clock was moved, or the bot has just started."""
        self._scheduler.modify_job("sweep", next_run_time=SystemClock().now())

    def pause(self) -> None:
        """Start nothing more until `resume`; whatever is under way is finished."""
        if self._scheduler.state == STATE_RUNNING:
            self._scheduler.pause()

    def resume(self) -> None:
        """Begin again after a pause; what fell due meanwhile is swept at once."""
        if self._scheduler.state == STATE_PAUSED:
            self._scheduler.resume()
            self.wake()

    def stop(self) -> None:
        """Start nothing more and wait for the jobs under way."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)


def _guarded(name: str, job: Job) -> Job:
    def run() -> None:
        try:
            job()
        except Exception:
            # The next run finds the same rows; a job that raised must not end the others.
            log.exception("The job %s failed", name)

    return run
