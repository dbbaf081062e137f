"""`tam-bot import-oncall`: take shifts and absences from the runbook's calendars now, or show them."""

import argparse

from bot import resources
from bot.cli.loading import environment
from bot.cli.offline import runbook
from bot.clock import SystemClock
from bot.errors import NotFound, WrongInput
from bot.jobs.calendars import CalendarReader
from bot.runbook import Runbook
from bot.runbook.roster.calendars import CalendarRow
from bot.services import Services
from bot.settings import Settings
from bot.steps.calendars.importing import Imported
from models.store.database import Database


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and what it does."""
    parser = subparsers.add_parser(
        "import-oncall",
        help="take shifts and absences from calendars now",
        description="Read the calendars of the runbook now and take in what they say. The bot does the same "
        "by itself, as often as each says.",
    )
    parser.add_argument("calendar", nargs="?", help="the calendar's name in the runbook; all if left out")
    parser.add_argument("--dry-run", action="store_true", help="only show it, and change nothing")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Take calendars in, or show them; 2 where one cannot be used."""
    book, settings = runbook(), Settings.read(environment())
    database = Database(settings.database_url)
    try:
        database.check_schema()
        services = Services.over(database, book, SystemClock(), "")
        folder = resources.runbook_folder(environment())
        reader = CalendarReader(services, settings.environment, folder)
        return max(
            [_one(services, reader, one, dry=args.dry_run) for one in _wanted(book, args.calendar)], default=0
        )
    finally:
        database.dispose()


def _wanted(book: Runbook, name: str | None) -> tuple[CalendarRow, ...]:
    found = tuple(one for one in book.provider.calendars if name in (None, one.name))
    if found:
        return found
    raise NotFound(
        f"The runbook has no calendar “{name}”." if name else "The runbook has no calendars to read."
    )


def _one(services: Services, reader: CalendarReader, calendar: CalendarRow, *, dry: bool) -> int:
    try:
        imported = services.calendars.now(calendar, reader.content(calendar) or b"", dry=dry)
    except WrongInput as error:
        print(f"{calendar.name} cannot be used: {error} What it said before stands.")
        return 2
    _show(calendar, imported)
    return 0


def _show(calendar: CalendarRow, imported: Imported) -> None:
    what = "absences" if calendar.absences else f"shifts of {calendar.shifts}"
    kept = imported.standing - imported.new
    print(f"{calendar.name}: {what}: {kept} as before, {imported.new} new, {imported.gone} gone.")
    for event in imported.unmatched:
        print(f"  about nobody who is known, or several: {event}")
    for event in imported.refused:
        print(f"  {event}")
