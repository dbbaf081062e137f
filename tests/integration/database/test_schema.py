"""Migrations: up, down, no difference to the models, and what is said of a schema that does not fit."""

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

import models  # noqa: F401  (completes the metadata)
from bot.errors import DatabaseUnusable
from models.search import word_index
from models.store import schema
from models.store.base import Base
from models.store.database import Database
from models.store.engine import unpooled_engine


def test_the_migrated_schema_is_the_models_schema(database: Database) -> None:
    with database.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True, "include_name": _is_no_word_index}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_down_takes_everything_away_and_up_brings_it_back(empty_url: str) -> None:
    database = Database(empty_url)
    database.migrate()
    tables = set(Base.metadata.tables) | {"alembic_version", word_index.TABLE}
    if database.is_sqlite:
        tables |= set(word_index.SHADOWS)
    assert _tables(database) == tables
    schema.downgrade(database.url, "base")
    assert _tables(database) == {"alembic_version"}
    database.migrate()
    assert _tables(database) == tables
    database.check_schema()
    database.dispose()


def test_a_current_schema_passes_the_check_and_migrating_again_changes_nothing(database: Database) -> None:
    database.check_schema()
    database.migrate()
    database.check_schema()


def test_an_empty_database_is_told_to_migrate(empty_url: str) -> None:
    database = Database(empty_url)
    with pytest.raises(DatabaseUnusable, match="run `tam-bot migrate`"):
        database.check_schema()
    database.dispose()


def test_looking_for_a_database_does_not_make_one(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable, match="There is no database"):
        Database(f"sqlite:///{tmp_path / 'none.db'}").check_schema()
    assert not (tmp_path / "none.db").exists()


def test_a_folder_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable, match="unable to open database file") as raised:
        Database(f"sqlite:///{tmp_path / 'no' / 'where.db'}").migrate()
    assert len(str(raised.value).splitlines()) == 1


def test_a_newer_schema_is_told_apart_from_an_older_one(empty_url: str) -> None:
    database = Database(empty_url)
    database.migrate()
    with database.begin() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnusable, match="newer schema"):
        database.check_schema()
    with pytest.raises(DatabaseUnusable):
        database.migrate()
    database.dispose()


def test_replicas_that_migrate_at_once_do_not_collide(empty_url: str) -> None:
    failures: list[Exception] = []

    def migrate() -> None:
        try:
            schema.upgrade(Database(empty_url).url)
        except DatabaseUnusable as error:
            failures.append(error)

    threads = [threading.Thread(target=migrate) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    database = Database(empty_url)
    database.check_schema()
    database.dispose()


def _is_no_word_index(name: str | None, _kind: object, _parents: object) -> bool:
    """Tell whether a table is one that SQLAlchemy has words for; full-text search is each database's own."""
    return name not in (word_index.TABLE, *word_index.SHADOWS)


def _tables(database: Database) -> set[str]:
    engine = unpooled_engine(database.url)
    with engine.connect() as connection:
        return set(inspect(connection).get_table_names())
