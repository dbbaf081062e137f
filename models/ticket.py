"""Tickets, and the questions that are asked of their table."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Index,
    Select,
    Text,
    UniqueConstraint,
    bindparam,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from bot.domain.keys import slots
from bot.domain.keys.done import DoneKey
from bot.domain.keys.slots import Slot
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.ticket import Situation, Status, TicketOrigin, TicketType
from bot.domain.why import Why
from models.queues.outbox import MessageSlot
from models.store.base import Base, Json, TextOf
from models.store.plain import Query
from models.store.records import TypedJson

_LIVE_IN_A_THREAD = text("status <> 'solved' AND thread_ts IS NOT NULL")
_UNSOLVED, _SOLVED = text("status <> 'solved'"), text("solved_at IS NOT NULL")
_MERGED, _PAGED = text("merged_into IS NOT NULL"), text("id > 0")


class Ticket(Base):
    """One customer matter: what was reported, who has it, where it is discussed, how it stands."""

    __tablename__ = "tickets"
    __table_args__ = (
        UniqueConstraint("account", "number"),
        # One live ticket per thread: two people reacting at once must not open two.
        Index(
            "ix_tickets_live_thread",
            "channel",
            "thread_ts",
            unique=True,
            sqlite_where=_LIVE_IN_A_THREAD,
            postgresql_where=_LIVE_IN_A_THREAD,
        ),
        Index("ix_tickets_thread", "channel", "thread_ts"),
        # What is open stays few; what is solved grows for years.
        Index(
            "ix_tickets_unsolved",
            "account",
            "opened_at",
            "id",
            sqlite_where=_UNSOLVED,
            postgresql_where=_UNSOLVED,
        ),
        Index("ix_tickets_solved", "account", "solved_at", "opened_at", "thread_ts"),
        Index("ix_tickets_solved_at", "solved_at", sqlite_where=_SOLVED, postgresql_where=_SOLVED),
        Index("ix_tickets_console_number", "console_number"),
        # Holds all tickets, and only for whoever says so: else it would be taken for the unsolved ones.
        Index("ix_tickets_account_id", "account", "id", sqlite_where=_PAGED, postgresql_where=_PAGED),
        Index("ix_tickets_merged_into", "merged_into", sqlite_where=_MERGED, postgresql_where=_MERGED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str]
    number: Mapped[int]
    origin: Mapped[TicketOrigin] = mapped_column(TextOf(TicketOrigin))
    origin_key: Mapped[str] = mapped_column(unique=True)
    """What it grew from (`view:V…`, `message:C…:ts`): the same thing twice finds the same ticket."""

    type: Mapped[TicketType]
    product: Mapped[str]
    priority: Mapped[Priority]
    subject: Mapped[str]
    description: Mapped[str]
    happened_at: Mapped[datetime | None]
    example_ids: Mapped[list[str]] = mapped_column(Json)

    requester_team: Mapped[str]
    requester_user: Mapped[str]
    requester_name: Mapped[str]

    channel: Mapped[str]
    thread_ts: Mapped[str | None]
    """The thread it grew from; None when its own card begins the thread."""
    origin_text: Mapped[str | None]
    """What the message that it grew from says by now, where that is known."""
    origin_deleted_at: Mapped[datetime | None]
    permalink: Mapped[str | None]
    """Where the thread is that it grew from; of what is private, where it stands in the console."""
    triage_channel: Mapped[str]
    private: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it was filed in the console with the mark that keeps it from the customer's channel."""

    status: Mapped[Status]
    assignee_role: Mapped[Role]
    assignee_name: Mapped[str]
    assignee_slack: Mapped[str | None]
    assignee_off_duty: Mapped[bool] = mapped_column(default=False)  # by hand: no nudge takes it away
    home_role: Mapped[Role | None]  # of whoever had it when their shift closed, and gets it back
    why: Mapped[Why | None] = mapped_column(TypedJson(Why), nullable=False)
    """None is what this version cannot read."""

    opened_at: Mapped[datetime]
    heard_at: Mapped[datetime | None]
    """When its thread was last read after a gap; all that was said since was heard as it came."""
    last_staff_at: Mapped[datetime | None]
    last_customer_at: Mapped[datetime]
    pending_since: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    solved_at: Mapped[datetime | None]
    console_number: Mapped[str | None]
    merged_into: Mapped[int | None]
    """The ticket that it became a part of: it is solved, and all that is about it is about that one."""

    @property
    def card_slot(self) -> Slot:
        """Name the card that begins the ticket's thread: the customers', else the only one there is."""
        return self.triage_slot if self.stays_inside else slots.customers_card(self.id)

    @property
    def triage_slot(self) -> Slot:
        """Name the staff's card among our posts."""
        return slots.staff_card(self.id)

    @property
    def is_drill(self) -> bool:
        """Tell whether it is one that the bot has made up."""
        return self.origin is TicketOrigin.DRILL

    @property
    def stays_inside(self) -> bool:
        """Tell whether it stands in triage alone, and nothing of it is said to a customer."""
        return self.is_drill or self.private

    @property
    def is_heard(self) -> bool:
        """Tell whether its thread is the thread of something live: its own, or what it was merged into."""
        return self.status is not Status.SOLVED or self.merged_into is not None

    def move_to(self, status: Status) -> None:
        """Take the status that the lifecycle decided on; nothing else may set it."""
        self.status = status

    def situation(self, *, escalated: bool) -> Situation:
        """Return what the lifecycle needs to know to judge a change."""
        replied = self.last_staff_at is not None and self.last_staff_at >= self.last_customer_at
        return Situation(
            status=self.status,
            staff_replied_since_customer=replied,
            escalated=escalated,
            solved_at=self.solved_at,
            private=self.private,
        )

    @classmethod
    def locked(cls, session: Session, ticket_id: int) -> "Ticket | None":
        """Return the ticket and hold its row until the transaction ends."""
        return session.scalar(_held(), {"id": ticket_id})

    @classmethod
    def unheld(cls, session: Session, ticket_ids: "Sequence[int]") -> "list[Ticket]":
        """Return those of some tickets that nobody else holds, and hold their rows; waits for none."""
        found = {one.id: one for one in session.scalars(_unheld(), {"ids": list(ticket_ids)})}
        return [found[each] for each in ticket_ids if each in found]

    @classmethod
    def listed(cls, session: Session, ticket_ids: "Sequence[int]") -> "list[Ticket]":
        """Return some tickets, to be read only, in that order."""
        found = session.scalars(select(cls).where(cls.id.in_(ticket_ids))) if ticket_ids else ()
        return sorted(found, key=lambda one: ticket_ids.index(one.id))

    @classmethod
    def whole(cls, session: Session, ticket: "Ticket | None") -> "Ticket | None":
        """Return what the ticket has become a part of; itself, if it was not merged."""
        while ticket is not None and ticket.merged_into is not None:
            ticket = session.get(cls, ticket.merged_into)
        return ticket

    @classmethod
    def merged_in(cls, session: Session, ticket_id: int) -> "Sequence[Ticket]":
        """List the tickets that are a part of one, and those that are a part of these; the oldest first."""
        found = session.scalars(_merged_in(), {"ticket": ticket_id}).all()
        inner = [each for ticket in found for each in cls.merged_in(session, ticket.id)]
        return sorted((*found, *inner), key=lambda ticket: ticket.id)

    @classmethod
    def numbered(cls, session: Session, account: str, number: int) -> "Ticket | None":
        """Return the account's ticket of that number."""
        return session.scalar(select(cls).where(cls.account == account, cls.number == number))

    @classmethod
    def grown_from(cls, session: Session, origin_key: DoneKey) -> "Ticket | None":
        """Return the ticket that this view, message or command already made."""
        return session.scalar(_grown_from(), {"key": origin_key})

    @classmethod
    def in_thread(cls, session: Session, channel: str, thread_ts: str) -> "Ticket | None":
        """Return the ticket that the thread is about: the one it is of, or what that is a part of."""
        return cls.whole(session, cls.of_thread(session, channel, thread_ts))

    @classmethod
    def of_thread(cls, session: Session, channel: str, thread_ts: str) -> "Ticket | None":
        """Return the ticket that the thread is of: it grew there, or its card begins it.

        Of several it is the live one, or the one merged into another, else the newest.
        """
        there = session.execute(_in_thread(), {"channel": channel, "thread": thread_ts}).one()
        found: Ticket | None = there.Ticket
        if found is not None and found.is_heard:
            return found
        begun = cls._of_card(session, there.slot)
        return begun if begun is not None and begun.is_heard else found or begun

    @classmethod
    def of_post(cls, session: Session, channel: str, ts: str) -> "Ticket | None":
        """Return the ticket whose card (the customers' or the staff's) stands at that message."""
        return cls._of_card(session, MessageSlot.name_at(session, channel, ts))

    @classmethod
    def _of_card(cls, session: Session, slot: str | None) -> "Ticket | None":
        ticket_id = slots.ticket_of_card(slot) if slot else None
        return session.get(cls, ticket_id) if ticket_id else None

    @classmethod
    def unsolved(cls, session: Session, account: str | None) -> "Sequence[Ticket]":
        """List unsolved tickets, the oldest first: of one account or all."""
        query = select(cls).where(UNSOLVED).order_by(cls.opened_at, cls.id)
        if account is not None:
            query = query.where(cls.account == account)
        return session.scalars(query).all()


COUNTS: ColumnElement[bool] = func.coalesce(Ticket.number, literal_column("0")) > literal_column("0")
"""Holds for all but drills, which stand in no list and no figure; hidden from indexes: it finds nothing."""
UNSOLVED: ColumnElement[bool] = (Ticket.status != literal_column("'solved'")) & COUNTS
"""Without a parameter, so that both databases see that the partial index holds all such tickets."""
SHOWN: ColumnElement[bool] = Ticket.private.is_(False)
"""Holds for what the customer may know of."""


def reported_by(user: ColumnElement[str]) -> ColumnElement[bool]:
    """Hold for the tickets that somebody reported, and for those that such a ticket was merged into."""
    other = aliased(Ticket)
    merged = exists().where(other.merged_into == Ticket.id, other.requester_user == user)
    return or_(Ticket.requester_user == user, merged)


# Statements asked on every message are built once: building one costs more than running it.
@cache
def _held() -> Select[Ticket]:
    # What was read before the row was held may be stale by now.
    held = select(Ticket).where(Ticket.id == bindparam("id")).with_for_update()
    return held.execution_options(populate_existing=True)


@cache
def _unheld() -> Select[Ticket]:
    named = select(Ticket).where(Ticket.id.in_(bindparam("ids", expanding=True)))
    return named.with_for_update(skip_locked=True).execution_options(populate_existing=True)


@cache
def _grown_from() -> Select[Ticket]:
    return select(Ticket).where(Ticket.origin_key == bindparam("key"))


@cache
def _in_thread() -> Query:
    """Find the ticket that grew in a thread, and the slot of a message of ours that begins it: one row."""
    channel, thread = bindparam("channel", type_=Text()), bindparam("thread", type_=Text())
    begins = (MessageSlot.channel == channel) & (MessageSlot.ts == thread)
    slot = select(MessageSlot.slot).where(begins).limit(1).scalar_subquery().label("slot")
    one = select(literal_column("1").label("row")).subquery("one_row")
    grown = Ticket.id == newest_grown_in(channel, thread).scalar_subquery()
    return select(Ticket, slot).select_from(one).outerjoin(Ticket, grown)


def newest_grown_in(channel: BindParameter[str], thread_ts: BindParameter[str]) -> Select[int]:
    """Find the ticket that grew in a thread, as a part of a statement: the live one, else the newest."""
    here = (Ticket.channel == channel) & (Ticket.thread_ts == thread_ts)
    over = (Ticket.status == Status.SOLVED) & Ticket.merged_into.is_(None)
    return select(Ticket.id).where(here).order_by(over, Ticket.id.desc()).limit(1)


@cache
def _merged_in() -> Select[Ticket]:
    return select(Ticket).where(Ticket.merged_into == bindparam("ticket"))
