"""What carries rows to one destination: it calls, looks for what may have arrived, and judges errors."""

from typing import Protocol, runtime_checkable

from bot.outbox.verdict import Verdict
from models.queues.outbox_queue import Claim

Arrived = tuple[str, str | None]
"""Where it is, and the name under which the destination knows it."""


class Carrier(Protocol):
    """One destination of the outbox; safe to use from several threads."""

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """Return what a call may raise when the network or the other side is at fault."""
        ...

    def send(self, claim: Claim) -> Arrived:
        """Make the row's call; raises one of `errors`."""
        ...

    def looks_first(self, claim: Claim) -> bool:
        """Tell whether sending this again would do it twice: then it is looked for before."""
        ...

    def find(self, claim: Claim) -> Arrived | None:
        """Look for what may have arrived; None if it is not there; raises one of `errors`."""
        ...

    def judge(self, error: Exception) -> Verdict:
        """Tell what one of `errors` means."""
        ...


@runtime_checkable
class TellsOfLoss(Carrier, Protocol):
    """A carrier that has people told of a row that is given up."""

    def given_up(self, claim: Claim) -> None:
        """Have them told, once."""
        ...
