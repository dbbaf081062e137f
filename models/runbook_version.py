"""Every runbook that was ever in force, kept whole, so that what it decided can be computed again."""

from datetime import datetime

from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base


class RunbookVersion(Base):
    """The files of one version, by their names in the runbook's folder."""

    __tablename__ = "runbook_versions"

    version: Mapped[str] = mapped_column(primary_key=True)
    """The hash of its content, as events name it."""
    files: Mapped[dict[str, str]]
    holidays: Mapped[str]
    """The package, with its version, whose holidays were meant."""
    since: Mapped[datetime]
    """When it was first in force."""

    @classmethod
    def keep(cls, session: Session, kept: "RunbookVersion") -> None:
        """Keep a version, unless it is kept already."""
        if session.get(cls, kept.version) is None:
            session.add(kept)
            session.flush()
