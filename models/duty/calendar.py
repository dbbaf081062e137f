"""How the calendars fare that shifts and absences are taken from."""

from datetime import datetime

from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base
from models.store.conflict import insert_or_leave


class CalendarState(Base):
    """One calendar: when it was last of use, and since when it is not."""

    __tablename__ = "calendars"

    name: Mapped[str] = mapped_column(primary_key=True)
    read_at: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]

    @classmethod
    def of(cls, session: Session, name: str) -> "CalendarState":
        """Return a calendar's state, its row held until the transaction ends."""
        insert_or_leave(session, cls, {"name": name}, unique="name")
        return session.get_one(cls, name, with_for_update=True)
