"""`tam-bot migrate`: bring the database to this version's schema."""

import argparse

from bot.cli.loading import environment
from bot.cli.offline import runbook
from bot.cli.running.patience import ONE_SHOT, patiently
from bot.settings import Settings
from bot.steps.people import members
from models.store.database import Database


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "migrate",
        help="make or upgrade the database's tables",
        description="Bring the database that DATABASE_URL names (sqlite:///tam-bot.db) to this schema. "
        "Days off of older versions are read by the time zones of the people in the runbook.",
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Migrate and return 0."""
    database = Database(Settings.read(environment()).database_url)
    patiently(lambda: database.migrate(lambda: members.zones(runbook())), limit=ONE_SHOT)
    print(f"{database.url.render_as_string(hide_password=True)}: the schema is this version's.")
    database.dispose()
    return 0
