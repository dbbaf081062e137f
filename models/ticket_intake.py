"""What people told in an intake's fields, beside subject, description, time and examples."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.store.base import Base, Json


class TicketIntake(Base):
    """The answers of one ticket; a ticket without a row has never met an intake form."""

    __tablename__ = "intakes"

    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), primary_key=True, autoincrement=False)
    abridged: Mapped[bool]
    """Whether the abridged form was chosen: it asks for less."""
    examples_text: Mapped[str]
    """The field of examples as it was typed, where it held more than IDs."""
    from_number: Mapped[str]
    to_number: Mapped[str]
    answers: Mapped[dict[str, str]] = mapped_column(Json)
    """By the id of the question."""
    asked_for: Mapped[list[str]] = mapped_column(Json)
    """The questions that staff asked for by a click."""

    @classmethod
    def of(cls, session: Session, ticket_id: int) -> "TicketIntake | None":
        """Return what was told for the ticket."""
        return session.get(cls, ticket_id)

    @classmethod
    def made(cls, session: Session, ticket_id: int) -> "TicketIntake":
        """Return what was told for the ticket, an empty row if it is nothing so far."""
        known = cls.of(session, ticket_id)
        if known is None:
            known = cls(
                ticket_id=ticket_id,
                abridged=False,
                examples_text="",
                from_number="",
                to_number="",
                answers={},
                asked_for=[],
            )
            session.add(known)
        return known
