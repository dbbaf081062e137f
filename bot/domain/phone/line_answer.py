"""What a caller hears next, or whoever is rung for them: how it stands, without the words for it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.phone.line_call import Callee


class Heard(StrEnum):
    """What a caller is asked or told."""

    ASKS_PIN = "asks_pin"
    ASKS_PIN_AGAIN = "asks_pin_again"
    REFUSED = "refused"
    LOCKED_OUT = "locked_out"
    LOCKED_OUT_HIDDEN = "locked_out_hidden"
    ASKS_TICKET = "asks_ticket"
    RINGS = "rings"
    ASKS_MESSAGE = "asks_message"
    GOODBYE = "goodbye"
    """Whatever could come of the call has come."""


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
    """What whoever is rung hears: whose call it is, and about which ticket."""

    account: str
    ticket: str = ""
    subject: str = ""
