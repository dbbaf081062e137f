"""What was not heard: each account's gap, and the stretches of its channel's history still to be read."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, ForeignKey, delete, exists, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.sla import Priority
from models.escalation import Escalation
from models.store.base import Base
from models.ticket import SHOWN, UNSOLVED, Ticket

FEW: Final = 40
"""So many unsolved tickets' threads are read whole, news or not: less than a minute of Slack's allowance."""


class UnheardTime(Base):
    """A time in which an account's channel was not heard, until all that was said in it is known."""

    __tablename__ = "gaps"

    account: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    """What was said from here on may not have been heard."""
    noticed_at: Mapped[datetime]
    """What was read since then is known; what was last read before is not."""
    rank: Mapped[int]
    """How urgent its account is: 0 with an unanswered P1 or alarm, 1 with other open tickets, else 2."""
    unsolved: Mapped[int]
    """How many unsolved tickets the account had."""

    @classmethod
    def ticket(cls, session: Session, where: ColumnElement[bool], leaving: Collection[str]) -> Ticket | None:
        """Return an unsolved ticket of which this holds, the newest of the most urgent account's."""
        query = select(Ticket).join(cls, cls.account == Ticket.account)
        query = query.where(UNSOLVED, where, cls.account.not_in(leaving))
        return session.scalar(query.order_by(cls.rank, Ticket.id.desc()).limit(1))

    @classmethod
    def is_urgent(cls) -> ColumnElement[bool]:
        """Hold for tickets whose next ping may be a matter of minutes."""
        alarm = (Escalation.ticket_id == Ticket.id) & Escalation.acknowledged_at.is_(None)
        return or_(Ticket.priority == Priority.P1, exists().where(alarm))

    @classmethod
    def wants_whole(cls) -> ColumnElement[bool]:
        """Hold for tickets of accounts with few of them, whose threads were not read whole.

        A thread that a page showed to have no news is known from `noticed_at` on, one that was read whole
        from later on.
        """
        is_unread = or_(Ticket.heard_at.is_(None), Ticket.heard_at <= cls.noticed_at)
        return SHOWN & (cls.unsolved <= FEW) & is_unread

    @classmethod
    def close_if_filled(cls, session: Session, account: str) -> None:
        """Forget an account's gap if nothing is left to be read of it."""
        session.flush()
        stretch = exists().where(UnreadStretch.account == cls.account)
        wanted = (Ticket.account == cls.account, or_(is_unread(), cls.wants_whole()))
        unread = exists().where(*wanted, UNSOLVED)
        filled = (cls.account == account) & ~stretch & ~unread.correlate(cls)
        session.execute(delete(cls).where(filled))

    @classmethod
    def forget(cls, session: Session, account: str) -> None:
        """Forget an account's gap, whatever is left of it."""
        session.execute(delete(UnreadStretch).where(UnreadStretch.account == account))
        session.execute(delete(cls).where(cls.account == account))

    @classmethod
    def keep_only(cls, session: Session, accounts: Collection[str]) -> None:
        """Forget the gaps of accounts that are no more."""
        for gone in session.scalars(select(cls.account).where(cls.account.not_in(accounts))).all():
            cls.forget(session, gone)


class UnreadStretch(Base):
    """A stretch of a channel's history to be read, the newest first; it shrinks as it is read."""

    __tablename__ = "unread_stretches"

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("gaps.account"), index=True)
    since: Mapped[datetime]
    """Of messages older than this, what happened to them from then on is wanted: replies, emoji."""
    oldest: Mapped[datetime]
    newest: Mapped[datetime]
    turn: Mapped[int] = mapped_column(default=0)
    """How often a page of it was read: whoever had fewest is next, so that no channel waits for another."""

    @classmethod
    def of_account(cls, session: Session, account: str) -> Sequence["UnreadStretch"]:
        """List what is to be read of an account's channel, the newest first."""
        own = select(cls).where(cls.account == account)
        return session.scalars(own.order_by(cls.newest.desc())).all()

    @classmethod
    def next(cls, session: Session, leaving: Collection[str], *, new: bool) -> "UnreadStretch | None":
        """Return the stretch whose turn it is: of those that hold new messages, or of the older ones."""
        age = cls.newest > cls.since if new else cls.newest <= cls.since
        query = (
            select(cls)
            .join(UnheardTime, UnheardTime.account == cls.account)
            .where(age, cls.account.not_in(leaving))
        )
        # The oldest gap's goes first: whoever starts again and again must still come to its end.
        order = (UnheardTime.rank, cls.turn) if new else (cls.turn, UnheardTime.rank)
        return session.scalar(query.order_by(*order, cls.since, cls.id).limit(1))

    @classmethod
    def shrink(cls, session: Session, stretch_id: int, read_to: datetime | None) -> None:
        """Note that a stretch is read down to an instant; None: to its end."""
        stretch = session.get(cls, stretch_id, with_for_update=True)
        if stretch is None:
            return  # another replica has read it
        if read_to is None or read_to <= stretch.oldest:
            session.delete(stretch)
        else:
            stretch.newest, stretch.turn = min(stretch.newest, read_to), stretch.turn + 1


def is_unread() -> ColumnElement[bool]:
    """Hold for a ticket, beside its account's gap, whose thread was not read since that was noticed.

    What is private has no thread in the channel.
    """
    return SHOWN & or_(Ticket.heard_at.is_(None), Ticket.heard_at < UnheardTime.noticed_at)


def count_unsolved(session: Session, account: str) -> int:
    """Count an account's unsolved tickets."""
    own = (Ticket.account == account) & UNSOLVED
    return session.scalar(select(func.count()).select_from(Ticket).where(own)) or 0


def any_urgent(session: Session, account: str) -> bool:
    """Tell whether an account has an unsolved P1 or an unanswered alarm."""
    own = (Ticket.account == account) & UNSOLVED
    return session.scalar(select(Ticket.id).where(own, UnheardTime.is_urgent()).limit(1)) is not None
