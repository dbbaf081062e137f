"""What people see beside Slack: phones, PagerDuty and the console."""

from collections.abc import Callable, Iterator
from typing import Final

from playground.people.console_view import ConsoleView
from playground.people.pager_view import PagerView, Shown
from playground.workspace.state import WorkspaceState

OF_ALL: Final = {"pagerduty": "PagerDuty", "console": "Console"}
"""What there is one of, and what that is called."""
PLACES: Final = ("phone", *OF_ALL)


class OutsideView:
    """Shows it in words; take the workspace's lock around it."""

    def __init__(self, state: WorkspaceState, pager: PagerView, console: ConsoleView) -> None:
        self._state, self._pager = state, pager
        self._places: dict[str, Callable[[str], list[Shown]]] = {
            "phone": pager.phone,
            "pagerduty": lambda user: pager.pagerduty(),
            "console": console.shown,
        }

    def shown(self, place: str, user: str) -> list[Shown]:
        """Return what somebody sees in one of the places, the oldest first."""
        return self._places[place](user)

    def everything(self) -> Iterator[tuple[str, Shown]]:
        """Yield all of it, with where it is seen; a place's first stays its first."""
        for person in self._state.people.values():
            yield from ((f"{person.real_name}'s phone", shown) for shown in self._pager.phone(person.id))
        for place, name in OF_ALL.items():
            yield from ((name, shown) for shown in self._places[place](""))
