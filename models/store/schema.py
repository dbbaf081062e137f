"""The schema's version: whether the database is at ours, and how it gets there."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, NullPool, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

import migrations
from bot.errors import Away, BotError, DatabaseUnusable
from models.store.engine import is_sqlite, make_engine

# Replicas that start together migrate one after the other; the number is any of our own.
MIGRATION_LOCK = 7_424_077
PATIENCE_MS = 60_000
# PostgreSQL says so while connecting, where the driver knows no code for it; all else may pass by itself.
_AN_EDIT_MENDS = re.compile(
    "authentication failed|does not exist|pg_hba|no password supplied|permission denied"
)


def check(engine: Engine) -> None:
    """Raise Away if the database is out of reach, DatabaseUnusable if its schema is not this version's."""
    if is_sqlite(engine.url) and not Path(str(engine.url.database)).exists():
        raise DatabaseUnusable(f"There is no database at {_shown(engine.url)} yet: run `tam-bot migrate`.")
    try:
        with engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError as error:
        raise _unreachable(engine.url, error) from error
    scripts = ScriptDirectory.from_config(alembic_config())
    if current == scripts.get_current_head():
        return
    if current is None or current in {script.revision for script in scripts.walk_revisions()}:
        raise DatabaseUnusable(
            f"The database {_shown(engine.url)} has an older schema: run `tam-bot migrate`."
        )
    raise DatabaseUnusable(
        f"The database {_shown(engine.url)} has a newer schema ({current}) than tam-bot: upgrade tam-bot."
    )


Zones = Callable[[], Mapping[str, str]]
"""Finds the time zone of each Slack user of the provider; asked only where rows need it."""


def nobody() -> Mapping[str, str]:
    """Know of nobody's time zone."""
    return {}


def upgrade(url: URL, revision: str = "head", zones: Zones = nobody) -> None:
    """Bring the schema up to `revision` in one transaction; raise DatabaseUnusable if it cannot be done."""
    _migrate(url, lambda config: command.upgrade(config, revision), zones)


def downgrade(url: URL, revision: str, zones: Zones = nobody) -> None:
    """Take the schema down to `revision` in one transaction; raise DatabaseUnusable if it cannot be done."""
    _migrate(url, lambda config: command.downgrade(config, revision), zones)


def alembic_config(connection: Connection | None = None, zones: Zones = nobody) -> Config:
    """Point Alembic at the migrations that were installed with this package."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["zones"] = zones
    return config


def _migrate(url: URL, run: Callable[[Config], None], zones: Zones) -> None:
    engine = make_engine(url, busy_ms=PATIENCE_MS, poolclass=NullPool).execution_options(
        sqlite_begin="BEGIN IMMEDIATE"
    )
    try:
        with engine.begin() as connection:
            if not is_sqlite(url):
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            run(alembic_config(connection, zones))
    except (SQLAlchemyError, CommandError) as error:
        raise _unreachable(url, error) from error


def _unreachable(url: URL, error: Exception) -> BotError:
    cause = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    first = cause.splitlines()[0] if cause else type(error).__name__
    away = isinstance(error, OperationalError) and (
        "locked" in cause if is_sqlite(url) else not _AN_EDIT_MENDS.search(cause)
    )
    return (Away if away else DatabaseUnusable)(f"The database {_shown(url)} cannot be used: {first}")


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)
