"""Read in the console what has changed there: what its webhooks told of, and what they did not."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.clock import Clock
from bot.domain.console.there import ChangeThere, CommentsThere, TicketThere
from bot.jobs.console_faults import FAULTS, Fault, fault, reason, wanted_pause
from bot.jobs.console_list import ConsoleList
from bot.jobs.console_pause import ReaderPause
from bot.outbox.zendesk.console_reading import ConsoleReading
from bot.outbox.zendesk.refused_calls import ConsoleRefusal, UnreadableAnswer
from bot.services.integrations.console_news import ConsoleNews
from bot.steps.console.taking_in import Read

log = logging.getLogger(__name__)

_SHUT_OUT_S: Final = 60.0
_LIST_REFUSED_S: Final = 600.0
_FORBIDDEN: Final = 403
_MOST_FORBIDDEN: Final = 3
"""When so many tickets in a row are refused to us, it is not for their own sake."""


class ConsoleReader:
    """Reads one ticket after another; what cannot be read now is read later."""

    def __init__(self, news: ConsoleNews, console: ConsoleReading, clock: Clock) -> None:
        self._news, self._console, self._clock = news, console, clock
        self._list, self._pause = ConsoleList(news, console, clock), ReaderPause(clock)
        self._forbidden: set[int] = set()

    def step(self) -> float | None:
        """Read what is due, or else the list; return how soon more is to do, None if nothing is.

        While the console is away one thing is tried at a time, after a pause. Told to slow down, ask nothing
        until then; the list's own pace, which is slower, is its own alone.
        """
        due = self._news.due() if self._pause.is_over else []
        for console_id in due:
            if self._pause.is_over:
                self._read(console_id)
        if due:
            return 0.0
        if self._pause.is_over and self._list.is_due and self._look():
            return 0.0
        return None

    def reconcile(self) -> None:
        """Have all read that has changed there since last night, and mend what does not stand as here.

        Another replica may have begun to.
        """
        if not self._news.may_begin_night():
            return
        self._look(at_night=True)
        self._news.compare()

    def _look(self, *, at_night: bool = False) -> int:
        """Read on in the list of changed tickets; return of how many there may be news."""
        try:
            found = self._list.begin_night() if at_night else self._list.read_on()
        except FAULTS as error:
            self._could_not_look(error)
            return 0
        self._answered()
        return found

    def _could_not_look(self, error: Exception) -> None:
        """Keep from the list for a while; where the console is away, from everything."""
        match fault(error):
            case Fault.AWAY:
                self._list.rest(self._pause.fail(ConsoleList))
            case Fault.SHUT_OUT:
                self._shut_out(error)
            case Fault.SLOW_DOWN:
                self._list.rest(wanted_pause(error))
            case Fault.OWN:
                self._list.rest(_LIST_REFUSED_S)
                log.error(
                    "The console does not let us read which tickets change: %s. What no webhook tells of is "
                    "missed. Make the owner of its OAuth client an admin.",
                    reason(error),
                )
                return
        log.warning("The console's list of changed tickets cannot be read: %s", reason(error))

    def _read(self, console_id: int) -> None:
        read_at = self._clock.now()
        try:
            there = self._console.ticket(console_id)
            read = self._with_words(there, read_at) if there is not None else None
        except FAULTS as error:
            self._could_not_read(console_id, error, read_at)
            return
        self._forbidden.clear()
        self._answered()
        try:
            self._news.take_in(console_id, read, read_at)
        except Exception:
            log.exception("Console ticket %s cannot be taken in", console_id)
            self._news.failed(console_id, read_at)

    def _with_words(self, there: TicketThere, read_at: datetime) -> Read | None:
        """Return a ticket with what was said since it was last read, and who changed it if no words do.

        None where it was deleted meanwhile.
        """
        unheard = self._news.unheard_since(there)
        if unheard is None:
            return Read(there, CommentsThere(), read_at)
        said = self._console.comments(there.id, unheard.since)
        standing = self._as_said(there, said)
        if standing is None:
            return None
        read = Read(standing, said, read_at)
        return replace(read, changes=self._changes(there.id)) if self._news.asks_who(read) else read

    def _as_said(self, there: TicketThere, said: CommentsThere) -> TicketThere | None:
        """Return a ticket no older than its words: the private mark may have come with the last of them.

        Within one second nothing tells which was first; of what we said ourselves nobody asks.
        """
        theirs = (one for one in said.comments if not one.is_ours)
        if all(one.at < there.updated_at for one in theirs):
            return there
        return self._console.ticket(there.id)

    def _changes(self, console_id: int) -> Sequence[ChangeThere]:
        """Return who changed a ticket; nothing where the console keeps that to itself."""
        try:
            return self._console.last_set(console_id)
        except (ConsoleRefusal, UnreadableAnswer) as error:
            if fault(error) is not Fault.OWN:
                raise
            log.warning("Who changed console ticket %s cannot be read: %s", console_id, reason(error))
            return ()

    def _could_not_read(self, console_id: int, error: Exception, read_at: datetime) -> None:
        """Have a ticket read later, and all others too where it is not its own fault."""
        log.warning("Console ticket %s cannot be read: %s", console_id, reason(error))
        match fault(error):
            case Fault.SLOW_DOWN:
                self._pause.hold(wanted_pause(error))
                self._news.not_read(console_id, wanted_pause(error))
            case Fault.SHUT_OUT:
                self._shut_out(error)
                self._news.not_read(console_id, _SHUT_OUT_S)
            case Fault.AWAY:
                self._pause.fail(console_id)
                self._news.failed(console_id, read_at)
            case Fault.OWN:
                self._news.failed(console_id, read_at)
                if isinstance(error, ConsoleRefusal) and error.status == _FORBIDDEN:
                    self._forbid(console_id, error)

    def _forbid(self, console_id: int, error: ConsoleRefusal) -> None:
        """Note that a ticket is refused to us; of several in a row an operator must hear."""
        self._forbidden.add(console_id)
        if len(self._forbidden) >= _MOST_FORBIDDEN:
            self._forbidden.clear()
            self._shut_out(error)

    def _shut_out(self, error: Exception) -> None:
        self._pause.hold(_SHUT_OUT_S)
        log.error(
            "The console refuses all that the bot reads: %s. See whether its OAuth client is valid, and what "
            "its owner may do.",
            reason(error),
        )

    def _answered(self) -> None:
        """Note that the console has answered; after an outage all is read that could not be."""
        outage = self._pause.end()
        if outage is not None:
            self._news.retry(outage.since)
