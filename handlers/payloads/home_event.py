"""Somebody opens the app's home."""

from dataclasses import dataclass

from handlers.payloads.fields import Json, part, text, text_or_none
from handlers.payloads.person import SlackPerson


@dataclass(frozen=True)
class HomeOpened:
    """One look at the home: at its Home tab, or at the messages beside it."""

    person: SlackPerson
    is_home: bool
    has_page: bool
    """Whether Slack has a page of ours to show them meanwhile."""
    channel = None

    @property
    def asked(self) -> str:
        """Name what happened."""
        return "app_home_opened"


def read(event: Json) -> HomeOpened:
    """Read an `app_home_opened` event; raises PayloadUnreadable."""
    tab = text_or_none(event, "tab") or "home"
    return HomeOpened(SlackPerson(text(event, "user")), tab == "home", bool(part(event, "view")))
