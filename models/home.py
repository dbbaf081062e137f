"""Home tabs that somebody looks at: since when, and what they show."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base


class HomeTab(Base):
    """One person's Home tab, from when they first opened it."""

    __tablename__ = "home_tabs"
    __table_args__ = (Index("ix_home_tabs_opened", "opened_at"),)

    user_id: Mapped[str] = mapped_column(primary_key=True)
    team_id: Mapped[str]
    opened_at: Mapped[datetime]
    """When they opened it last."""
    shown_at: Mapped[datetime]
    """When it was last drawn."""
    shown_event: Mapped[int]
    """The event of a ticket's history that was the newest then."""
    shown_roster: Mapped[int]
    """The change of the roster that was the newest then."""

    @classmethod
    def held(cls, session: Session, user: str) -> "HomeTab | None":
        """Return a person's tab and hold its row until the transaction ends."""
        held = select(cls).where(cls.user_id == user).with_for_update()
        return session.scalar(held.execution_options(populate_existing=True))

    @classmethod
    def looked_at(
        cls, session: Session, *, opened_after: datetime, shown_before: datetime
    ) -> "Sequence[HomeTab]":
        """List the tabs opened after an instant and last drawn before another, the longest ago first."""
        lately = (cls.opened_at > opened_after) & (cls.shown_at <= shown_before)
        return session.scalars(select(cls).where(lately).order_by(cls.shown_at, cls.user_id)).all()
