"""What is to be said, to Slack or elsewhere: the outbox rows, and where each of our messages stands."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum
from functools import cache

from sqlalchemy import Dialect, Index, Select, SmallInteger, TypeDecorator, bindparam, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base, JsonObject
from models.store.plain import handfuls


class OutboxState(StrEnum):
    """How far a row has come; `sending` beyond its lease means that nobody knows whether Slack has it."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class Destination(StrEnum):
    """Who is called; each has its own pace, its own errors and its own way to do a thing once."""

    SLACK = "slack"
    TWILIO = "twilio"
    PAGERDUTY = "pagerduty"
    WEBHOOK = "webhook"
    CONSOLE = "console"
    SLACK_FILES = "slack_files"


class Method(StrEnum):
    """The calls that go through the outbox: Slack's by their names there, others after who is called."""

    POST = "chat.postMessage"
    UPDATE = "chat.update"
    DELETE = "chat.delete"
    PIN = "pins.add"
    UNPIN = "pins.remove"
    REACT = "reactions.add"
    UNREACT = "reactions.remove"
    HOME = "views.publish"
    SMS = "twilio.sms"
    CALL = "twilio.call"
    INCIDENT = "pagerduty.event"
    WEBHOOK = "webhook.post"
    CONSOLE_TICKET = "console.ticket"
    CONSOLE_COMMENT = "console.comment"
    CONSOLE_CHANGE = "console.change"
    SHARE_FILE = "files.completeUploadExternal"

    @property
    def destination(self) -> Destination:
        """Return who is called."""
        return _ELSEWHERE.get(self, Destination.SLACK)


_ELSEWHERE = {
    Method.SMS: Destination.TWILIO,
    Method.CALL: Destination.TWILIO,
    Method.INCIDENT: Destination.PAGERDUTY,
    Method.WEBHOOK: Destination.WEBHOOK,
    Method.CONSOLE_TICKET: Destination.CONSOLE,
    Method.CONSOLE_COMMENT: Destination.CONSOLE,
    Method.CONSOLE_CHANGE: Destination.CONSOLE,
    Method.SHARE_FILE: Destination.SLACK_FILES,  # it has a pace and faults of its own
}


class OutboxUrgency(IntEnum):
    """What a row may overtake in the outbox; the lower goes first."""

    ALARM = 1  # somebody must act now: a P1's card, an escalation, a ping
    ANSWER = 2  # somebody waits for it: a ticket's card, the answer to what was asked
    NEWS = 3  # nobody waits for it: notices, mirrors, lists
    TOUCH_UP = 4  # what stands already is edited, pinned, marked or taken away

    @classmethod
    def of_ping(cls, pinged: Sequence[object]) -> "OutboxUrgency":
        """Return the urgency of what pings these people: without any it is only news."""
        return cls.ALARM if pinged else cls.NEWS


class UrgencyRank(TypeDecorator[OutboxUrgency]):
    """An urgency as a number, so that a database can sort by it."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: OutboxUrgency | None, dialect: Dialect) -> int | None:
        """Store the rank."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> OutboxUrgency | None:
        """Give the member back; raise ValueError for a rank that is none."""
        return None if value is None else OutboxUrgency(value)


# Conditions without parameters, so that both databases recognise their partial indexes in them.
_UNSETTLED, _SETTLED = text("settled_at IS NULL"), text("settled_at IS NOT NULL")
EDIT = text("method = 'chat.update'")


def _unsettled_index(name: str, *columns: str) -> Index:
    return Index(name, *columns, sqlite_where=_UNSETTLED, postgresql_where=_UNSETTLED)


class OutboxRow(Base):
    """One call to Slack or elsewhere, written in the transaction that decided on it."""

    __tablename__ = "outbox"
    __table_args__ = (
        # In the order in which rows leave; with the instant, so that rows not yet due are passed over in it.
        _unsettled_index("ix_outbox_ready", "urgency", "turn", "not_before", "id"),
        _unsettled_index("ix_outbox_turn", "channel", "urgency", "turn", "account"),
        _unsettled_index("ix_outbox_lane", "lane", "id"),
        _unsettled_index("ix_outbox_slot", "slot"),
        Index("ix_outbox_edits", "target_slot", "id", sqlite_where=EDIT, postgresql_where=EDIT),
        # Partial as well: SQLite would else walk every unsettled row through it, in no useful order.
        Index("ix_outbox_settled", "settled_at", sqlite_where=_SETTLED, postgresql_where=_SETTLED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True, default=lambda: str(uuid.uuid4()))
    """What the message's metadata carries, so that it can be found again; says nothing of the ticket."""
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    lane: Mapped[str]
    """Rows of one lane leave in the order they were written."""
    urgency: Mapped[OutboxUrgency] = mapped_column(UrgencyRank, default=OutboxUrgency.NEWS)
    account: Mapped[str] = mapped_column(default="")
    """On whose account it is said, where several share a channel."""
    turn: Mapped[int] = mapped_column(default=0)
    """Accounts that share a channel take turns: of equal urgency the lowest goes first."""
    method: Mapped[Method]
    channel: Mapped[str | None]
    """A channel, or a person for a direct message; None where the target slot tells it. For a phone: whose it
    is, as a key of the runbook's people; for a webhook: its id.
    """
    slot: Mapped[str | None]
    """The name under which a posted message is remembered in `posts`."""
    target_slot: Mapped[str | None]
    """The message of ours that this is about: the thread's root for a post, else what is edited or pinned."""
    target_ts: Mapped[str | None]
    """The same, for a message that is not ours."""
    payload: Mapped[JsonObject]
    pin_of: Mapped[str | None]
    """The account whose PIN the relay fills in on the way out; never stored."""
    state: Mapped[OutboxState] = mapped_column(default=OutboxState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    refusals: Mapped[int] = mapped_column(default=0)
    """How many of the attempts Slack answered with an error."""
    not_before: Mapped[datetime]
    """When it may be tried; while sending, when the lease ends."""
    claimed_at: Mapped[datetime | None]
    """When the first attempt began that Slack may have accepted."""
    unsure_until: Mapped[datetime | None]
    """While sending: until then a search that finds nothing proves nothing, as Slack may be slow."""
    claimed_by: Mapped[str | None]
    sent_channel: Mapped[str | None]
    sent_ts: Mapped[str | None]
    error: Mapped[str | None]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    """When it was sent, or given up."""

    @classmethod
    def of_key(cls, session: Session, key: str) -> "OutboxRow | None":
        """Return the row that goes out under that key."""
        return session.scalar(select(cls).where(cls.key == key))

    @classmethod
    def enqueued_as(cls, session: Session, dedupe_key: str) -> "OutboxRow | None":
        """Return the row that was enqueued under that key."""
        return session.scalar(select(cls).where(cls.dedupe_key == dedupe_key))

    @classmethod
    def is_sent_as(cls, session: Session, method: Method, name: str, since: datetime) -> bool:
        """Tell whether a row is known to have arrived since an instant, under that name at its destination.

        Those of before are not walked through.
        """
        sent = (cls.settled_at >= since) & (cls.method == method) & (cls.sent_ts == name)
        return session.scalar(select(cls.id).where(sent).limit(1)) is not None

    @classmethod
    def latest_by(
        cls, session: Session, method: Method, limit: int, channel: str | None
    ) -> "list[OutboxRow]":
        """List the newest rows of a method, the newest first: to one channel, or to any."""
        of_method = select(cls).where(cls.method == method).order_by(cls.id.desc()).limit(limit)
        if channel is not None:
            of_method = of_method.where(cls.channel == channel)
        return list(session.scalars(of_method))

    @classmethod
    def waiting_since(cls, session: Session) -> datetime | None:
        """Return when the oldest unsent row was written."""
        return session.scalar(select(func.min(cls.created_at)).where(cls.settled_at.is_(None)))

    @classmethod
    def delivered_at(cls, session: Session, dedupe_key: str) -> datetime | None:
        """Return when what was enqueued under that key reached Slack; None while it has not."""
        sent = (cls.dedupe_key == dedupe_key) & (cls.state == OutboxState.SENT)
        return session.scalar(select(cls.settled_at).where(sent))

    @classmethod
    def slots_on_their_way(cls, session: Session, channel: str) -> Sequence[str]:
        """List the slots of messages that may stand in the channel by now, though nobody knows where."""
        sending = (cls.channel == channel) & (cls.method == Method.POST) & (cls.state == OutboxState.SENDING)
        under_way = session.scalars(select(cls.slot).where(cls.settled_at.is_(None), sending))
        return [each for each in under_way if each is not None]

    @classmethod
    def is_unsent(cls, session: Session, slot: str) -> bool:
        """Tell whether what is to be known by that slot is still to be sent."""
        unsent = (cls.slot == slot) & cls.settled_at.is_(None)
        return session.scalar(select(cls.id).where(unsent).limit(1)) is not None

    @classmethod
    def unsent_slots(cls, session: Session, slot: str) -> Sequence[str]:
        """List a slot and those below it, as far as their messages are still to be posted."""
        named = (cls.slot == slot) | cls.slot.startswith(f"{slot}/", autoescape=True)
        unsent = session.scalars(select(cls.slot).where(cls.settled_at.is_(None), named))
        return [each for each in unsent if each is not None]

    @classmethod
    def count_unsent(cls, session: Session) -> int:
        """Count the rows that are yet to be sent."""
        return session.scalar(select(func.count()).where(cls.settled_at.is_(None))) or 0

    @classmethod
    def count_failed(cls, session: Session, since: datetime) -> int:
        """Count the rows given up since `since`."""
        failed = (cls.settled_at >= since) & (cls.state == OutboxState.FAILED)
        return session.scalar(select(func.count()).select_from(cls).where(failed)) or 0


class MessageSlot(Base):
    """Where one of our messages stands."""

    __tablename__ = "posts"
    __table_args__ = (Index("ix_posts_message", "channel", "ts"),)

    slot: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str]
    ts: Mapped[str]
    gone_at: Mapped[datetime | None]
    """When Slack first told us that somebody had deleted it."""

    @property
    def posted_at(self) -> datetime:
        """Return when Slack posted it."""
        seconds, _, fraction = self.ts.partition(".")
        return datetime.fromtimestamp(int(seconds), UTC) + timedelta(microseconds=int(fraction.ljust(6, "0")))

    @classmethod
    def at(cls, session: Session, slot: str) -> "MessageSlot | None":
        """Return where the message of that slot stands, or None while it was not posted."""
        return session.get(cls, slot)

    @classmethod
    def name_at(cls, session: Session, channel: str, ts: str) -> str | None:
        """Return the slot of which a message is, or None if it has none or is none of ours."""
        return session.scalar(_slot_at(), {"channel": channel, "ts": ts})

    @classmethod
    def beginning(cls, session: Session, slot: str) -> "Sequence[MessageSlot]":
        """List a slot's message and those of the slots below it."""
        named = (cls.slot == slot) | cls.slot.startswith(f"{slot}/", autoescape=True)
        return session.scalars(select(cls).where(named)).all()

    @classmethod
    def among(cls, session: Session, slots: Sequence[str]) -> "dict[str, MessageSlot]":
        """Return where the messages of several slots stand, as far as they were posted."""
        return {
            standing.slot: standing
            for some in handfuls(slots)
            for standing in session.scalars(select(cls).where(cls.slot.in_(some)))
        }


@cache
def _slot_at() -> Select[str]:
    here = (MessageSlot.channel == bindparam("channel")) & (MessageSlot.ts == bindparam("ts"))
    return select(MessageSlot.slot).where(here)
