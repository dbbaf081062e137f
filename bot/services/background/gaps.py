"""Keep account of what was not heard, and of how far it was read since: the most urgent first.

Of an account with a gap, nothing falls due about a ticket before its thread is known again. Progress is
stored piece by piece, so that whoever starts next goes on where this process stopped.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.calendar.stretches import Stretch, left_of
from bot.domain.calendar.timestamps import said_at
from bot.domain.keys import done
from bot.domain.ticket import REOPEN_WINDOW
from bot.services.service import ToldBySlack
from bot.steps import cards
from bot.steps.work import Work
from models import gap as gaps
from models.gap import UnheardTime, UnreadStretch
from models.message import ChatMessage, Received, TicketMessage
from models.questions import ticket_threads
from models.search import ticket_search
from models.ticket import Ticket

OVERLAP: Final = timedelta(minutes=10)
"""How long before a gap begins reading begins: Slack sends again for 5 minutes what nobody acknowledged."""
LOOK_BACK: Final = timedelta(days=7)
"""How old a message of the chat may be for an emoji or a reply on it to be noticed late."""
_CLOCKS_DIFFER: Final = timedelta(minutes=10)
_JUST_AFTER: Final = timedelta(microseconds=1)
_URGENT, _OPEN, _QUIET = range(3)


@dataclass(frozen=True)
class ThreadToRead:
    """An unsolved ticket's thread, to be read whole."""

    ticket: int
    account: str
    channel: str
    ts: str | None
    """None while the card that begins it is still to be posted: then there is nothing to read."""
    since: datetime
    stored: frozenset[str]
    """Which of its messages are stored and not known to be deleted."""


@dataclass(frozen=True)
class PageToRead:
    """A channel's messages at top level, of which the newest are to be read."""

    stretch: int
    account: str
    channel: str
    since: datetime
    recent: datetime
    """Emoji on messages that are no tickets are noticed back to here."""
    oldest: datetime
    newest: datetime
    noticed_at: datetime
    """When it was noticed that nobody had listened: by then at least, what the page shows is known."""


class Gaps(ToldBySlack):
    """Use cases of not having listened."""

    def listening(self) -> None:
        """Remember that Slack is heard at this instant."""
        with self.work() as work:
            work.session.merge(Received(key=done.LISTENING, at=work.now))

    def notice(self) -> None:
        """Remember that since Slack was last heard nobody listened, to any channel."""
        with self.work() as work:
            UnheardTime.keep_only(work.session, list(self.runbook.accounts))
        for account in self.runbook.accounts:
            with self.work() as work:
                mark = work.session.get(Received, done.LISTENING)
                _notice(work, account, mark.at if mark else None)
        self.listening()

    def notice_deaf(self, account: str, since: datetime | None = None) -> None:
        """Remember that one channel was not heard since an instant; None: since something was said there."""
        with self.work() as work:
            _notice(work, account, since)

    def accounts_in_turn(self) -> list[str]:
        """List the accounts whose channels we can see, those with unsolved tickets first."""
        with self.reading() as work:
            waiting = ticket_search.accounts_with_unsolved(work.session)
            seen = [account for account in self.runbook.accounts if not work.is_closed(account)]
        return sorted(seen, key=lambda account: account not in waiting)

    def still_deaf(self) -> None:
        """Have unsolved tickets read again before anything about them falls due: Slack is not heard yet."""
        for account in self.runbook.accounts:
            with self.work() as work:
                heard = work.session.get(Received, done.LISTENING)
                _widen(work, account, (heard.at if heard else work.now) - OVERLAP)

    def next_piece(self, leaving: Collection[str] = ()) -> ThreadToRead | PageToRead | None:
        """Return what is to be read next, of other accounts than these; None if there is nothing.

        First come the threads of unanswered P1s and alarms, then new messages, then the threads of accounts
        with few tickets; then older messages, which tell of replies to all others, and what they left out.
        """
        with self.reading() as work:
            session = work.session
            urgent, unread = UnheardTime.is_urgent(), gaps.is_unread()
            if (ticket := UnheardTime.ticket(session, urgent & unread, leaving)) is not None:
                return _thread(work, ticket)
            if (stretch := UnreadStretch.next(session, leaving, new=True)) is not None:
                return _page(work, stretch)
            if (ticket := UnheardTime.ticket(session, UnheardTime.wants_whole(), leaving)) is not None:
                return _thread(work, ticket)
            if (stretch := UnreadStretch.next(session, leaving, new=False)) is not None:
                return _page(work, stretch)
            ticket = UnheardTime.ticket(session, unread, leaving)
            return _thread(work, ticket) if ticket is not None else None

    def thread_read(self, thread: ThreadToRead, at: datetime) -> None:
        """Note that a ticket's thread is known, read whole as it stood at an instant."""
        with self.work() as work:
            gap = work.session.get(UnheardTime, thread.account)
            _heard(work.own_ticket(thread.ticket), max(at, gap.noticed_at + _JUST_AFTER) if gap else at)
            UnheardTime.close_if_filled(work.session, thread.account)

    def page_read(self, page: PageToRead, read_to: datetime | None, roots: Sequence[str]) -> None:
        """Note how far back a stretch is read (None: all of it), and whose threads are known by it."""
        with self.work() as work:
            UnreadStretch.shrink(work.session, page.stretch, read_to)
            for ticket in ticket_threads.unsolved_in(work.session, page.channel, roots):
                if not Ticket.merged_in(work.session, ticket.id):  # else it has more threads than this one
                    _heard(ticket, page.noticed_at)
            UnheardTime.close_if_filled(work.session, page.account)

    def give_up(self, account: str) -> None:
        """Read no more of an account's channel: Slack does not show it."""
        with self.work() as work:
            UnheardTime.forget(work.session, account)


def _notice(work: Work, account: str, heard: datetime | None) -> None:
    """Store an account's gap; there is none where nothing was ever heard."""
    channel = work.channel(account)
    known = [said_at(ts) for ts in ChatMessage.first_and_last(work.session, channel)]
    thread = ticket_threads.oldest(work.session, account, work.now - REOPEN_WINDOW)
    known = [*known, *([thread] if thread else [])]
    if heard is None and not known:
        return
    since = (heard or max(known)) - OVERLAP
    _widen(work, account, since)
    first = min([since, *known])  # what is older was not said to us
    oldest = max(min([since - LOOK_BACK, *([thread] if thread else [])]), first)
    _add_stretches(work, account, since, (oldest, work.now + _CLOCKS_DIFFER))


def _add_stretches(work: Work, account: str, since: datetime, within: Stretch) -> None:
    """Have a channel's history read, new messages before older ones; what waits already is read but once."""
    waiting = UnreadStretch.of_account(work.session, account)
    for stretch in waiting:
        stretch.since = min(stretch.since, since)
    turn = max((stretch.turn for stretch in waiting), default=0)
    taken = [(stretch.oldest, stretch.newest) for stretch in waiting]
    for part in ((since, within[1]), (within[0], since)):
        for oldest, newest in left_of(part, taken):
            work.session.add(
                UnreadStretch(account=account, since=since, oldest=oldest, newest=newest, turn=turn)
            )


def _widen(work: Work, account: str, since: datetime) -> None:
    unsolved = gaps.count_unsolved(work.session, account)
    urgent = unsolved and gaps.any_urgent(work.session, account)
    rank = _URGENT if urgent else _OPEN if unsolved else _QUIET
    gap = work.session.get(UnheardTime, account)
    if gap is None:
        work.session.add(
            UnheardTime(account=account, since=since, noticed_at=work.now, rank=rank, unsolved=unsolved)
        )
    else:
        gap.since, gap.noticed_at, gap.rank, gap.unsolved = min(gap.since, since), work.now, rank, unsolved
    work.session.flush()


def _heard(ticket: Ticket, at: datetime) -> None:
    ticket.heard_at = max(ticket.heard_at or at, at)


def _thread(work: Work, ticket: Ticket) -> ThreadToRead | None:
    gap = work.session.get(UnheardTime, ticket.account)
    if gap is None:
        return None  # another replica has just read the rest of it
    ticket = _unread_part(work, ticket, gap)
    return ThreadToRead(
        ticket=ticket.id,
        account=ticket.account,
        channel=ticket.channel,
        ts=cards.thread_ts(work, ticket),
        since=max(gap.since, ticket.heard_at - OVERLAP) if ticket.heard_at else gap.since,
        stored=TicketMessage.standing(work.session, ticket.id),
    )


def _unread_part(work: Work, ticket: Ticket, gap: UnheardTime) -> Ticket:
    """Return a ticket that was merged into this one and whose thread is not known yet; else the ticket."""
    merged = Ticket.merged_in(work.session, ticket.id)
    unread = (each for each in merged if each.heard_at is None or each.heard_at <= gap.noticed_at)
    return next(unread, ticket)


def _page(work: Work, stretch: UnreadStretch) -> PageToRead | None:
    gap = work.session.get(UnheardTime, stretch.account)
    if gap is None:
        return None
    return PageToRead(
        stretch=stretch.id,
        account=stretch.account,
        channel=work.channel(stretch.account),
        since=stretch.since,
        recent=stretch.since - LOOK_BACK,
        oldest=stretch.oldest,
        newest=stretch.newest,
        noticed_at=gap.noticed_at,
    )
