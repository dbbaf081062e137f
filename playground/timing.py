"""How long Slack waits, in real seconds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Slack's time-outs; tests shorten them."""

    ack_within: float = 3.0
    trigger_life: float = 3.0
    redeliver_after: tuple[float, ...] = (0.1, 2.0, 10.0)  # Slack: near-immediate, 1 min, 5 min
    ping_every: float = 10.0
    refresh_grace: float = 10.0
