"""The scheduler: it wakes the sweep, survives what the sweep throws, and stops."""

import threading

from bot.jobs.scheduler import Jobs
from tests.fixtures.patience import PATIENCE_S


def test_the_sweep_runs_at_once_and_again() -> None:
    twice = threading.Semaphore(0)
    jobs = Jobs(twice.release, sweep_every=0.05)
    jobs.start()
    assert twice.acquire(timeout=PATIENCE_S)
    assert twice.acquire(timeout=PATIENCE_S)
    jobs.stop()


def test_a_sweep_that_raises_is_run_again() -> None:
    twice = threading.Semaphore(0)

    def fail() -> None:
        twice.release()
        raise ConnectionError("the database is away")

    jobs = Jobs(fail, sweep_every=0.05)
    jobs.start()
    assert twice.acquire(timeout=PATIENCE_S)
    assert twice.acquire(timeout=PATIENCE_S)
    jobs.stop()


def test_waking_does_not_wait_for_the_next_turn() -> None:
    swept = threading.Semaphore(0)
    jobs = Jobs(swept.release, sweep_every=3600)
    jobs.start()
    assert swept.acquire(timeout=PATIENCE_S)
    jobs.wake()
    assert swept.acquire(timeout=PATIENCE_S)
    jobs.stop()


def test_stopping_waits_for_the_sweep_under_way_and_may_be_said_twice() -> None:
    begun, gate, ended = threading.Event(), threading.Event(), threading.Event()

    def sweep() -> None:
        begun.set()
        gate.wait(PATIENCE_S)
        ended.set()

    jobs = Jobs(sweep, daily={"prune": lambda: None}, sweep_every=3600)
    jobs.start()
    assert begun.wait(PATIENCE_S)
    stopping = threading.Thread(target=jobs.stop)
    stopping.start()
    gate.set()
    stopping.join(PATIENCE_S)
    assert ended.is_set()
    jobs.stop()
