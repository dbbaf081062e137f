"""Escalations: who raised the alarm, why, how far it has climbed, who answered it."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import ForeignKey, Index, Select, bindparam, case, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.escalation import Reason
from models.store.base import Base, Json, JsonObject
from models.ticket import COUNTS, Ticket

_OPEN = text("acknowledged_at IS NULL")


class Escalation(Base):
    """One alarm on one ticket; open until somebody acknowledges it."""

    __tablename__ = "escalations"
    __table_args__ = (
        Index(
            "ix_escalations_one_open_per_reason",
            "ticket_id",
            "reason",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    reason: Mapped[Reason]
    comment: Mapped[str | None]
    reach: Mapped[str | None]
    raised_by_team: Mapped[str]
    raised_by_user: Mapped[str]
    raised_by_name: Mapped[str]
    raised_at: Mapped[datetime]
    added: Mapped[list[JsonObject]] = mapped_column(Json)
    """The same alarm raised again while it was open: who, when, with what words."""
    step: Mapped[int] = mapped_column(default=0)
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by_name: Mapped[str | None]

    @classmethod
    def open_of_ticket(cls, session: Session, ticket_id: int) -> "Sequence[Escalation]":
        """List the ticket's unanswered alarms, the oldest first."""
        return session.scalars(_open_of(), {"ticket": ticket_id}).all()

    @classmethod
    def ended_at(cls, session: Session, ticket_id: int, at: datetime) -> "Sequence[Escalation]":
        """List the ticket's alarms that ended at an instant, the oldest first."""
        ended = select(cls).where(cls.ticket_id == ticket_id, cls.acknowledged_at == at)
        return session.scalars(ended.order_by(cls.id)).all()

    @classmethod
    def tickets_of_account(cls, session: Session, account: str) -> "Sequence[Ticket]":
        """List the account's tickets with an unanswered alarm, the longest unanswered first."""
        unanswered = select(func.min(cls.id)).where(cls.ticket_id == Ticket.id, cls.acknowledged_at.is_(None))
        first = unanswered.scalar_subquery()
        query = select(Ticket).where(COUNTS, Ticket.account == account, first.is_not(None)).order_by(first)
        return session.scalars(query).all()

    @classmethod
    def shown_of_ticket(cls, session: Session, ticket_id: int) -> "Escalation | None":
        """Return the alarm that a card shows: the oldest that is unanswered, else the newest of all."""
        return session.scalar(_shown_of(), {"ticket": ticket_id})

    @classmethod
    def raised_by(cls, session: Session, ticket_id: int, reason: Reason, user: str) -> bool:
        """Tell whether that person raised the alarm on the ticket for that reason."""
        query = select(cls.id).where(
            cls.ticket_id == ticket_id, cls.reason == reason, cls.raised_by_user == user
        )
        return session.scalar(query.limit(1)) is not None


# Statements asked on every message are built once: building one costs more than running it.
@cache
def _open_of() -> Select[Escalation]:
    own = Escalation.ticket_id == bindparam("ticket")
    return select(Escalation).where(own, Escalation.acknowledged_at.is_(None)).order_by(Escalation.id)


@cache
def _shown_of() -> Select[Escalation]:
    own = Escalation.ticket_id == bindparam("ticket")
    answered = Escalation.acknowledged_at.is_not(None)
    oldest_unanswered = case((answered, -Escalation.id), else_=Escalation.id)
    return select(Escalation).where(own).order_by(answered, oldest_unanswered).limit(1)
