"""What carrying rows to the console leaves in the database beside the rows, each in a short transaction."""

from datetime import datetime

from bot.domain.keys import slots
from bot.outbox.console import COMMENTS
from bot.outbox.zendesk.requested import AgreedThere
from models.console.link import ConsoleLink
from models.console.poke import ConsolePoke
from models.queues.outbox import Method, OutboxRow
from models.queues.restored import record_standing
from models.store.database import Database


class ConsoleLedger:
    """Keeps what both sides agree on, and which comments are ours."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def filed(self, slot: str, number: int, first_comment: int | None, now: datetime) -> None:
        """Have a ticket read that was just filed; what it was filed with is no news."""
        with self._database.begin() as session:
            if first_comment is not None:
                record_standing(session, slots.filed_with(slot), COMMENTS, str(first_comment))
            ConsolePoke.add(session, number, now)

    def agreed(self, number: int) -> AgreedThere | None:
        """Return how a ticket stood when both sides last agreed; None before it was first read."""
        with self._database.read() as session:
            link = ConsoleLink.of_console(session, number)
            return AgreedThere(link.status, link.priority, link.assignee) if link is not None else None

    def agree(self, number: int, on: AgreedThere, at: datetime) -> None:
        """Note what both sides agree on from now on, since the console has it so, at an instant of its own.

        What was read there before that instant is no news.
        """
        with self._database.begin() as session:
            ConsoleLink.agree(session, number, on.status, on.priority, on.assignee)
            ConsoleLink.know(session, number, at)

    def is_known(self, method: Method, number: int, since: datetime) -> bool:
        """Tell whether a ticket or comment is known to be what a row was sent as since an instant."""
        with self._database.read() as session:
            return OutboxRow.is_sent_as(session, method, str(number), since)
