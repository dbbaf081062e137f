"""Response clocks: when an answer became due, against what target, and how it ended."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import ForeignKey, Index, Select, bindparam, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.sla import ClockKind, Outcome, Priority, RunsOn
from models.store.base import Base
from models.ticket import COUNTS, Ticket

_RUNNING = text("stopped_at IS NULL")


class ResponseClock(Base):
    """One awaited answer. A running clock never moves; only a change of priority recomputes its end."""

    __tablename__ = "clocks"
    __table_args__ = (
        Index(
            "ix_clocks_one_running",
            "ticket_id",
            unique=True,
            sqlite_where=_RUNNING,
            postgresql_where=_RUNNING,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    kind: Mapped[ClockKind]
    started_at: Mapped[datetime]
    priority: Mapped[Priority]
    respond_within_seconds: Mapped[int]
    runs_on: Mapped[RunsOn]
    issue: Mapped[str]
    due_at: Mapped[datetime | None]
    raised_late: Mapped[bool] = mapped_column(default=False)
    breach_told_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None]
    runbook_version: Mapped[str]

    @classmethod
    def running(cls, session: Session, ticket_id: int) -> "ResponseClock | None":
        """Return the ticket's running clock."""
        return session.scalar(_running_of(), {"ticket": ticket_id})

    @classmethod
    def latest(cls, session: Session, ticket_id: int) -> "ResponseClock | None":
        """Return the clock that was started last, running or not."""
        return session.scalar(_latest_of(), {"ticket": ticket_id})

    @classmethod
    def awaited_since(cls, session: Session, since: datetime) -> "Sequence[tuple[Ticket, ResponseClock]]":
        """List the answers awaited still, and those given or missed since an instant, with their tickets."""
        counts = (cls.stopped_at >= since) & (cls.outcome != Outcome.CANCELLED)
        rows = session.execute(
            select(Ticket, cls)
            .join(cls, cls.ticket_id == Ticket.id)
            .where(COUNTS, cls.stopped_at.is_(None) | counts)
            .order_by(Ticket.account, Ticket.number, cls.id)
        )
        return [(ticket, clock) for ticket, clock in rows]

    @classmethod
    def running_of_account(cls, session: Session, account: str) -> "Sequence[tuple[Ticket, ResponseClock]]":
        """List the account's awaited answers with their tickets, the earliest due first."""
        rows = session.execute(
            select(Ticket, cls)
            .join(cls, cls.ticket_id == Ticket.id)
            .where(COUNTS, Ticket.account == account, cls.stopped_at.is_(None))
            .order_by(cls.due_at, cls.id)
        )
        return [(ticket, clock) for ticket, clock in rows]


# Statements asked on every message are built once: building one costs more than running it.
@cache
def _running_of() -> Select[ResponseClock]:
    own = ResponseClock.ticket_id == bindparam("ticket")
    return select(ResponseClock).where(own, ResponseClock.stopped_at.is_(None))


@cache
def _latest_of() -> Select[ResponseClock]:
    own = ResponseClock.ticket_id == bindparam("ticket")
    return select(ResponseClock).where(own).order_by(ResponseClock.id.desc()).limit(1)
