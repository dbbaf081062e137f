"""The one error tree: every message is a sentence that may be shown to the person who caused it."""

from collections.abc import Sequence
from datetime import datetime


class BotError(Exception):
    """Something tam-bot refuses or cannot do, said in words meant for the person it concerns."""


class WrongInput(BotError):
    """What was typed, chosen or passed is not usable as it stands."""


class NotFound(BotError):
    """The named ticket, account or person does not exist where the asker may look."""


class NotAllowed(BotError):
    """The person may not do this here."""


class Conflict(BotError):
    """The thing changed meanwhile, or is in a state in which this cannot be done."""


class AlreadySo(Conflict):
    """What was asked for stands already, most often because somebody else was quicker; no fault of anybody's.

    `since` is when it came about, so that what stands is told once and not to each who asks.
    """

    def __init__(self, stands: str, since: datetime | None = None) -> None:
        self.since = since
        super().__init__(stands)


class DoneBefore(BotError):
    """The same delivery came again; what it asked for stands already."""


class Problems(BotError):
    """Several faults of one input, found in one go and shown one to a line."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class RunbookInvalid(Problems):
    """The runbook cannot be used; each problem names its file and line."""


class SettingsMissing(Problems):
    """The environment lacks something, or something in it is malformed."""


class Away(BotError):
    """Slack or the database is out of reach for now: no edit mends it, trying again may."""


class DatabaseUnusable(BotError):
    """The database cannot be reached, or its schema is not the one this version needs."""
