"""A ticket's counterpart in the console, and how it stood when both sides last agreed."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, false, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.console.counterparts import ConsolePriority, ConsoleStatus
from models.store.base import Base, Json, JsonObject, TextOf, WholeNumber
from models.store.plain import handfuls

_LIVE = text("ended IS NULL")


class ConsoleEnd(StrEnum):
    """Why nothing goes to a ticket in the console any more."""

    CLOSED = "closed"
    DELETED = "deleted"
    MERGED = "merged"


class ConsoleLink(Base):
    """One ticket here, and the one in the console that is about the same."""

    __tablename__ = "console_links"
    __table_args__ = (
        Index("ix_console_links_live", "updated_at", sqlite_where=_LIVE, postgresql_where=_LIVE),
    )

    ticket_id: Mapped[int] = mapped_column(WholeNumber, primary_key=True, autoincrement=False)
    console_id: Mapped[int] = mapped_column(WholeNumber, unique=True)
    url: Mapped[str]
    created_at: Mapped[datetime]
    """When it was filed there, by the console: the contract counts from then."""
    status: Mapped[ConsoleStatus] = mapped_column(TextOf(ConsoleStatus))
    priority: Mapped[ConsolePriority | None] = mapped_column(TextOf(ConsolePriority), nullable=True)
    assignee: Mapped[str | None]
    """Whose it is there, by address in lower case."""
    updated_at: Mapped[datetime]
    """Up to which state of the console's, by its own time, all is taken in."""
    known_at: Mapped[datetime]
    """The newest state of the console's, by its own time, that was read or that a change of ours made."""
    older: Mapped[int] = mapped_column(default=0)
    """How often in a row it was read as it stood before that."""
    heard_to: Mapped[datetime | None]
    """Up to when all that was said there is taken in, by the console's time; None while nothing is."""
    ended: Mapped[ConsoleEnd | None] = mapped_column(TextOf(ConsoleEnd), nullable=True)
    told: Mapped[JsonObject | None] = mapped_column(Json)
    """What was asked of it since both agreed: `status`, `priority`, `assignee` as they are called here.

    `left/status` and the like: how a fact was left here, as the console's can't be so; it is not asked for.
    """
    private: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it has the mark there that keeps from the channel what is said there."""

    def was_asked_for(self, name: str, theirs: str | None) -> bool:
        """Tell whether it stands so, in our words, because we asked for it: that is no change of theirs."""
        return theirs is not None and (self.told or {}).get(name) == theirs

    @classmethod
    def of_ticket(cls, session: Session, ticket_id: int) -> "ConsoleLink | None":
        """Return a ticket's counterpart; None while it has none that we know."""
        return session.get(cls, ticket_id)

    @classmethod
    def of_console(cls, session: Session, console_id: int) -> "ConsoleLink | None":
        """Return what we know of the console's ticket of that number."""
        return session.scalar(select(cls).where(cls.console_id == console_id))

    @classmethod
    def know(cls, session: Session, console_id: int, at: datetime) -> None:
        """Note that a state of the console's is known by now; one that is newer stays known."""
        newer = update(cls).where(cls.console_id == console_id, cls.known_at < at)
        session.execute(newer.values(known_at=at))

    @classmethod
    def newest_known(cls, session: Session, console_id: int) -> datetime | None:
        """Return the newest state that is known, as it is kept by now; None for a ticket that isn't ours."""
        return session.scalar(select(cls.known_at).where(cls.console_id == console_id))

    @classmethod
    def agree(
        cls,
        session: Session,
        console_id: int,
        status: ConsoleStatus | None,
        priority: ConsolePriority | None,
        assignee: str | None,
    ) -> None:
        """Note what both sides agree on from now on; None leaves a thing as it was."""
        said = {"status": status, "priority": priority, "assignee": assignee}
        values = {name: value for name, value in said.items() if value is not None}
        if values:
            session.execute(update(cls).where(cls.console_id == console_id).values(values))

    @classmethod
    def live(cls, session: Session, after: int, limit: int) -> Sequence[int]:
        """List tickets whose counterparts can still be changed, in their order, from behind one on."""
        found = select(cls.ticket_id).where(cls.ended.is_(None), cls.ticket_id > after)
        return session.scalars(found.order_by(cls.ticket_id).limit(limit)).all()

    @classmethod
    def among(cls, session: Session, console_ids: Sequence[int]) -> "dict[int, ConsoleLink]":
        """Return what we know of several tickets of the console's, by their numbers there."""
        return {
            link.console_id: link
            for some in handfuls(console_ids)
            for link in session.scalars(select(cls).where(cls.console_id.in_(some)))
        }

    @classmethod
    def tickets_of(cls, session: Session, console_ids: Sequence[int]) -> dict[int, int]:
        """Return the ids of our tickets, by the numbers of those in the console that we know."""
        found: dict[int, int] = {}
        for some in handfuls(console_ids):
            known = select(cls.console_id, cls.ticket_id).where(cls.console_id.in_(some))
            found.update((number, ticket_id) for number, ticket_id in session.execute(known))
        return found
