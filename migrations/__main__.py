"""For developers: `python -m migrations "what changes"` writes a revision from what the models say."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from models.store import schema
from models.store.engine import checked_url, unpooled_engine


def main(message: str) -> None:
    """Compare the models with a database at the newest revision, and write the difference down."""
    with tempfile.TemporaryDirectory() as folder:
        url = checked_url(f"sqlite:///{Path(folder) / 'newest.db'}")
        schema.upgrade(url)
        with unpooled_engine(url).connect() as connection:
            config = schema.alembic_config(connection)
            following = f"{len(list(Path(__file__).parent.glob('versions/[0-9]*.py'))) + 1:04d}"
            command.revision(config, message, autogenerate=True, rev_id=following)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit('Say what changes: python -m migrations "remember who was told"')
    main(sys.argv[1])
