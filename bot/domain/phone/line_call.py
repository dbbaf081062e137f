"""A call to the support line: where it stands, and what each thing that happens makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.domain.tams import Role

TRIES: Final = 3
"""How often a PIN may be typed in one call."""


class Stage(StrEnum):
    """What a call waits for."""

    PIN = "pin"
    CHOICE = "choice"
    """Which open ticket it is about, or none of them."""
    RINGING = "ringing"
    """Somebody is rung, or is next to be rung."""
    VOICEMAIL = "voicemail"
    OVER = "over"


class CallOutcome(StrEnum):
    """How a call went, once that is known."""

    ANSWERED = "answered"
    MISSED = "missed"
    """Everybody was rung; nobody took it."""
    ABANDONED = "abandoned"
    """The caller hung up before anybody took it."""
    REFUSED = "refused"
    """No PIN of ours was typed."""
    LOCKED_OUT = "locked_out"
    """Too many wrong PINs came from that number before."""

    @property
    def waits(self) -> bool:
        """Tell whether a customer called and nobody has spoken with them."""
        return self in (CallOutcome.MISSED, CallOutcome.ABANDONED)


@dataclass(frozen=True, slots=True)
class Callee:
    """Somebody who is rung: by their key of the runbook's people."""

    role: Role
    name: str
    person: str


@dataclass(frozen=True, slots=True)
class LineCall:
    """One call. What is said next follows from this alone, so that a repeated request hears the same."""

    stage: Stage = Stage.PIN
    step: int = 1
    """Counts up whenever something else is asked: what answers an earlier question is a repetition."""
    tries: int = 0
    wrong: int = 0
    """How many PINs were typed that nobody has; what is left empty is a try, but no guess."""
    account: str | None = None
    offered: tuple[int, ...] = ()
    """The open tickets that it may be about, by the keys to press from 1 on."""
    ticket: int | None = None
    """The ticket that it is about, or that was opened for it."""
    rung: tuple[Callee, ...] = ()
    """Who was rung, the last one perhaps still."""
    accepted_at: datetime | None = None
    """When whoever is rung pressed 1; a voicemail presses nothing."""
    outcome: CallOutcome | None = None

    @property
    def callee(self) -> Callee | None:
        """Return who was rung last."""
        return self.rung[-1] if self.rung else None

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more can come of it."""
        return self.stage is Stage.OVER

    def asks(self, stage: Stage, step: int) -> bool:
        """Tell whether it waits for the answer to that very question."""
        return self.stage is stage and self.step == step


def wrong_pin(call: LineCall, *, typed: bool) -> LineCall:
    """Return the call after a PIN that nobody has, or after none was typed."""
    tries, wrong = call.tries + 1, call.wrong + typed
    call = replace(call, step=call.step + 1, tries=tries, wrong=wrong)
    return _over(call, CallOutcome.REFUSED) if tries >= TRIES else call


def locked_out(call: LineCall) -> LineCall:
    """Return the call of somebody whose PIN is not even looked at."""
    return _over(call, CallOutcome.LOCKED_OUT)


def recognised(call: LineCall, account: str, offered: Sequence[int]) -> LineCall:
    """Return the call after an account's PIN was typed; `offered` are its open tickets."""
    stage = Stage.CHOICE if offered else Stage.RINGING
    return replace(call, stage=stage, step=call.step + 1, account=account, offered=tuple(offered))


def chosen(call: LineCall, pressed: str) -> LineCall:
    """Return the call after the choice of a ticket; any other key, or none, is something new."""
    number = int(pressed) if pressed.isascii() and pressed.isdigit() else 0
    ticket = call.offered[number - 1] if 1 <= number <= len(call.offered) else None
    return replace(call, stage=Stage.RINGING, step=call.step + 1, ticket=ticket)


def rings(call: LineCall, callee: Callee | None) -> LineCall:
    """Return the call that rings somebody next; with nobody left, a message can be left."""
    if callee is None:
        stage, outcome = Stage.VOICEMAIL, CallOutcome.MISSED
        return replace(call, stage=stage, step=call.step + 1, accepted_at=None, outcome=outcome)
    return replace(call, step=call.step + 1, rung=(*call.rung, callee), accepted_at=None)


def accepted(call: LineCall, step: int, now: datetime) -> LineCall:
    """Return the call after whoever is rung pressed 1; once is enough, and too late is nothing."""
    if not call.asks(Stage.RINGING, step) or call.accepted_at is not None:
        return call
    return replace(call, accepted_at=now)


def talked(call: LineCall) -> LineCall:
    """Return the call after two people spoke: somebody accepted it, and both were connected."""
    return _over(call, CallOutcome.ANSWERED)


def hung_up(call: LineCall) -> LineCall:
    """Return the call after the caller is gone.

    Who accepted it may have spoken with them: what became of that is told by the end of the ringing. And a
    message that they left may be told of later than that they are gone.
    """
    if call.stage is Stage.PIN:
        return _over(call, CallOutcome.REFUSED)
    if call.stage in (Stage.CHOICE, Stage.RINGING):
        return _over(call, CallOutcome.ABANDONED)
    return call


def recorded(call: LineCall) -> LineCall:
    """Return the call after a message was left, or none was."""
    return replace(call, stage=Stage.OVER)


def _over(call: LineCall, outcome: CallOutcome) -> LineCall:
    return replace(call, stage=Stage.OVER, outcome=outcome)
