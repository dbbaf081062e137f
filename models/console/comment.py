"""Comments that others wrote in the console and that were taken in; ours are known by their slots."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base, WholeNumber
from models.store.plain import handfuls


class ConsoleComment(Base):
    """One comment, by the console's number of it: it is taken in once."""

    __tablename__ = "console_comments"

    comment_id: Mapped[int] = mapped_column(WholeNumber, primary_key=True, autoincrement=False)
    ticket_id: Mapped[int] = mapped_column(WholeNumber)
    taken_in_at: Mapped[datetime]

    @classmethod
    def add(cls, session: Session, comment_id: int, ticket_id: int, now: datetime) -> None:
        """Keep that one was taken in."""
        session.add(cls(comment_id=comment_id, ticket_id=ticket_id, taken_in_at=now))

    @classmethod
    def known(cls, session: Session, comment_ids: Collection[int]) -> set[int]:
        """Return which of these were taken in."""
        found: set[int] = set()
        for some in handfuls(sorted(comment_ids)):
            found.update(session.scalars(select(cls.comment_id).where(cls.comment_id.in_(some))))
        return found

    @classmethod
    def prune(cls, session: Session, before: datetime) -> None:
        """Forget those taken in before an instant: that they are old is seen by their own time."""
        session.execute(delete(cls).where(cls.taken_in_at < before))
