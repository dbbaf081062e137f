"""The clock as the playground moves it; whoever owns it runs what falls due on the way."""

from datetime import datetime
from typing import Protocol

from playground.workspace.json_types import JSON


class ClockMover(Protocol):
    """A clock that can be moved, by whoever runs what happens in between."""

    def now(self) -> datetime:
        """Return this instant, aware."""
        ...

    def move_to(self, instant: datetime) -> None:
        """Go to `instant`, doing on the way all that is due; blocks until there."""
        ...

    def due(self) -> list[JSON]:
        """Return what will happen: `{"at": ISO, "what", "to", "ticket"}`, soonest first."""
        ...
