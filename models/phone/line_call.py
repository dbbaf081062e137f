"""Calls to the support line: where each stands, so that any process can go on with it."""

from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.phone.line_call import LineCall
from models.store.base import Base
from models.store.conflict import insert_or_leave
from models.store.records import TypedJson


class LineCallRow(Base):
    """One call, by Twilio's name of it."""

    __tablename__ = "line_calls"

    id: Mapped[int] = mapped_column(primary_key=True)
    sid: Mapped[str] = mapped_column(unique=True)
    caller: Mapped[str]
    """The number to call back, or that it is hidden."""
    began_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[LineCall] = mapped_column(TypedJson(LineCall), nullable=False)

    @classmethod
    def held(cls, session: Session, sid: str) -> "LineCallRow | None":
        """Return a call and hold its row until the transaction ends."""
        return session.scalar(_held(sid))

    @classmethod
    def begun(cls, session: Session, sid: str, caller: str, now: datetime) -> "LineCallRow":
        """Return a call, begun now unless it was known, and hold its row until the transaction ends."""
        values = {"sid": sid, "caller": caller, "began_at": now, "state": LineCall()}
        insert_or_leave(session, cls, values, unique="sid")
        return session.scalars(_held(sid)).one()

    @classmethod
    def prune(cls, session: Session, before: datetime) -> None:
        """Forget the calls that began before an instant."""
        session.execute(delete(cls).where(cls.began_at < before))


def _held(sid: str) -> Select[LineCallRow]:
    mine = select(LineCallRow).where(LineCallRow.sid == sid).with_for_update()
    return mine.execution_options(populate_existing=True)
