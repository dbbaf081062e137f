"""What was read of the roster, kept for later transactions while the roster stands as it did."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from models.roster_change import RosterChange, RosterVersion

Known = TypeVar("Known")
_Known = dict[Hashable, Any]  # each of the type that its own reader returns


class RosterMemory:
    """The teams, and who is gone, as last read; shared by threads, and right beside other processes too."""

    def __init__(self) -> None:
        # One attribute, so that no thread ever sees the version of one with the knowledge of another.
        self._held: tuple[RosterVersion | None, _Known] = (None, {})

    def recall(self, session: Session, about: Hashable, read: Callable[[], Known]) -> Known:
        """Return what was read about something, or read it; who changes the roster reads all of it."""
        version = RosterChange.version(session)
        if version is None:
            return read()
        known = self._of(version)
        if about not in known:
            known[about] = read()
        found: Known = known[about]
        return found

    def _of(self, version: RosterVersion) -> _Known:
        held, known = self._held
        if held != version:
            known = {}
            self._held = version, known
        return known
