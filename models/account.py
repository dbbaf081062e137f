"""What the database keeps of an account: its ticket counter, and how its channel fares."""

from sqlalchemy import func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.keys import done
from models.message import ChatMessage, Received, TicketMessage
from models.notice import NoticeGiven
from models.queues.outbox import MessageSlot, OutboxRow
from models.store.base import Base, Json
from models.store.conflict import insert_and_count
from models.ticket import Ticket


class AccountState(Base):
    """One row an account, made when it first needs one."""

    __tablename__ = "accounts"

    key: Mapped[str] = mapped_column(primary_key=True)
    last_number: Mapped[int] = mapped_column(default=0)
    channel: Mapped[str | None]
    """Where the channel moved to, when Slack gave it another id than the runbook's."""
    moved_from: Mapped[str | None]
    """The runbook's id at that time: once the runbook names another, that one counts."""
    closed_by: Mapped[list[str]] = mapped_column(Json, default=list)
    """The `Closure`s for which nothing can be said in the channel; none while it is open."""

    @classmethod
    def of(cls, session: Session, key: str) -> "AccountState":
        """Return the account's row, held until the transaction ends; it is made if there is none."""
        # What was read before the row was held may be stale by now.
        held = select(cls).where(cls.key == key).with_for_update()
        state = session.scalar(held.execution_options(populate_existing=True))
        if state is None:
            state = cls(key=key, last_number=0, closed_by=[])
            session.add(state)
        return state

    @classmethod
    def of_channel(cls, session: Session, channel: str) -> "AccountState | None":
        """Return the account whose channel moved to that id."""
        return session.scalar(select(cls).where(cls.channel == channel))

    @classmethod
    def move(cls, session: Session, key: str, old: str, new: str, *, instead_of: str) -> None:
        """Have everything that stood in the old channel stand in the new one: nothing is orphaned.

        `instead_of` is the id that the runbook names.
        """
        state = cls.of(session, key)
        state.channel, state.moved_from = new, instead_of
        for table in (Ticket, TicketMessage, ChatMessage, NoticeGiven, MessageSlot):
            session.execute(update(table).where(table.channel == old).values(channel=new))
        Received.move(session, old, new)
        before, after = done.channel_part(old), done.channel_part(new)
        named = Ticket.origin_key.contains(before, autoescape=True)
        session.execute(
            update(Ticket).where(named).values(origin_key=func.replace(Ticket.origin_key, before, after))
        )
        unsent = (OutboxRow.channel == old) & OutboxRow.settled_at.is_(None)
        session.execute(update(OutboxRow).where(unsent).values(channel=new))

    @classmethod
    def take_number(cls, session: Session, key: str) -> int:
        """Return the account's next ticket number; the row stays locked until the transaction ends."""
        return insert_and_count(
            session, cls, {"key": key, "closed_by": []}, unique="key", counter="last_number"
        )
