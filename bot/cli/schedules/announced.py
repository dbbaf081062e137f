"""Who is on call for the commands of the shell: by the runbook, and by what was announced in Slack."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.cli.loading import environment
from bot.clock import SystemClock
from bot.domain.routing import Team
from bot.domain.tams import Rota
from bot.errors import BotError
from bot.runbook import Runbook
from bot.settings import Settings

_FILE: Final = "sqlite:///"


@dataclass(frozen=True)
class Roster:
    """Each account's team, and the schedule of the 24x7 team if it has one."""

    teams: Mapping[str, Team]
    pse: Rota | None


def as_announced(book: Runbook) -> Roster:
    """Return who is on call, with what was announced in Slack; without a database, by the runbook alone.

    A database that cannot be read is told on standard error, and nothing else depends on it.
    """
    try:
        found = _from_database(book)
    except BotError as error:
        print(f"What was announced in Slack is left out. {error}", file=sys.stderr)
        found = None
    return found or Roster({key: account.team() for key, account in book.accounts.items()}, book.pse_rota)


def _from_database(book: Runbook) -> Roster | None:
    url = Settings.read(environment()).database_url
    if url.startswith(_FILE) and not Path(url.removeprefix(_FILE).partition("?")[0]).exists():
        return None
    # What asks a database takes longer to load than all else that a command does: most have none.
    from bot.steps.people import roster
    from bot.steps.work import Work
    from models.store.database import Database

    database = Database(url)
    try:
        database.check_schema()
        with database.read() as session:
            work = Work(session, book, SystemClock().now(), "")
            teams = {key: roster.team(work, key) for key in book.accounts}
            pse = roster.rota(work, roster.PSE, book.pse_rota) if book.pse_rota else None
            return Roster(teams, pse)
    finally:
        database.dispose()
