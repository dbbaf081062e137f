"""What the database keeps of an account: its ticket counter and where its channel moved to."""

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


class AccountState(Base):
    """One row an account, made when it first needs one."""

    __tablename__ = "accounts"

    key: Mapped[str] = mapped_column(primary_key=True)
    last_number: Mapped[int] = mapped_column(default=0)

    @classmethod
    def take_number(cls, session: Session, key: str) -> int:
        """Return the account's next ticket number; the row stays locked until the transaction ends."""
        state = session.scalar(select(cls).where(cls.key == key).with_for_update())
        if state is None:
            state = cls(key=key, last_number=0)
            session.add(state)
        state.last_number += 1
        session.flush()
        return state.last_number
