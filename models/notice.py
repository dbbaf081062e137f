"""Where the notice that chat has no SLA was given, and who got it, so that it is given sparingly."""

from datetime import date
from functools import cache

from sqlalchemy import Insert, Select, UniqueConstraint, bindparam, insert, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base


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
    def add(cls, session: Session, **values: object) -> None:
        """Store that a notice is given."""
        session.connection().execute(_notice_insert(), values)

    @classmethod
    def already(
        cls, session: Session, account: str, channel: str, thread_ts: str, user: str, day: date
    ) -> bool:
        """Tell whether this thread, or this person on this day, has had the notice."""
        given = {"channel": channel, "thread": thread_ts, "account": account, "user": user, "day": day}
        return session.scalar(_given(), given) is not None


@cache
def _notice_insert() -> Insert:
    return insert(NoticeGiven)


@cache
def _given() -> Select[int]:
    this = NoticeGiven
    in_thread = (this.channel == bindparam("channel")) & (this.thread_ts == bindparam("thread"))
    to_person = (this.account == bindparam("account")) & (this.user_id == bindparam("user"))
    on_day = to_person & (this.local_date == bindparam("day"))
    return select(this.id).where(or_(in_thread, on_day)).limit(1)
