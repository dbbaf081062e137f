"""Settings of the local help desk: where the app answers, how long tokens last, and what goes wrong."""

from collections.abc import Callable
from datetime import timedelta

from playground.console.console import Console
from playground.console.troubles import OUTAGES, ConsoleTrouble
from playground.control.pager_switches import address, count
from playground.to_app.arrivals import Arriving
from playground.workspace.json_types import JSON

_LONGEST_LIFE_S = 172_800
_LONGEST_SCAN_S = 86_400
_TOLD = {
    "webhook": ("url",),
    "webhooks": ("how",),
    "tokens": ("last",),
    "scans": ("take",),
    "expire_tokens": (),
    "trouble": ("what", "times", "retry_after"),
    "outage": ("what",),
}


class ConsoleSwitches:
    """Sets one thing at a time, by name."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._known: dict[str, Callable[[JSON], None]] = {
            "webhook": self._webhook,
            "webhooks": self._webhooks,
            "tokens": self._tokens,
            "scans": self._scans,
            "expire_tokens": self._expire_tokens,
            "trouble": self._trouble,
            "outage": self._outage,
        }

    def set(self, name: str, told: JSON) -> JSON:
        """Set it; raises ValueError for what cannot be set, or cannot be that."""
        if name not in _TOLD:
            raise ValueError(f"there is no {name!r} of the console; there is {', '.join(_TOLD)}")
        for key in told:
            if key not in _TOLD[name]:
                raise ValueError(f"{name} knows no {key!r}; it knows {', '.join(_TOLD[name]) or 'nothing'}")
        with self._console.desk.changing():
            self._known[name](told)
        return {}

    def _webhook(self, told: JSON) -> None:
        self._console.webhooks.url = address(told["url"])

    def _webhooks(self, told: JSON) -> None:
        self._console.webhooks.arrivals.arriving = Arriving(told["how"])

    def _tokens(self, told: JSON) -> None:
        last = told["last"]
        if type(last) is not int or not 0 < last < _LONGEST_LIFE_S:
            raise ValueError(f"tokens cannot last {last!r} seconds")
        self._console.tokens.life = timedelta(seconds=last)

    def _scans(self, told: JSON) -> None:
        take = told["take"]
        if type(take) is not int or not 0 <= take < _LONGEST_SCAN_S:
            raise ValueError(f"a search for malware cannot take {take!r} seconds")
        self._console.desk.scan_takes = timedelta(seconds=take)

    def _expire_tokens(self, told: JSON) -> None:
        self._console.tokens.expire()

    def _trouble(self, told: JSON) -> None:
        troubles = self._console.troubles
        troubles.retry_after_s = count(told.get("retry_after", troubles.retry_after_s))
        troubles.go_wrong(*[ConsoleTrouble(told["what"])] * count(told.get("times", 1)))

    def _outage(self, told: JSON) -> None:
        """Have nobody answered until further notice: `broken`, `lost`, or null for the end of it."""
        what = told["what"]
        if what is not None and what not in OUTAGES:
            raise ValueError(f"an outage is {' or '.join(OUTAGES)}, not {what!r}")
        self._console.troubles.outage = ConsoleTrouble(what) if what is not None else None
