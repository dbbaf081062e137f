"""Briefs: what was handed over to people as shifts changed, and who said that they have it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base, Json
from models.store.conflict import insert_or_leave


class Brief(Base):
    """One message to whoever has it from now on, about one ticket or several."""

    __tablename__ = "briefs"
    __table_args__ = (Index("ix_briefs_channel", "channel", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    """Where, for people and at which change of shifts: accounts that change together share it."""
    account: Mapped[str]
    """The account that it is about; of several, one of them."""
    channel: Mapped[str]
    names: Mapped[list[str]] = mapped_column(Json)
    slack: Mapped[list[str]] = mapped_column(Json)
    """Who is briefed: ids of users or user groups."""
    tickets: Mapped[list[int]] = mapped_column(Json)
    told: Mapped[list[str]] = mapped_column(Json)
    """The ids of those who were told of it before, and did not say that they have it."""
    at: Mapped[datetime]
    had_at: Mapped[datetime | None]
    had_by_name: Mapped[str | None]
    over_at: Mapped[datetime | None]
    """When another brief took its place, or nothing was left of it."""

    @classmethod
    def begin(cls, session: Session, **values: object) -> bool:
        """Add a brief unless one of that key stands; tell whether it was added."""
        return insert_or_leave(session, cls, values, unique="key")

    @classmethod
    def of_key(cls, session: Session, key: str) -> "Brief":
        """Return the brief of that key, its row held until the transaction ends."""
        return session.scalars(select(cls).where(cls.key == key).with_for_update()).one()

    @classmethod
    def locked(cls, session: Session, brief_id: int) -> "Brief | None":
        """Return the brief, its row held until the transaction ends."""
        return session.get(cls, brief_id, with_for_update=True)

    @classmethod
    def lately_in(cls, session: Session, channel: str, since: datetime) -> "Sequence[Brief]":
        """List a channel's briefs that stand and began since an instant, the oldest first."""
        stand = (cls.channel == channel) & (cls.at >= since) & cls.over_at.is_(None)
        return session.scalars(select(cls).where(stand).order_by(cls.id)).all()
