"""How the database's schema gets to a version; Alembic is needed for nothing else."""

from collections.abc import Callable, Mapping
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import URL, Connection, text
from sqlalchemy.exc import SQLAlchemyError

import migrations
from models.store.engine import is_sqlite, unpooled_engine
from models.store.version import unusable

# Replicas that start together migrate one after the other; the number is any of our own.
MIGRATION_LOCK = 7_424_077
PATIENCE_MS = 60_000

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
    engine = unpooled_engine(url, busy_ms=PATIENCE_MS)
    try:
        with engine.begin() as connection:
            if not is_sqlite(url):
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            run(alembic_config(connection, zones))
    except (SQLAlchemyError, CommandError) as error:
        raise unusable(url, error) from error
