"""Wrong PINs: how many came from a number, so that nobody may try them all."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.phone.pin_tries import Tried
from models.store.base import Base
from models.store.conflict import insert_or_leave


class PinTries(Base):
    """The wrong PINs from one number, or from all that are hidden; never what was typed."""

    __tablename__ = "pin_tries"

    caller: Mapped[str] = mapped_column(primary_key=True)
    wrong: Mapped[int]
    since: Mapped[datetime]

    @classmethod
    def held(cls, session: Session, caller: str, now: datetime) -> Tried:
        """Return what came from a number, its row held: of two calls at once one waits for the other."""
        insert_or_leave(session, cls, {"caller": caller, "wrong": 0, "since": now}, unique="caller")
        row = session.scalars(select(cls).where(cls.caller == caller).with_for_update()).one()
        return Tried(row.wrong, row.since)

    @classmethod
    def keep(cls, session: Session, caller: str, tried: Tried) -> None:
        """Keep what came from a number by now."""
        session.merge(cls(caller=caller, wrong=tried.wrong, since=tried.since))

    @classmethod
    def prune(cls, session: Session, before: datetime) -> None:
        """Forget what came before an instant."""
        session.execute(delete(cls).where(cls.since < before))
