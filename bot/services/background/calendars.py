"""Take in calendars of shifts and absences; of one that cannot be used, what it said before stands."""

import hashlib
import logging

from bot.blocks.messages.duty import calendars as words
from bot.blocks.values import Post
from bot.domain.keys import said
from bot.errors import WrongInput
from bot.runbook.roster.calendars import CalendarRow
from bot.services.service import ClockDriven
from bot.steps.calendars.calendar_events import LONGEST_WINDOW, CalendarRead
from bot.steps.calendars.importing import Imported, import_calendar, zone_of
from bot.steps.work import Work
from models.duty.calendar import CalendarState

log = logging.getLogger(__name__)


class Calendars(ClockDriven):
    """The use cases of calendars as they were read."""

    def take_in(self, calendar: CalendarRow, content: bytes) -> Imported | None:
        """Announce what a calendar says now; None, which is told, where it cannot be used."""
        try:
            found = self._read(calendar, content)
            with self.work() as work:
                imported = import_calendar(work, calendar, found)
                _note_use(work, calendar, imported)
                return imported
        except WrongInput as error:
            self.failed(calendar, str(error))
            return None

    def now(self, calendar: CalendarRow, content: bytes, *, dry: bool) -> Imported:
        """Announce what a calendar says, or only tell what that would come to; raises WrongInput."""
        found = self._read(calendar, content)
        with self.work() as work:
            before = work.session.begin_nested()
            imported = import_calendar(work, calendar, found)
            if dry:
                before.rollback()
            else:
                _note_use(work, calendar, imported)
        return imported

    def _read(self, calendar: CalendarRow, content: bytes) -> CalendarRead:
        """Read what may take seconds before a transaction begins, in which nobody else could write."""
        from bot.steps.calendars.ical import read_calendar  # its libraries, which nothing else needs

        now = self.clock.now()
        return read_calendar(content, (now, now + LONGEST_WINDOW), zone_of(calendar, self.runbook))

    def failed(self, calendar: CalendarRow, why: str) -> None:
        """Tell the operator once, in the log and in triage, that a calendar cannot be used, and why."""
        with self.work() as work:
            state = CalendarState.of(work.session, calendar.name)
            if state.failing_since is not None:
                return
            log.error("The calendar %s cannot be used: %s", calendar.name, why)
            state.failing_since = work.now
            _tell(work, f"failing/{calendar.name}/{work.now.isoformat()}", words.failing(calendar.name, why))


def _note_use(work: Work, calendar: CalendarRow, imported: Imported) -> None:
    state, name = CalendarState.of(work.session, calendar.name), calendar.name
    if state.failing_since is not None:
        _tell(work, f"works/{name}/{state.failing_since.isoformat()}", words.works_again(name))
    state.read_at, state.failing_since = work.now, None
    for what, lines, told in (
        ("unmatched", imported.unmatched, words.unmatched),
        ("refused", imported.refused, words.left_out),
    ):
        if lines:
            digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
            log.warning("The calendar %s: %s %s", name, what, "; ".join(lines[:10]))
            _tell(work, f"{what}/{name}/{digest}", told(name, lines))


def _tell(work: Work, about: str, post: Post) -> None:
    for channel in work.triage_channels():
        work.say(post, key=said.of_calendar(about, channel), channel=channel)
