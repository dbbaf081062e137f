"""Absences that people announce with `/oncall off`; the runbook's own stand in the runbook."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


class AnnouncedAbsence(Base):
    """A person's days off, both dates included, in that person's own zone."""

    __tablename__ = "absences"
    __table_args__ = (UniqueConstraint("user_id", "first", "last"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(index=True)
    first: Mapped[date]
    last: Mapped[date]
    announced_by: Mapped[str]
    announced_at: Mapped[datetime]

    @classmethod
    def of_users(cls, session: Session, users: Sequence[str]) -> "Sequence[AnnouncedAbsence]":
        """List the users' announced absences, the earliest first."""
        return session.scalars(select(cls).where(cls.user_id.in_(users)).order_by(cls.first, cls.id)).all()
