"""Refusals: who wanted what, from where, and why not. Changes are in `ticket_events`; these are the rest."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base


class Refusal(Base):
    """One thing that somebody was not allowed, or not able, to do."""

    __tablename__ = "refusals"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_team: Mapped[str]
    actor_user: Mapped[str]
    asked: Mapped[str]
    """The command, action, view or event, as Slack names it."""
    channel: Mapped[str | None]
    why: Mapped[str]

    @classmethod
    def latest(cls, session: Session, limit: int) -> "Sequence[Refusal]":
        """List the newest refusals, the newest first."""
        return session.scalars(select(cls).order_by(cls.id.desc()).limit(limit)).all()

    @classmethod
    def latest_about(
        cls, session: Session, limit: int, channel: str, teams: Collection[str]
    ) -> "Sequence[Refusal]":
        """List the newest refusals in a channel or to people of some workspaces, the newest first."""
        about = (cls.channel == channel) | cls.actor_team.in_(teams)
        return session.scalars(select(cls).where(about).order_by(cls.id.desc()).limit(limit)).all()
