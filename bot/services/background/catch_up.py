"""Know what was taken in and done, so that what was missed can be told from what came twice."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.calendar.timestamps import said_at
from bot.domain.keys import done
from bot.domain.keys.done import DoneKey
from bot.domain.retention import KEPT_FOR
from bot.domain.ticket import REOPEN_WINDOW
from bot.services.service import ToldBySlack
from bot.steps import cards
from bot.steps.customer_word import is_stored
from bot.steps.work import Work
from models.message import ChatMessage, Received, TicketMessage
from models.ticket import Ticket

OVERLAP: Final = timedelta(minutes=10)
"""How long before a gap begins reading begins: Slack sends again for 5 minutes what nobody acknowledged."""
LOOK_BACK: Final = timedelta(days=7)
"""How old a message that isn't a ticket may be for an emoji or a reply on it to be noticed late."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Thread:
    """A ticket's thread, and which of its messages are stored and not known to be deleted."""

    channel: str
    ts: str
    is_live: bool
    stored: frozenset[str]


@dataclass(frozen=True)
class Backlog:
    """What to read of a channel: what was said since `since`, and what happened to older messages."""

    channel: str
    since: datetime
    recent: datetime
    """Emoji on messages that are no tickets are noticed back to here."""
    oldest: datetime
    """Where the oldest live ticket's thread began."""
    threads: tuple[Thread, ...]
    """Of every ticket to which a reply matters: unsolved, or solved so lately that it reopens."""


class CatchUp(ToldBySlack):
    """Use cases of catching up."""

    def listening(self) -> None:
        """Remember that Slack is heard at this instant."""
        with self.work() as work:
            work.session.merge(Received(key=done.LISTENING, at=work.now))

    def gap(self, account: str, *, closed: bool = False) -> Backlog | None:
        """Return what may have been missed in an account's channel; None if nothing was ever heard there.

        `closed`: the channel itself was out of hearing, whatever was heard elsewhere.
        """
        with self.reading() as work:
            channel, threads = work.channel(account), tuple(_threads(work, account))
            known = [*ChatMessage.span(work.session, channel), *(thread.ts for thread in threads)]
            mark = None if closed else work.session.get(Received, done.LISTENING)
            if mark is None and not known:
                return None
            heard = mark.at if mark else said_at(max(known))
            since = heard - OVERLAP
            first = min([since, *(said_at(ts) for ts in known)])  # what is older was not said to us
            live = (said_at(thread.ts) for thread in threads if thread.is_live)
            recent = max(since - LOOK_BACK, first)
            return Backlog(channel, since, recent, max(min([recent, *live]), first), threads)

    def heard(self, channel: str, ts: str) -> bool:
        """Tell whether a message was taken in."""
        with self.reading() as work:
            return is_stored(work, channel, ts)

    def is_remembered(self, ts: str) -> bool:
        """Tell whether all that was done about a message is still remembered: it is young enough."""
        return said_at(ts) > self.clock.now() - KEPT_FOR + _DAY

    def was_done(self, beginning: str) -> bool:
        """Tell whether something whose name begins so was done once."""
        with self.reading() as work:
            return Received.any_beginning(work.session, beginning)

    def done_at(self, once: DoneKey) -> datetime | None:
        """Return when something was done that is done once."""
        with self.reading() as work:
            known = work.session.get(Received, once)
            return known.at if known else None

    def remember(self, once: DoneKey) -> None:
        """Remember that something was done, or answered with a refusal."""
        with self.work() as work:
            Received.first(work.session, once, work.now)


def _threads(work: Work, account: str) -> list[Thread]:
    found = [
        *Ticket.unsolved(work.session, account),
        *Ticket.solved_since(work.session, account, work.now - REOPEN_WINDOW),
    ]
    threads = {}
    for ticket in found:
        ts = cards.thread_ts(work, ticket)
        if ts is not None and ts not in threads:
            standing = TicketMessage.standing(work.session, ticket.id)
            threads[ts] = Thread(ticket.channel, ts, ticket.solved_at is None, standing)
    return list(threads.values())
