"""The names of what falls due: the same thing is never due twice at one instant."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.domain.keys.done import DoneKey
from bot.domain.paging import PageStep

POSTPONED: Final = "postponed"
"""The kind of what waits for Slack to be readable."""
OF_ALL_TICKETS: Final = ("morning_list", "handover", "handover_climb")
"""The kinds of what is about all of an account's tickets at once."""


class LastHeard(StrEnum):
    """What was last heard of a call to the support line."""

    RINGS = "rings"
    TALKS = "talks"
    GONE = "gone"
    """Its caller is."""


def at(ticket_id: int | None, account: str, kind: str, due_at: datetime) -> str:
    """Name what falls due at an instant, for a ticket or (None) for an account."""
    return f"{account}/{ticket_id or '-'}/{kind}/{due_at.timestamp():.6f}"


def page(ticket_id: int, account: str, page: PageStep) -> str:
    """Name a step to reach somebody, whenever it falls due: it is taken once."""
    step = f"{page.cause}:{page.of}/{page.who}/{page.after_seconds}:{page.by}"
    return f"{account}/{ticket_id}/reach/{step}"


def handover_climb(brief: int, again_at: datetime | None = None) -> str:
    """Name the look whether a brief was confirmed, or that which is taken again."""
    return f"handover_climb/{brief}" + (f"/{again_at.timestamp():.6f}" if again_at else "")


def postponed(account: str, about: DoneKey) -> str:
    """Name what is to be tried again."""
    return f"{account}/{POSTPONED}/{about}"


def silent_call(sid: str, step: int, last_heard: LastHeard) -> str:
    """Name that nothing more is heard of a call since a step of it, and what was heard last."""
    return f"line/{sid}/{step}/{last_heard}"
