"""Delivering one claimed row: try, judge the answer, and say what is to be recorded."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.outbox.carrier import Carrier, TellsOfLoss
from bot.outbox.verdict import Verdict, VerdictKind
from models.queues import outbox_queue
from models.queues.outbox import Destination, Method
from models.queues.outbox_queue import Claim

log = logging.getLogger(__name__)

FIRST_RETRY: Final = timedelta(seconds=2)
LAST_RETRY: Final = timedelta(minutes=5)
# While Slack cannot be reached a row is kept this long; what is older helps nobody any more.
GIVE_UP_AFTER: Final = timedelta(hours=24)
# While nothing passes for want of a valid token or scope, try this seldom.
LOCKED_OUT_WAIT: Final = 60.0


_POINTLESS_WHEN_GONE: Final = (Method.DELETE, Method.REACT, Method.UNREACT)
"""What has come to its end with its message."""


class End(Enum):
    """How an attempt ended."""

    SENT = auto()
    FAILED = auto()
    RETRY = auto()


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """How an attempt ended, and what is to be written down about it."""

    claim: Claim
    end: End
    channel: str = ""
    ts: str | None = None
    error: str = ""
    at: datetime | None = None
    unknown: bool = False
    sure: bool = False
    """Slack has done by now whatever it may have done."""
    refused: bool = False
    gone: bool = False
    hold_method: float = 0.0
    alert: bool = False

    def record(self, session: Session, now: datetime) -> None:
        """Write the outcome down."""
        if self.gone and self.claim.target_slot is not None:
            outbox_queue.record_gone(session, self.claim.target_slot, now)
        if self.end is End.SENT:
            outbox_queue.record_sent(session, self.claim, self.channel, self.ts, now)
        elif self.end is End.FAILED:
            outbox_queue.record_failed(session, self.claim, self.error, now)
        else:
            outbox_queue.record_retry(
                session,
                self.claim,
                self.error,
                at=self.at or now,
                unknown=self.unknown,
                refused=self.refused,
                sure=self.sure,
            )


class Delivery:
    """Delivers rows, each by its destination's carrier; safe to use from several threads."""

    def __init__(
        self,
        carriers: Mapping[Destination, Carrier],
        clock: Clock,
        max_attempts: int,
        wait_margin: timedelta,
    ) -> None:
        self._carriers = carriers
        self._clock = clock
        self._max_attempts = max_attempts
        self._wait_margin = wait_margin

    def attempt(self, claim: Claim) -> DeliveryOutcome:
        """Try to deliver a row; never raises."""
        try:
            return self._told(self._attempt(claim))
        except Exception as error:
            # Ours, not Slack's: sending again would fail again. The payload stays out of the log.
            log.exception("Outbox row %s could not be turned into a call", claim.id)
            return DeliveryOutcome(claim, End.FAILED, error=type(error).__name__, alert=True)

    def _told(self, outcome: DeliveryOutcome) -> DeliveryOutcome:
        carrier = self._carriers.get(outcome.claim.method.destination)
        if outcome.end is End.FAILED and isinstance(carrier, TellsOfLoss):
            carrier.given_up(outcome.claim)
        return outcome

    def _attempt(self, claim: Claim) -> DeliveryOutcome:
        pointless = _pointless(claim)
        if pointless:
            return DeliveryOutcome(claim, End.FAILED, error=pointless)
        carrier = self._carriers.get(claim.method.destination)
        if carrier is None:
            return DeliveryOutcome(claim, End.FAILED, error="nobody carries it", alert=True)
        if claim.resumed and carrier.looks_first(claim):
            return self._look(carrier, claim)
        return self._send(carrier, claim)

    def _look(self, carrier: Carrier, claim: Claim) -> DeliveryOutcome:
        try:
            found = carrier.find(claim)
        except carrier.errors as error:
            verdict = carrier.judge(error)
            # It is the search that was turned away: posting is not to be held up by that.
            return replace(
                self._judged(claim, verdict), unknown=True, sure=False, gone=False, hold_method=0.0
            )
        if found is not None:
            return DeliveryOutcome(claim, End.SENT, channel=found[0], ts=found[1])
        if self._clock.now() < claim.unsure_until:
            # Slack may be about to post it.
            at = min(self._later(claim), claim.unsure_until)
            return DeliveryOutcome(claim, End.RETRY, error="unsure", at=at, unknown=True)
        # Taken again it is sent on a lease, and watched for an answer, of its own.
        return DeliveryOutcome(claim, End.RETRY, error="not there", at=self._clock.now())

    def _send(self, carrier: Carrier, claim: Claim) -> DeliveryOutcome:
        if self._clock.now() > claim.lease_ends - self._wait_margin:
            # We were frozen, or the clock leapt: by now another relay may have the row.
            return DeliveryOutcome(
                claim, End.RETRY, error="lease", at=self._clock.now(), unknown=claim.resumed
            )
        try:
            channel, ts = carrier.send(claim)
        except carrier.errors as error:
            verdict = carrier.judge(error)
            lesser = _lesser(claim, verdict)
            if lesser is not None:
                log.warning("Slack refused outbox row %s as it was: %s", claim.id, verdict.error)
                return self._send(carrier, lesser)
            return self._judged(claim, verdict)
        return DeliveryOutcome(claim, End.SENT, channel=channel, ts=ts)

    def _judged(self, claim: Claim, verdict: Verdict) -> DeliveryOutcome:
        judgement = _JUDGEMENTS.get(verdict.kind, Delivery._failed)
        return judgement(self, claim, verdict)

    def _done(self, claim: Claim, verdict: Verdict) -> DeliveryOutcome:
        return DeliveryOutcome(claim, End.SENT, channel=str(claim.channel), ts=claim.target_ts)

    def _gone(self, claim: Claim, verdict: Verdict) -> DeliveryOutcome:
        if claim.method is Method.POST:
            return self._failed(claim, verdict)
        gone = verdict.error == "message_not_found"
        end = End.SENT if gone and claim.method in _POINTLESS_WHEN_GONE else End.FAILED
        return DeliveryOutcome(
            claim, end, channel=str(claim.channel), ts=claim.target_ts, error=verdict.error, gone=gone
        )

    def _failed(self, claim: Claim, verdict: Verdict) -> DeliveryOutcome:
        return DeliveryOutcome(claim, End.FAILED, error=verdict.error, alert=True)

    def _slow_down(self, claim: Claim, verdict: Verdict) -> DeliveryOutcome:
        at = self._clock.now() + timedelta(seconds=verdict.retry_after)
        return DeliveryOutcome(claim, End.RETRY, error=verdict.error, at=at, hold_method=verdict.retry_after)

    def _locked_out(self, claim: Claim, verdict: Verdict) -> DeliveryOutcome:
        at = self._clock.now() + timedelta(seconds=LOCKED_OUT_WAIT)
        return self._unless_too_old(
            DeliveryOutcome(
                claim, End.RETRY, error=verdict.error, at=at, hold_method=LOCKED_OUT_WAIT, alert=True
            )
        )

    def _unreached(self, claim: Claim, verdict: Verdict) -> DeliveryOutcome:
        at = max(self._later(claim), self._clock.now() + timedelta(seconds=verdict.retry_after))
        return self._unless_too_old(
            DeliveryOutcome(claim, End.RETRY, error=verdict.error, at=at, alert=claim.attempts == 5)
        )

    def _not_yet(self, claim: Claim, verdict: Verdict) -> DeliveryOutcome:
        at = self._clock.now() + timedelta(seconds=verdict.retry_after)
        return self._unless_too_old(DeliveryOutcome(claim, End.RETRY, error=verdict.error, at=at))

    def _unknown(self, claim: Claim, verdict: Verdict) -> DeliveryOutcome:
        return replace(self._unreached(claim, verdict), unknown=True, sure=verdict.answered)

    def _refused(self, claim: Claim, verdict: Verdict) -> DeliveryOutcome:
        if claim.refusals + 1 >= self._max_attempts:
            return self._failed(claim, verdict)
        return DeliveryOutcome(claim, End.RETRY, error=verdict.error, at=self._later(claim), refused=True)

    def _later(self, claim: Claim) -> datetime:
        doublings = min(claim.attempts - 1, 10)
        return self._clock.now() + min(FIRST_RETRY * int(2**doublings), LAST_RETRY)

    def _unless_too_old(self, outcome: DeliveryOutcome) -> DeliveryOutcome:
        if self._clock.now() - outcome.claim.created_at < GIVE_UP_AFTER:
            return outcome
        return replace(outcome, end=End.FAILED, alert=True)


_JUDGEMENTS: Final[dict[VerdictKind, Callable[[Delivery, Claim, Verdict], DeliveryOutcome]]] = {
    VerdictKind.DONE: Delivery._done,
    VerdictKind.GONE: Delivery._gone,
    VerdictKind.SLOW_DOWN: Delivery._slow_down,
    VerdictKind.LOCKED_OUT: Delivery._locked_out,
    VerdictKind.UNREACHED: Delivery._unreached,
    VerdictKind.UNKNOWN: Delivery._unknown,
    VerdictKind.NOT_YET: Delivery._not_yet,
    VerdictKind.LATER: Delivery._refused,
}


def _pointless(claim: Claim) -> str | None:
    if claim.method in (Method.POST, Method.HOME) or claim.method.destination is not Destination.SLACK:
        return None
    if claim.target_gone:
        return "the message was deleted"
    return "the message was never posted" if claim.target_ts is None else None


def _lesser(claim: Claim, verdict: Verdict) -> Claim | None:
    """Return the row without what Slack refused, if something is left to say."""
    if verdict.kind is VerdictKind.TEXT_ONLY and "blocks" in claim.payload:
        without = {name: value for name, value in claim.payload.items() if name != "blocks"}
        return replace(claim, payload=without)
    if verdict.kind is VerdictKind.NO_THREAD and claim.target_ts is not None and claim.method is Method.POST:
        return replace(claim, target_ts=None)
    return None
