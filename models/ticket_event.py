"""The history: one line for every change of a ticket. Events are the truth; reports come from them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import ForeignKey, Insert, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.events import KINDS, Event, UnknownEvent
from models.store import settled
from models.store.base import Base, Json, JsonObject
from models.store.records import unpacked


class TicketEvent(Base):
    """Who changed what and when, and by which version of the runbook it was judged."""

    __tablename__ = "ticket_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str]
    """The name of the event's kind; with `data` it makes `what`."""
    actor_team: Mapped[str | None]
    actor_user: Mapped[str | None]
    actor_name: Mapped[str]
    data: Mapped[JsonObject] = mapped_column(Json)
    runbook_version: Mapped[str]
    roster_version: Mapped[int | None]
    """The change of the roster that was the newest then; None of events that earlier versions recorded."""

    @property
    def what(self) -> Event:
        """Return what happened."""
        kind = KINDS.get(self.kind)
        try:
            return unpacked(kind, self.data) if kind else UnknownEvent(self.kind)
        except ValueError:  # written by hand, or by another version
            return UnknownEvent(self.kind)

    @classmethod
    def add_all(cls, session: Session, rows: Sequence[Mapping[str, object]]) -> None:
        """Append several events, given by their columns, in their order."""
        settled.take_ids(session, cls)
        session.connection().execute(_insertion(), rows)

    @classmethod
    def before(
        cls, session: Session, event: "TicketEvent", kinds: Sequence[type[Event]]
    ) -> "TicketEvent | None":
        """Return the ticket's newest event of these kinds before another."""
        earlier = (cls.ticket_id == event.ticket_id) & (cls.id < event.id)
        of_kinds = select(cls).where(earlier, cls.kind.in_([kind.kind for kind in kinds]))
        return session.scalar(of_kinds.order_by(cls.id.desc()).limit(1))

    @classmethod
    def latest(cls, session: Session, ticket_id: int, kind: type[Event]) -> "TicketEvent | None":
        """Return the ticket's newest event of a kind."""
        of_kind = select(cls).where(cls.ticket_id == ticket_id, cls.kind == kind.kind)
        return session.scalar(of_kind.order_by(cls.id.desc()).limit(1))

    @classmethod
    def newest(cls, session: Session) -> int:
        """Return the id of what happened last to any ticket, 0 if nothing did.

        What others have recorded since something that is not committed yet counts once that is.
        """
        found = settled.settled_up_to(session, cls)
        return found if found is not None else session.scalar(select(func.max(cls.id))) or 0

    @classmethod
    def newest_id(cls, session: Session, ticket_id: int) -> int:
        """Return the id of what happened last to the ticket, 0 if nothing did."""
        return session.scalar(select(func.max(cls.id)).where(cls.ticket_id == ticket_id)) or 0

    @classmethod
    def of_kinds(
        cls, session: Session, ticket_id: int, kinds: Sequence[type[Event]], *, after: int = 0
    ) -> "Sequence[TicketEvent]":
        """List the ticket's events of these kinds, those of greater ids than `after`, as they happened."""
        named = cls.kind.in_([kind.kind for kind in kinds])
        of_ticket = (cls.ticket_id == ticket_id) & (cls.id > after)
        return session.scalars(select(cls).where(of_ticket, named).order_by(cls.id)).all()

    @classmethod
    def of_ticket(cls, session: Session, ticket_id: int) -> "Sequence[TicketEvent]":
        """List the ticket's events in the order they happened."""
        return session.scalars(select(cls).where(cls.ticket_id == ticket_id).order_by(cls.id)).all()


@cache
def _insertion() -> Insert:
    return insert(TicketEvent)
