"""What `whatif` and `oncall` share: answers from the runbook alone, without token, PIN or network."""

import argparse
from datetime import UTC, datetime

from bot import resources
from bot.cli.garbage import seldom_collected
from bot.cli.loading import environment
from bot.clock import SystemClock
from bot.domain.calendar.zones import FIRST_DAY, LAST_DAY
from bot.errors import WrongInput
from bot.runbook import Account, Runbook, load


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what both commands are asked with: which account, when, and how the answer is printed."""
    parser.add_argument("--account", help="the account's key or name; may be left out if there is only one")
    parser.add_argument("--at", help="when, with its offset, like 2026-03-06T17:30-05:00; now if left out")
    parser.add_argument("--json", action="store_true", help="print JSON, instants in UTC")


@seldom_collected()
def runbook() -> Runbook:
    """Return the runbook with its secrets left unresolved."""
    return load(resources.runbook_folder(environment()), env=None)


def only_account(book: Runbook, name: str | None) -> Account:
    """Return the account of that name; without a name the only one; WrongInput if there are more."""
    if name is not None:
        return book.account(name)
    if len(book.accounts) > 1:
        raise WrongInput(f"Say which account with --account: {', '.join(sorted(book.accounts))}.")
    return next(iter(book.accounts.values()))


def instant_or_now(text: str | None) -> datetime:
    """Read an instant as `parse_instant` does; left out altogether, it is now, to the second."""
    return SystemClock().now().replace(microsecond=0) if text is None else parse_instant(text)


def parse_instant(text: str) -> datetime:
    """Read an ISO 8601 instant with its offset; WrongInput for anything less."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise WrongInput(f"“{text}” isn't a date and time; write one like 2026-03-06T17:30-05:00.") from None
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
