"""What a call is about to do, beside what it shows: the verbs that are left, the keys, who is dialled."""

from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from playground.pager.phones import PhoneCall
from playground.pager.twiml import TwimlVerb

_LETTERS_A_SECOND: Final = 15


@dataclass
class Dialling:
    """Those who are rung for a call, by one Dial."""

    verb: TwimlVerb
    left: deque[TwimlVerb]
    """Who is rung next, if they are rung one after the other."""
    legs: list[PhoneCall] = field(default_factory=list)
    bridged: bool = False


@dataclass
class Going:
    """How a call goes on."""

    call: PhoneCall
    verbs: deque[TwimlVerb] = field(default_factory=deque)
    waiting: TwimlVerb | None = None
    """The Gather or Record that waits for somebody."""
    keys: str = ""
    dialling: Dialling | None = None
    spoken: timedelta = timedelta(0)
    """How long it takes to say what is said before somebody is waited for."""
    told: int = 0
    """So many status callbacks."""
    turns: int = 0

    @property
    def spoken_s(self) -> float:
        """Return that in seconds."""
        return self.spoken.total_seconds()

    def say(self, verb: TwimlVerb) -> None:
        """Have it heard."""
        if verb.name == "Pause":
            self.spoken += timedelta(seconds=verb.seconds("length", 1))
            return
        words = verb.text if verb.name == "Say" else f"({verb.text})"
        self.call.heard.append(words)
        self.spoken += timedelta(seconds=len(words) / _LETTERS_A_SECOND)
