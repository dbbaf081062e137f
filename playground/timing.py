"""How long Slack waits, and how long whoever tests an app waits for it, in real seconds."""

from dataclasses import dataclass
from typing import Final

PATIENCE: Final = 60.0
"""How long a test waits for what an app is to do. What comes is not waited for any longer than it takes."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Slack's time-outs; tests shorten them."""

    ack_within: float = 3.0
    trigger_life: float = 3.0
    redeliver_after: tuple[float, ...] = (0.1, 2.0, 10.0)  # Slack: near-immediate, 1 min, 5 min
    ping_every: float = 10.0
    refresh_grace: float = 10.0
    looks_every: float = 0.25
    """How often phones and scheduled messages are looked at; 0: only when the clock is moved."""


UNHURRIED: Final = Timing(ack_within=30.0, trigger_life=30.0, looks_every=0)
"""For what is not about speed: on a busy machine no app is given up for being slow."""
