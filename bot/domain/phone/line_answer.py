"""What a caller hears next, or whoever is rung for them: how it stands, without the words for it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.phone.line_call import Callee, CallOutcome, LineCall, Stage


class Heard(StrEnum):
    """What a caller is asked or told."""

    ASKS_PIN = "asks_pin"
    ASKS_PIN_AGAIN = "asks_pin_again"
    ASKS_PIN_NOT_TYPED = "asks_pin_not_typed"
    REFUSED = "refused"
    PIN_NOT_TYPED = "pin_not_typed"
    LOCKED_OUT = "locked_out"
    LOCKED_OUT_HIDDEN = "locked_out_hidden"
    ASKS_TICKET = "asks_ticket"
    RINGS = "rings"
    ASKS_MESSAGE = "asks_message"
    GOODBYE = "goodbye"
    """Whatever could come of the call has come."""


class KeyPressed(StrEnum):
    """What comes of the key that whoever is rung has pressed."""

    CONNECTS = "connects"
    PASSES_ON = "passes_on"
    TOO_LATE = "too_late"
    """The caller is gone, or somebody else is rung by now."""


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """What a caller hears; `step` is of the question that it asks."""

    heard: Heard
    step: int = 0
    account: str = ""
    tickets: tuple[str, ...] = ()
    """The open tickets to choose from, by what people call them."""
    callee: Callee | None = None
    instead_of: str = ""
    """Who was rung before and did not take it."""
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class CalleeHears:
    """What whoever is rung hears: whose call it is, and about which ticket; `caller` by the number."""

    account: str
    ticket: str = ""
    subject: str = ""
    caller: str = ""


def heard_next(call: LineCall, *, is_hidden: bool) -> Heard:
    """Return what a caller hears next, however often it is asked for; whether they hide their number."""
    if call.stage is Stage.PIN:
        return _asks_pin(call)
    if call.outcome is CallOutcome.LOCKED_OUT:
        return Heard.LOCKED_OUT_HIDDEN if is_hidden else Heard.LOCKED_OUT
    if call.outcome is CallOutcome.REFUSED:
        return Heard.REFUSED if call.wrong else Heard.PIN_NOT_TYPED
    return _ASKED.get(call.stage, Heard.GOODBYE)


def _asks_pin(call: LineCall) -> Heard:
    if not call.tries:
        return Heard.ASKS_PIN
    return Heard.ASKS_PIN_AGAIN if call.wrong else Heard.ASKS_PIN_NOT_TYPED


_ASKED: Final = {
    Stage.CHOICE: Heard.ASKS_TICKET,
    Stage.RINGING: Heard.RINGS,
    Stage.VOICEMAIL: Heard.ASKS_MESSAGE,
}
