"""The databases that are measured: an SQLite file, and a PostgreSQL server of the run's own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from models.store.database import Database
from tests.bench import floors
from tests.fixtures.databases import a_postgres_server, one_more_postgres


@dataclass(frozen=True)
class Store:
    """A kind of database, how much slower than the reference it is here, and its floor in words."""

    name: str
    speed: float
    """How fast its floor is beside the one on the reference machine."""
    floor: str
    server: URL | None = None

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Give the address of a migrated database with nothing in it."""
        if self.server is None:
            with tempfile.TemporaryDirectory(prefix="tam-bot-bench-") as folder:
                yield _migrated(f"sqlite:///{Path(folder, 'bench.db')}")
        else:
            with one_more_postgres(self.server) as url:
                yield _migrated(url.render_as_string(hide_password=False))


@contextmanager
def stores() -> Iterator[tuple[Store, ...]]:
    """Give both kinds, their floors measured; PostgreSQL waits for the disk, as it does for everybody."""
    bolt = floors.bolt()
    with a_postgres_server(settings=()) as server:
        rows = floors.postgres(server)
        yield (
            Store("SQLite", bolt / floors.BOLT_ON_THE_REFERENCE, f"bare Bolt and INSERT {bolt:,.0f}/s"),
            Store(
                "PostgreSQL",
                rows / floors.POSTGRES_ON_THE_REFERENCE,
                f"psycopg INSERT and COMMIT {rows:,.0f}/s",
                server,
            ),
        )


def _migrated(url: str) -> str:
    database = Database(url)
    database.migrate()
    database.dispose()
    return url
