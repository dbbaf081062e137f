"""Absences that people announce with `/oncall off`; the runbook's own stand in the runbook."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from sqlalchemy import Select, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base


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
        return session.scalars(_of_users(), {"users": list(users)}).all()


@cache
def _of_users() -> Select[AnnouncedAbsence]:
    named = AnnouncedAbsence.user_id.in_(bindparam("users", expanding=True))
    return select(AnnouncedAbsence).where(named).order_by(AnnouncedAbsence.first, AnnouncedAbsence.id)
