"""The relay: takes rows out of the outbox, has them delivered, and records how they fared."""

import logging
import os
import socket
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.outbox.call import Fill, SlackCaller
from bot.outbox.carrier import Carrier
from bot.outbox.delivery import Delivery, DeliveryOutcome, End
from bot.outbox.pacing import Pacing
from bot.outbox.slack_carrier import SlackCarrier
from bot.outbox.zendesk.kept_inside import KeptInside
from models.queues import outbox_queue
from models.queues.outbox import Destination
from models.queues.outbox_queue import Claim, Held, Terms
from models.store.database import Database

log = logging.getLogger(__name__)

# Slack has been seen to take 14 s for a post that then stood: the client waits for longer than that.
SLOW_ANSWER_S: Final = 20
LEASE: Final = timedelta(seconds=60)
# What must be left of a lease for a call to end within it.
SEND_MARGIN: Final = timedelta(seconds=SLOW_ANSWER_S + 5)
# A post that nobody answered for may stand as late as this after it was sent.
UNSURE: Final = timedelta(seconds=SLOW_ANSWER_S + 5)
# Rows whose time has come, and what other replicas left behind, are noticed within this.
PATIENCE: Final = 0.5
AFTER_A_FAULT: Final = 1.0
ALERT_AGAIN_AFTER: Final = 600.0

Alert = Callable[[str], None]


class Relay:
    """Sends what the outbox holds: inline with `run_once()`, or on threads between `start()` and `stop()`.

    The client must not retry by itself (that would post twice) and must give up after SLOW_ANSWER_S.
    """

    def __init__(
        self,
        database: Database,
        client: SlackCaller,
        clock: Clock,
        *,
        fill: Fill,
        alert: Alert,
        carriers: Mapping[Destination, Carrier] | None = None,
        workers: int = 16,
        pace: float = 1.0,
        max_attempts: int = 8,
    ) -> None:
        """Make a relay: `pace` in seconds between two posts to a channel, `max_attempts` of refused calls.

        `carriers` are those to other destinations than Slack.
        """
        self._database = database
        self._clock = clock
        self._alert = alert
        self._workers = workers
        self._pacing = Pacing(pace)
        slack: dict[Destination, Carrier] = {
            Destination.SLACK: SlackCarrier(client, fill, KeptInside(database))
        }
        self._delivery = Delivery(slack | dict(carriers or {}), clock, max_attempts, SEND_MARGIN)
        self._name = f"{socket.gethostname()}/{os.getpid()}/{uuid.uuid4().hex[:8]}"
        self._alerted: dict[tuple[str, str | None], float] = {}
        self._in_hand: dict[int, tuple[Claim, Future[None]]] = {}
        self._finished: deque[DeliveryOutcome] = deque()
        self._wake = threading.Event()
        self._turned = threading.Condition()
        self._steps, self._idle_at = 0, 0
        self._stopping = threading.Event()
        self._pool: ThreadPoolExecutor | None = None
        self._dispatcher: threading.Thread | None = None
        _keep_payloads_out_of_the_log(client)

    def run_once(self) -> int:
        """Deliver, one after the other, all that may go at this instant; return how many were tried."""
        tried = 0
        outcomes: list[DeliveryOutcome] = []
        while claims := self._turn(outcomes, 1):
            outcomes = [self._delivery.attempt(claims[0])]
            tried += 1
        return tried

    def settle(self, timeout: float = 30.0) -> None:
        """Deliver all that may go at this instant, and wait for what the threads have under way.

        Before a clock is moved on: what is said must be said at its own time.
        """
        if self._dispatcher is None:
            self.run_once()
            return
        with self._turned:
            asked = self._steps + 1  # a look that begins after this instant
            self.wake()
            self._turned.wait_for(lambda: self._idle_at >= asked, timeout)

    def start(self) -> None:
        """Deliver on threads from now on."""
        if self._database.is_sqlite:
            # One process owns the file, so whatever was being sent was being sent by one that died.
            with self._database.begin() as session:
                outbox_queue.end_leases(session, self._clock.now())
        self._pool = ThreadPoolExecutor(self._workers, thread_name_prefix="relay")
        self._dispatcher = threading.Thread(target=self._dispatch, name="relay-dispatcher", daemon=True)
        self._database.on_commit(self.wake)
        self._dispatcher.start()
        self.wake()

    def wake(self) -> None:
        """Look at the outbox now: something was written, or the clock was moved."""
        self._wake.set()

    def stop(self, timeout: float = 10.0) -> None:
        """Take nothing more, wait up to `timeout` seconds for calls under way, and record them."""
        if self._pool is None or self._dispatcher is None:
            return
        until = time.monotonic() + timeout
        self._stopping.set()
        self.wake()
        self._dispatcher.join(timeout)
        self._pool.shutdown(wait=False, cancel_futures=True)
        begun = [future for _, future in self._in_hand.values() if not future.cancelled()]
        wait(begun, timeout=max(until - time.monotonic(), 0))
        if not self._dispatcher.is_alive():
            self._turn(self._returned() + self._collected(), 0)
        self._pool = self._dispatcher = None

    def _dispatch(self) -> None:
        while not self._stopping.is_set():
            self._wake.wait(self._patience())
            self._wake.clear()
            try:
                self._step()
            except Exception:
                # The database went away, most likely. What is finished stays in hand until it is back.
                log.exception("The relay could not use the outbox; it tries again")
                self._stopping.wait(AFTER_A_FAULT)

    def _step(self) -> None:
        with self._turned:
            self._steps += 1
        outcomes = self._collected()
        # No more than there are workers: what is taken early can be overtaken by nothing.
        free = self._workers - len(self._in_hand) + len(outcomes)
        claims = self._turn(outcomes, free)
        for outcome in outcomes:
            self._finished.popleft()
            del self._in_hand[outcome.claim.id]
        for claim in claims:
            assert self._pool is not None
            self._in_hand[claim.id] = (claim, self._pool.submit(self._work, claim))
        if claims and (self._pacing.pace or len(claims) == free):
            self.wake()  # there may be more
        if not self._in_hand:
            with self._turned:
                self._idle_at = self._steps
                self._turned.notify_all()

    def _work(self, claim: Claim) -> None:
        self._finished.append(self._delivery.attempt(claim))
        self.wake()

    def _turn(self, outcomes: Sequence[DeliveryOutcome], limit: int) -> list[Claim]:
        """Record what ended and claim what may go, in one transaction."""
        now, tick = self._clock.now(), self._clock.monotonic()
        for outcome in outcomes:
            if outcome.hold_method:
                self._pacing.wait(outcome.claim.method, outcome.hold_method, tick)
        held = self._pacing.held(tick, self._under_way(outcomes))
        if not outcomes and not self._anything_ready(now, held, limit):
            return []
        with self._database.begin() as session:
            for outcome in outcomes:
                outcome.record(session, now)
            claims = self._claim(session, now, held, limit)
        for claim in claims:
            self._pacing.leaves(claim, tick)
        for outcome in outcomes:
            if outcome.end is not End.SENT:
                self._tell(outcome, tick)
        return claims

    def _under_way(self, ended: Sequence[DeliveryOutcome]) -> list[Claim]:
        rows = {outcome.claim.id for outcome in ended}
        return [claim for row, (claim, _) in self._in_hand.items() if row not in rows]

    def _anything_ready(self, now: datetime, held: Held, limit: int) -> bool:
        # Most wake-ups find nothing: a look costs no write lock.
        if limit < 1:
            return False
        with self._database.read_connection() as connection:
            return outbox_queue.anything_ready(connection, now, held)

    def _claim(self, session: Session, now: datetime, held: Held, limit: int) -> list[Claim]:
        if limit < 1:
            return []
        paced = self._pacing.pace > 0
        return outbox_queue.claim(
            session, now, terms=Terms(self._name, LEASE, UNSURE), limit=limit, held=held, paced=paced
        )

    def _tell(self, outcome: DeliveryOutcome, tick: float) -> None:
        claim, lost = outcome.claim, outcome.end is End.FAILED
        fate = "was given up" if lost else "will be tried again"
        said = f"Outbox row {claim.id} ({claim.method} to {claim.channel}) {fate}: {outcome.error}."
        log.log(logging.WARNING if lost else logging.INFO, "%s", said)
        subject = (outcome.error, claim.channel)
        if not outcome.alert or tick - self._alerted.get(subject, -ALERT_AGAIN_AFTER) < ALERT_AGAIN_AFTER:
            return
        self._alerted[subject] = tick
        try:
            self._alert(said)
        except Exception:
            log.exception("The alert could not be raised")

    def _collected(self) -> list[DeliveryOutcome]:
        # Workers append meanwhile: iterating over the deque itself would fail.
        return [self._finished[index] for index in range(len(self._finished))]

    def _returned(self) -> list[DeliveryOutcome]:
        """Return rows that were claimed but never begun."""
        never_begun = [claim for claim, future in self._in_hand.values() if future.cancelled()]
        return [
            DeliveryOutcome(claim, End.RETRY, error="stopped", unknown=claim.resumed) for claim in never_begun
        ]

    def _patience(self) -> float:
        change = self._pacing.next_change()
        return PATIENCE if change is None else min(PATIENCE, max(change - self._clock.monotonic(), 0.0))


def _keep_payloads_out_of_the_log(client: SlackCaller) -> None:
    """Keep slack_sdk from logging requests: at DEBUG it writes whole bodies, and some hold a PIN."""
    logger = getattr(client, "_logger", None)
    if isinstance(logger, logging.Logger) and logger.level < logging.INFO:
        logger.setLevel(logging.INFO)
