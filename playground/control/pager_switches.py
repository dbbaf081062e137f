"""Settings of the local Twilio and PagerDuty: where the app answers, and what goes wrong."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playground.pager.exchange import Trouble
from playground.pager.pager import Pager
from playground.to_app.arrivals import Arriving
from playground.workspace.json_types import JSON

_TROUBLES = {trouble.name.lower(): trouble for trouble in Trouble}


class PagerSwitches:
    """Sets one thing at a time, by name."""

    def __init__(self, pager: Pager) -> None:
        self._pager, self._addresses = pager, pager.exchange.addresses
        self._known: dict[str, Callable[[JSON], None]] = {
            "voice": self._voice,
            "webhook": self._webhook,
            "callbacks": self._callbacks,
            "trouble": self._trouble,
        }

    def set(self, name: str, told: JSON) -> JSON:
        """Set it; raises KeyError for what cannot be set, ValueError for what it cannot be."""
        with self._pager.exchange.changing():
            self._known[name](told)
        return {}

    def _voice(self, told: JSON) -> None:
        self._addresses.voice = address(told["url"])
        self._addresses.voice_fallback = address(told.get("fallback", ""))
        self._addresses.voice_status = address(told.get("status_callback", ""))

    def _webhook(self, told: JSON) -> None:
        self._addresses.webhook = address(told["url"])
        self._pager.hooks.begin_again()

    def _callbacks(self, told: JSON) -> None:
        self._pager.callbacks.arrivals.arriving = Arriving(told["how"])

    def _trouble(self, told: JSON) -> None:
        self._pager.exchange.go_wrong(*[_TROUBLES[str(told["what"])]] * count(told.get("times", 1)))


def address(value: object) -> str:
    """Return an address of the app's, or "" for none."""
    address = str(value or "")
    if address and urlsplit(address).scheme not in ("http", "https"):
        raise ValueError("an address begins with http:// or https://")
    return address


def count(value: object) -> int:
    """Return how often something is to happen; raises ValueError for what is no such number."""
    if type(value) is not int or not 0 <= value <= 1000:
        raise ValueError(f"times cannot be {value!r}")
    return value
