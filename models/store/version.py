"""Which version the database's schema has, and whether it is ours."""

import re
from pathlib import Path

from sqlalchemy import URL, Engine, inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

import migrations
from bot.errors import Away, BotError, DatabaseUnusable
from models.store.engine import is_sqlite

# PostgreSQL says so while connecting, where the driver knows no code for it; all else may pass by itself.
_AN_EDIT_MENDS = re.compile(
    "authentication failed|does not exist|pg_hba|no password supplied|permission denied"
)


def check(engine: Engine) -> None:
    """Raise Away if the database is out of reach, DatabaseUnusable if its schema is not this version's."""
    if is_sqlite(engine.url) and not Path(str(engine.url.database)).exists():
        raise DatabaseUnusable(f"There is no database at {_shown(engine.url)} yet: run `tam-bot migrate`.")
    try:
        current = _current(engine)
    except SQLAlchemyError as error:
        raise unusable(engine.url, error) from error
    ours = versions()
    if current == ours[-1]:
        return
    if current is None or current in ours:
        raise DatabaseUnusable(
            f"The database {_shown(engine.url)} has an older schema: run `tam-bot migrate`."
        )
    raise DatabaseUnusable(
        f"The database {_shown(engine.url)} has a newer schema ({current}) than tam-bot: upgrade tam-bot."
    )


def versions() -> list[str]:
    """Return the versions that there were, the newest last: each migration's file begins with its own."""
    folder = Path(str(migrations.__file__)).parent / "versions"
    return sorted(file.name.partition("_")[0] for file in folder.glob("[0-9]*_*.py"))


def unusable(url: URL, error: Exception) -> BotError:
    """Return what is said where the database could not be used: whether an edit mends it, or time does."""
    cause = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    first = cause.splitlines()[0] if cause else type(error).__name__
    away = isinstance(error, OperationalError) and (
        "locked" in cause if is_sqlite(url) else not _AN_EDIT_MENDS.search(cause)
    )
    return (Away if away else DatabaseUnusable)(f"The database {_shown(url)} cannot be used: {first}")


def _current(engine: Engine) -> str | None:
    """Return the version that Alembic noted; None before the first migration."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)
