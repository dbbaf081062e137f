"""The outcome of what was sent to the app."""

from dataclasses import dataclass, field
from typing import Literal

from playground.workspace.json_types import JSON

Failure = Literal["", "dispatch_failed", "operation_timeout"]


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """An acknowledgement, or why there is none; `reason` is what a redelivery says of it."""

    failure: Failure = ""
    payload: JSON = field(default_factory=dict)
    reason: str = ""
    try_again: bool = True

    @property
    def ok(self) -> bool:
        """Tell whether the app acknowledged in time."""
        return not self.failure
