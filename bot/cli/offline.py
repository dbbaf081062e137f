"""What `whatif` and `oncall` share: answers from the runbook alone, without token, PIN or network."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot import resources
from bot.domain.zones import FIRST_DAY, LAST_DAY
from bot.errors import BotError, WrongInput
from bot.runbook import Runbook, load


def answer(ask: Callable[[Runbook], str]) -> int:
    """Print what `ask` finds in the runbook and return 0, or say on stderr what is wrong and return 2."""
    try:
        folder = os.environ.get("TAM_RUNBOOK")
        print(ask(load(Path(folder) if folder else resources.runbook_folder(), env=None)))
    except BotError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def parse_instant(text: str) -> datetime:
    """Read an ISO 8601 instant with its offset; WrongInput for anything less."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise WrongInput(f"“{text}” is no date and time; write one like 2026-03-06T17:30-05:00.") from None
    if instant.tzinfo is None:
        raise WrongInput(
            f"“{text}” has no UTC offset, so it names no instant. "
            f"Write {instant.isoformat(timespec='minutes')}-05:00, say, or …Z for UTC."
        )
    if not FIRST_DAY < instant.date() < LAST_DAY:
        raise WrongInput(f"“{text}” is out of range: the calendar runs from {FIRST_DAY} to {LAST_DAY}.")
    return instant


def utc_text(instant: datetime | None) -> str | None:
    """Write an instant as ISO 8601 in UTC, ending in Z; None stays None."""
    return None if instant is None else instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
