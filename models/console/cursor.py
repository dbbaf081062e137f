"""How far the console's list of changed tickets was read."""

from sqlalchemy.orm import Mapped, mapped_column

from models.store.base import Base


class ConsoleCursor(Base):
    """One way of reading it: the watch that goes on all day, or the nightly comparison."""

    __tablename__ = "console_cursors"

    name: Mapped[str] = mapped_column(primary_key=True)
    cursor: Mapped[str]
