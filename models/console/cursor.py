"""How far the console's list of changed tickets was read."""

from datetime import UTC, datetime

from sqlalchemy import update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base
from models.store.conflict import insert_or_leave


class ConsoleCursor(Base):
    """One way of reading it: the watch of all day, or the comparison of the night, and when that began."""

    __tablename__ = "console_cursors"

    name: Mapped[str] = mapped_column(primary_key=True)
    cursor: Mapped[str]

    @classmethod
    def begin(cls, session: Session, name: str, now: datetime, before: datetime) -> bool:
        """Note that something is begun now, unless it was since an instant; of several one is told so."""
        values = {"name": name, "cursor": _sortable(now)}
        if insert_or_leave(session, cls, values, unique="name"):
            return True
        again = update(cls).where(cls.name == name, cls.cursor < _sortable(before)).values(values)
        return session.execute(again.returning(cls.name)).first() is not None


def _sortable(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
