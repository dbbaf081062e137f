"""Time travel: the playground's side of a clock that its owner can move."""

from datetime import datetime
from typing import Any, Protocol


class TimeMachine(Protocol):
    """A clock that can be moved, by whoever runs what happens in between."""

    def now(self) -> datetime:
        """Return this instant, aware."""
        ...

    def move_to(self, instant: datetime) -> None:
        """Go to `instant`, doing on the way all that is due; blocks until there."""
        ...

    def due(self) -> list[dict[str, Any]]:
        """Return what will happen: `{"at": ISO, "what", "to", "ticket"}`, soonest first."""
        ...
