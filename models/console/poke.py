"""Tickets of the console's that are to be read, since something about them may have changed."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Index, Integer, Select, bindparam, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base, WholeNumber
from models.store.conflict import insert_or_replace
from models.store.plain import execute, handfuls


class ConsolePoke(Base):
    """One ticket that is to be read: however often we hear of it, it stands here once."""

    __tablename__ = "console_pokes"
    __table_args__ = (Index("ix_console_pokes_due_at", "due_at"),)

    console_id: Mapped[int] = mapped_column(WholeNumber, primary_key=True, autoincrement=False)
    due_at: Mapped[datetime]
    poked_at: Mapped[datetime]
    """When we last heard of it: what was read before that does not settle it."""
    failures: Mapped[int] = mapped_column(default=0)
    """How often in a row it could not be read, or not be taken in."""
    failing_since: Mapped[datetime | None]
    heard_at: Mapped[datetime | None]
    """When the words alone were taken in, as how the ticket stands has to wait for us."""

    @classmethod
    def add(cls, session: Session, console_id: int, now: datetime) -> None:
        """Have a ticket read now."""
        values = {"console_id": console_id, "due_at": now, "poked_at": now}
        insert_or_replace(session, cls, values, unique="console_id")

    @classmethod
    def due(cls, session: Session, now: datetime, limit: int) -> Sequence[int]:
        """List the numbers of what is to be read by now, what has waited longest first."""
        return execute(session, _due(), {"now": now, "most": limit}).scalars().all()

    @classmethod
    def without_words(cls, session: Session, console_ids: Sequence[int]) -> Sequence[int]:
        """Return those of which nothing was heard since their words were taken in."""
        found: list[int] = []
        for some in handfuls(console_ids):
            heard = (cls.console_id.in_(some)) & (cls.heard_at >= cls.poked_at)
            found.extend(session.scalars(select(cls.console_id).where(heard)))
        return found

    @classmethod
    def put_off(cls, session: Session, console_ids: Sequence[int], until: datetime) -> None:
        """Have tickets read no sooner; when we heard of them stays as it is."""
        for some in handfuls(console_ids):
            session.execute(update(cls).where(cls.console_id.in_(some)).values(due_at=until))

    @classmethod
    def fail(
        cls,
        session: Session,
        console_id: int,
        read_at: datetime,
        now: datetime,
        after: Callable[[int], timedelta],
    ) -> None:
        """Have a ticket that could not be read from an instant on be read later, the more often the longer.

        What was heard of it since is read at once.
        """
        poke = session.get(cls, console_id, with_for_update=True)
        if poke is not None:
            poke.failures += 1
            poke.failing_since = poke.failing_since or now
            poke.due_at = now + after(poke.failures) if poke.poked_at <= read_at else poke.due_at

    @classmethod
    def retry(cls, session: Session, now: datetime, since: datetime | None) -> None:
        """Have all be read now that could not be since an instant, and could before."""
        failed = (cls.failures > 0) & (cls.due_at > now)
        if since is not None:
            failed &= cls.failing_since >= since
        session.execute(update(cls).where(failed).values(due_at=now))

    @classmethod
    def keep_standing(cls, session: Session, console_id: int, now: datetime, until: datetime) -> None:
        """Have a ticket read again, of which only the words were taken in now."""
        cls.add(session, console_id, now)
        session.execute(
            update(cls)
            .where(cls.console_id == console_id)
            .values(due_at=until, heard_at=now, failures=0, failing_since=None)
        )

    @classmethod
    def prune(cls, session: Session, before: datetime) -> None:
        """Forget what could not be read since an instant, and of which nothing was heard meanwhile."""
        session.execute(delete(cls).where(cls.poked_at < before))

    @classmethod
    def settle(cls, session: Session, console_id: int, read_at: datetime) -> bool:
        """Forget it, unless we heard of the ticket after it was read; tell whether it was there and is gone.

        Of several who read the ticket at once one is told so.
        """
        mine = delete(cls).where(cls.console_id == console_id, cls.poked_at <= read_at)
        return session.execute(mine.returning(cls.console_id)).first() is not None


# Asked whenever anything may be due: building it costs more than running it.
@cache
def _due() -> Select[int]:
    ready = select(ConsolePoke.console_id).where(ConsolePoke.due_at <= bindparam("now"))
    return ready.order_by(ConsolePoke.due_at, ConsolePoke.console_id).limit(
        bindparam("most", type_=Integer())
    )
