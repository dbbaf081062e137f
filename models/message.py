"""What was said: the messages of tickets in full, chat that is no ticket as ids and times only."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import (
    Connection,
    ForeignKey,
    Index,
    Insert,
    Select,
    UniqueConstraint,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.calendar.timestamps import said_at
from bot.domain.keys import done
from bot.domain.keys.done import DoneKey
from bot.domain.permission import Side
from models.store.base import Base, Json, JsonObject, TextOf
from models.store.conflict import insert_or_leave
from models.store.plain import Query
from models.ticket import Ticket

# Without parameters, so that both databases recognise their partial index in it.
_SHOWN = text("shown_in IS NOT NULL")


class TicketMessage(Base):
    """One message in a ticket's customer thread, with its edits and its deletion."""

    __tablename__ = "ticket_messages"
    __table_args__ = (
        UniqueConstraint("channel", "ts"),
        Index("ix_ticket_messages_shown_in", "shown_in", sqlite_where=_SHOWN, postgresql_where=_SHOWN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    channel: Mapped[str]
    ts: Mapped[str]
    side: Mapped[Side] = mapped_column(TextOf(Side))
    author_team: Mapped[str]
    author_user: Mapped[str]
    author_name: Mapped[str]
    text: Mapped[str]
    files: Mapped[list[JsonObject]] = mapped_column(Json)
    posted_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    shown_in: Mapped[str | None]
    """The slot of the post that shows it in triage, maybe among others; None if an earlier version did."""

    @classmethod
    def at(cls, session: Session, channel: str, ts: str) -> "TicketMessage | None":
        """Return the stored message at that place."""
        return session.scalar(_message_at(), {"channel": channel, "ts": ts})

    @classmethod
    def of_ticket(cls, session: Session, ticket_id: int) -> "Sequence[TicketMessage]":
        """List the ticket's messages in the order they were said."""
        return session.scalars(_messages_of(), {"ticket": ticket_id}).all()

    @classmethod
    def of_post(cls, session: Session, slot: str) -> "Sequence[TicketMessage]":
        """List the messages that one post shows in triage, in its order."""
        return session.scalars(select(cls).where(cls.shown_in == slot).order_by(cls.id)).all()

    @classmethod
    def last_of(cls, session: Session, ticket_id: int) -> "TicketMessage | None":
        """Return what was said last on the ticket and was not deleted."""
        stands = (cls.ticket_id == ticket_id) & cls.deleted_at.is_(None)
        return session.scalar(
            select(cls).where(stands).order_by(cls.posted_at.desc(), cls.id.desc()).limit(1)
        )

    @classmethod
    def said_before(cls, session: Session, message: "TicketMessage") -> "TicketMessage | None":
        """Return what was said on the ticket right before a message."""
        earlier = (cls.ticket_id == message.ticket_id) & (cls.ts < message.ts)
        return session.scalar(select(cls).where(earlier).order_by(cls.ts.desc()).limit(1))

    @classmethod
    def standing(cls, session: Session, ticket_id: int) -> frozenset[str]:
        """Return the ts of the ticket's messages that are not known to be deleted."""
        query = select(cls.ts).where(cls.ticket_id == ticket_id, cls.deleted_at.is_(None))
        return frozenset(session.scalars(query))


class ChatMessage(Base):
    """A message in a shared channel that belongs to no ticket: that it was said, never what."""

    __tablename__ = "chat_messages"
    __table_args__ = (Index("ix_chat_messages_channel_posted", "channel", "posted_at"),)

    channel: Mapped[str] = mapped_column(primary_key=True)
    ts: Mapped[str] = mapped_column(primary_key=True)
    thread_ts: Mapped[str | None]
    author_team: Mapped[str]
    author_user: Mapped[str]
    posted_at: Mapped[datetime]

    @classmethod
    def add(cls, session: Session, **values: object) -> None:
        """Store that a message was said, at once: every message of a channel passes here."""
        session.connection().execute(_chat_insert(), values)

    @classmethod
    def prune(cls, session: Session, channel: str, before: datetime) -> None:
        """Forget what was said in the channel before `before`, but for its last word and tickets' roots."""
        newest = select(func.max(cls.posted_at)).where(cls.channel == channel).scalar_subquery()
        root = exists().where(Ticket.channel == cls.channel, Ticket.thread_ts == cls.ts)
        old = (cls.channel == channel, cls.posted_at < before, cls.posted_at < newest, ~root)
        session.execute(delete(cls).where(*old))

    @classmethod
    def last_said(cls, session: Session, channel: str) -> datetime | None:
        """Return when a person last said anything in the channel, ticket threads included."""
        said = cls.first_and_last(session, channel)
        return said_at(said[-1]) if said else None

    @classmethod
    def first_and_last(cls, session: Session, channel: str) -> tuple[str, ...]:
        """Return the ts of the oldest and the newest message taken in from the channel, if there are any."""
        # Each end by itself: asked for both at once, a database walks through all that is between them.
        ends = [
            session.scalar(select(table.ts).where(table.channel == channel).order_by(order).limit(1))
            for table in (cls, TicketMessage)
            for order in (table.ts, table.ts.desc())
        ]
        said = sorted(ts for ts in ends if ts is not None)
        return (said[0], said[-1]) if said else ()


class Received(Base):
    """Something asked of us that must be done once, whatever Slack delivers twice."""

    __tablename__ = "received"

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)

    @classmethod
    def first(cls, session: Session, key: DoneKey, now: datetime) -> bool:
        """Store the key and return True; return False if it is there already."""
        return insert_or_leave(session, cls, {"key": key, "at": now}, unique="key")

    @classmethod
    def done_at(cls, connection: Connection, key: DoneKey) -> datetime | None:
        """Return when it was done; None if it was not."""
        at: datetime | None = connection.execute(_done_at(), {"key": key}).scalar()
        return at

    @classmethod
    def move(cls, session: Session, old: str, new: str) -> None:
        """Have what was done about the messages of one channel known under its new id."""
        about = [cls.key.startswith(kind) for kind in done.BEGINNINGS_IN_CHANNELS]
        before, after = done.channel_part(old), done.channel_part(new)
        named = cls.key.contains(before, autoescape=True) & or_(*about)
        session.execute(update(cls).where(named).values(key=func.replace(cls.key, before, after)))

    @classmethod
    def any_beginning(cls, session: Session, beginning: str) -> bool:
        """Tell whether a key is there that begins so."""
        query = select(cls.key).where(cls.key.startswith(beginning, autoescape=True)).limit(1)
        return session.scalar(query) is not None

    @classmethod
    def prune(cls, session: Session, before: datetime) -> None:
        """Forget what was done before `before`: Slack delivers nothing so late."""
        session.execute(delete(cls).where(cls.at < before))


@cache
def _done_at() -> Query:
    return select(Received.at).where(Received.key == bindparam("key"))


@cache
def _chat_insert() -> Insert:
    return insert(ChatMessage)


@cache
def _message_at() -> Select[TicketMessage]:
    here = (TicketMessage.channel == bindparam("channel")) & (TicketMessage.ts == bindparam("ts"))
    return select(TicketMessage).where(here)


@cache
def _messages_of() -> Select[TicketMessage]:
    own = TicketMessage.ticket_id == bindparam("ticket")
    return select(TicketMessage).where(own).order_by(TicketMessage.ts)
