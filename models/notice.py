"""Where the notice that chat has no SLA was given, and who got it, so that it is given sparingly."""

from datetime import date

from sqlalchemy import UniqueConstraint, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base
from models.store.conflict import insert_or_leave


class NoticeGiven(Base):
    """One notice under one message: at most one a thread, and one a person on an account-local day."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("channel", "thread_ts"),
        UniqueConstraint("account", "user_id", "local_date"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str]
    channel: Mapped[str]
    thread_ts: Mapped[str]
    user_id: Mapped[str]
    local_date: Mapped[date]

    @classmethod
    def first(cls, session: Session, **values: object) -> bool:
        """Store that a notice is given; False if this thread, or this person on this day, has had it."""
        return insert_or_leave(session, cls, values)

    @classmethod
    def prune(cls, session: Session, account: str, before: date) -> None:
        """Forget the account's notices of the days before `before`."""
        session.execute(delete(cls).where(cls.account == account, cls.local_date < before))
