"""Know what was taken in and done, so that what was missed can be told from what came twice."""

from dataclasses import dataclass
from datetime import datetime

from bot.services import cards
from bot.services.conversation import is_stored
from bot.services.work import Service
from models.message import ChatMessage, Received, TicketMessage
from models.ticket import Ticket


@dataclass(frozen=True)
class Thread:
    """A live ticket's thread, and which of its messages are stored and not known to be deleted."""

    channel: str
    ts: str
    stored: frozenset[str]


class Missed(Service):
    """Use cases of catching up."""

    def last_heard(self, channel: str) -> str | None:
        """Return the ts of the newest message that was taken in from a channel."""
        with self.reading() as work:
            return ChatMessage.newest(work.session, channel)

    def heard(self, channel: str, ts: str) -> bool:
        """Tell whether a message was taken in."""
        with self.reading() as work:
            return is_stored(work, channel, ts)

    def live_threads(self, account: str) -> tuple[Thread, ...]:
        """List the threads of an account's unsolved tickets."""
        with self.reading() as work:
            unsolved = Ticket.unsolved(work.session, account)
            found = ((ticket, cards.thread_ts(work, ticket)) for ticket in unsolved)
            return tuple(
                Thread(ticket.channel, ts, TicketMessage.standing(work.session, ticket.id))
                for ticket, ts in found
                if ts is not None
            )

    def was_done(self, beginning: str) -> bool:
        """Tell whether something whose name begins so was done once."""
        with self.reading() as work:
            return Received.any_beginning(work.session, beginning)

    def done_at(self, once: str) -> datetime | None:
        """Return when something was done that is done once."""
        with self.reading() as work:
            done = work.session.get(Received, once)
            return done.at if done else None

    def remember(self, once: str) -> None:
        """Remember that something was done."""
        with self.work() as work:
            Received.first(work.session, once, work.now)
