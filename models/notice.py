"""Where and to whom the notice that chat has no SLA was given, so that it is given sparingly."""

from datetime import date

from sqlalchemy import UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


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
    def already(
        cls, session: Session, account: str, channel: str, thread_ts: str, user: str, day: date
    ) -> bool:
        """Tell whether this thread, or this person on this day, has had the notice."""
        query = select(cls.id).where(
            or_(
                (cls.channel == channel) & (cls.thread_ts == thread_ts),
                (cls.account == account) & (cls.user_id == user) & (cls.local_date == day),
            )
        )
        return session.scalar(query.limit(1)) is not None
