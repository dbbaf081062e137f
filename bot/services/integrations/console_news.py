"""Hear what changes in the console: told by its webhooks or found in its list, then read there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.blocks.messages.console import heard
from bot.domain.console.counterparts import status_here
from bot.domain.console.there import ChangesThere, TicketThere
from bot.domain.keys import said, slots
from bot.domain.ticket import Status
from bot.services.service import ToldByConsole
from bot.steps.console import comparing, console_people, heard_words, linking, taking_in
from bot.steps.console.comparing import Drift
from bot.steps.console.taking_in import Read, TakenIn
from bot.steps.work import Work
from models.console import lane
from models.console.cursor import ConsoleCursor
from models.console.link import ConsoleEnd, ConsoleLink
from models.console.poke import ConsolePoke

OURS_ON_ITS_WAY: Final = timedelta(seconds=3)
NOT_READ: Final = timedelta(seconds=30)
_RESTS_AT_MOST: Final = timedelta(hours=1)
_AT_ONCE: Final = 20
_LOOKED_THROUGH: Final = 500
_COMPARED: Final = 50
WATCH: Final = "watch"
"""The cursor of whoever looks all day."""
NIGHT: Final = "night"
"""The cursor of whoever compares both sides once a night."""
_NIGHT_BEGUN: Final = "night begun"
_ONE_NIGHT: Final = timedelta(minutes=30)
"""All replicas begin at the same time of night, by clocks that may differ."""


@dataclass(frozen=True, slots=True)
class Unheard:
    """Since when words are to be read, by the console's time; None for all there are."""

    since: datetime | None = None


class ConsoleNews(ToldByConsole):
    """Use cases of what the console tells: nothing of it is believed before it is read there.

    So it does no harm if it is told late, twice, or out of order.
    """

    @property
    def is_bridged(self) -> bool:
        """Tell whether any account has a bridge."""
        return any(account.console.is_bridged for account in self.runbook.accounts.values())

    def poke(self, console_id: int) -> None:
        """Have a ticket read: something about it may have changed."""
        with self.work() as work:
            ConsolePoke.add(work.session, console_id, work.now)

    def due(self) -> list[int]:
        """List the tickets that are to be read now, by their numbers in the console.

        Those of which only how they stand is to be followed wait for what of ours is on its way there.
        """
        with self.reading() as work:
            due = ConsolePoke.due(work.session, work.now, _LOOKED_THROUGH)
            heard_of = ConsolePoke.without_words(work.session, due)
            tickets = ConsoleLink.tickets_of(work.session, heard_of)
            lane_of = {number: slots.console_ticket(ticket_id) for number, ticket_id in tickets.items()}
            busy = lane.busy_lanes(work.session, list(lane_of.values()))
        held = [number for number in due if lane_of.get(number) in busy]
        if held:
            with self.work() as work:
                ConsolePoke.put_off(work.session, held, work.now + OURS_ON_ITS_WAY)
        return [number for number in due if lane_of.get(number) not in busy][:_AT_ONCE]

    def not_read(self, console_id: int, wait: float) -> None:
        """Have a ticket read later, in `wait` seconds: the console wants to be left alone."""
        with self.work() as work:
            ConsolePoke.put_off(work.session, [console_id], work.now + timedelta(seconds=wait))

    def failed(self, console_id: int, read_at: datetime) -> None:
        """Have a ticket read later that could not be, or not be taken in; the longer the more often so."""
        with self.work() as work:
            ConsolePoke.fail(work.session, console_id, read_at, work.now, _after)

    def retry(self, since: datetime | None) -> None:
        """Have all read now that could not be since the console was away; without an instant all."""
        with self.work() as work:
            ConsolePoke.retry(work.session, work.now, since)

    def unheard_since(self, there: TicketThere) -> Unheard | None:
        """Say since when what was said about a ticket is to be read; None for one that is none of ours."""
        with self.reading() as work:
            link = ConsoleLink.of_console(work.session, there.id)
            if link is not None:
                return Unheard(heard_words.read_from(link))
            filed = linking.filed_by_us(work, there) is not None
            return Unheard() if filed or _account_of(work, there) is not None else None

    def asks_who(self, read: Read) -> bool:
        """Tell whether it is to be read who changed how a ticket stands."""
        with self.reading() as work:
            return taking_in.asks_who(work, read)

    def take_in(self, console_id: int, read: Read | None, read_at: datetime) -> None:
        """Take in a ticket as it was read from `read_at` on; None where the console has it no more.

        Of several readers one takes it in; and whoever was told of a newer change reads again.
        """

        def settle(work: Work) -> None:
            if not ConsolePoke.settle(work.session, console_id, read_at):
                return
            if read is None:
                taking_in.gone(work, console_id)
                return
            match taking_in.take_in(work, read):
                case TakenIn.PUT_OFF:
                    ConsolePoke.add(work.session, console_id, work.now)
                    ConsolePoke.put_off(work.session, [console_id], work.now + OURS_ON_ITS_WAY)
                case TakenIn.WORDS_ALONE:
                    later = work.now + OURS_ON_ITS_WAY
                    ConsolePoke.keep_standing(work.session, console_id, work.now, later)

        self.contested(settle)

    def may_begin_night(self) -> bool:
        """Tell whether it is ours to compare both sides this night: of several replicas one does it."""
        with self.work() as work:
            return ConsoleCursor.begin(work.session, _NIGHT_BEGUN, work.now, work.now - _ONE_NIGHT)

    def compare(self) -> int:
        """Have what drifted mended and told to triage, some tickets at a time; return how many it were."""
        found: list[Drift] = []
        after = 0
        while True:
            with self.work() as work:
                some = ConsoleLink.live(work.session, after, _COMPARED)
                found += comparing.compare(work, some)
            if len(some) < _COMPARED:
                break
            after = some[-1]
        with self.work() as work:
            comparing.report(work, found)
        return len(found)

    def not_through(self) -> None:
        """Tell triage that the list of changed tickets was not read to its end this night."""
        with self.work() as work:
            bridged = (key for key, one in work.runbook.accounts.items() if one.console.is_bridged)
            for channel in sorted({work.triage_channel(key) for key in bridged}):
                key = said.console_night(work.now.date(), channel, "not_through")
                work.say(heard.not_through(), key=key, channel=channel)

    def read_up_to(self, name: str) -> str | None:
        """Return the cursor up to which the list of changed tickets was read; None if it never was."""
        with self.reading() as work:
            kept = work.session.get(ConsoleCursor, name)
            return kept.cursor if kept else None

    def listed(self, name: str, page: ChangesThere) -> int:
        """Have those of a page read that may hold news, and remember how far it was read; return how many."""
        with self.work() as work:
            numbers = [*(one.id for one in page.tickets), *page.deleted]
            links = ConsoleLink.among(work.session, numbers)
            gone = [number for number in page.deleted if number in links and links[number].ended is None]
            news = [one.id for one in page.tickets if _is_news(work, one, links.get(one.id))]
            for number in (*gone, *news):
                ConsolePoke.add(work.session, number, work.now)
            work.session.merge(ConsoleCursor(name=name, cursor=page.cursor))
            return len(gone) + len(news)


def _is_news(work: Work, there: TicketThere, link: ConsoleLink | None) -> bool:
    """Tell whether a ticket is ours, and has changed since we took it in."""
    if link is not None:
        is_restored = link.ended is ConsoleEnd.DELETED
        return is_restored or (link.ended is None and there.updated_at != link.updated_at)
    if status_here(there.status) is Status.SOLVED:
        return False
    return _account_of(work, there) is not None


def _account_of(work: Work, there: TicketThere) -> str | None:
    return console_people.account_of(work, there.requester, there.organization)


def _after(failures: int) -> timedelta:
    """Return how long a ticket rests after that many failures in a row."""
    return min(NOT_READ * int(2 ** min(failures - 1, 10)), _RESTS_AT_MOST)
