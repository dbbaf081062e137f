"""The journal: the last envelopes and API calls, for the inspector and for tests."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from playground.workspace.json_types import JSON
from playground.workspace.state import WorkspaceState


@dataclass(slots=True)
class JournalEntry:
    """One envelope to the app, or one call from it."""

    n: int
    at: str
    kind: str
    title: str
    to_app: bool
    request: JSON
    response: JSON | None = None
    ok: bool = True
    ms: float = 0.0
    attempt: int = 0
    problems: list[str] = field(default_factory=list)


class Journal:
    """Keeps the last entries."""

    def __init__(self, state: WorkspaceState, keep: int = 500) -> None:
        self._state = state
        self._entries: deque[JournalEntry] = deque(maxlen=keep)
        self._count = 0

    def note(
        self, kind: str, title: str, request: JSON, *, to_app: bool = False, attempt: int = 0
    ) -> JournalEntry:
        """Begin an entry; the caller fills in how it went."""
        with self._state.lock:
            self._count += 1
            at = self._state.clock.now().isoformat()
            entry = JournalEntry(self._count, at, kind, title, to_app, request, attempt=attempt)
            self._entries.append(entry)
            return entry

    def entries(self, limit: int = 100, title: str | None = None) -> Sequence[JournalEntry]:
        """Return the newest entries (of one title, or all), newest first."""
        with self._state.lock:
            return [one for one in reversed(self._entries) if title in (None, one.title)][:limit]
