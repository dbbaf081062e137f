"""What it means for all that is to be read in the console that one thing could not be."""

from enum import Enum, auto
from typing import Final

from bot.outbox.zendesk.refused_calls import FROM_CONSOLE, ConsoleRefusal, NotLetIn, UnreadableAnswer

FAULTS: Final = (ConsoleRefusal, *FROM_CONSOLE)


class Fault(Enum):
    """Who or what is at fault."""

    SLOW_DOWN = auto()  # we ask too much
    AWAY = auto()  # the console, or the way there: anything else fares likewise
    SHUT_OUT = auto()  # our token: nothing will be told until an operator acts
    OWN = auto()  # what was asked about: anything else may be told


def fault(error: Exception) -> Fault:
    """Tell what one of `FAULTS` means."""
    if isinstance(error, UnreadableAnswer):
        return Fault.OWN
    if not isinstance(error, ConsoleRefusal):
        return Fault.AWAY
    if error.status == 429:
        return Fault.SLOW_DOWN
    if isinstance(error, NotLetIn) or error.status == 401:
        return Fault.SHUT_OUT
    return Fault.AWAY if error.status >= 500 else Fault.OWN


def reason(error: Exception) -> str:
    """Return what went wrong; of a fault of the network its kind alone, as addresses stand in its text."""
    return str(error) if isinstance(error, ConsoleRefusal) else type(error).__name__


def wanted_pause(error: Exception) -> float:
    """Return how many seconds the console wants to be left alone."""
    return error.retry_after if isinstance(error, ConsoleRefusal) else 0.0
