"""The history: one line for every change of a ticket. Events are the truth; reports come from them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base, Json


class TicketEvent(Base):
    """Who changed what and when, and by which version of the runbook it was judged."""

    __tablename__ = "ticket_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str]
    actor_team: Mapped[str | None]
    actor_user: Mapped[str | None]
    actor_name: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(Json)
    runbook_version: Mapped[str]

    @classmethod
    def latest(cls, session: Session, ticket_id: int, kind: str) -> "TicketEvent | None":
        """Return the ticket's newest event of a kind."""
        of_kind = select(cls).where(cls.ticket_id == ticket_id, cls.kind == kind)
        return session.scalar(of_kind.order_by(cls.id.desc()).limit(1))

    @classmethod
    def of_ticket(cls, session: Session, ticket_id: int) -> "Sequence[TicketEvent]":
        """List the ticket's events in the order they happened."""
        return session.scalars(select(cls).where(cls.ticket_id == ticket_id).order_by(cls.id)).all()
