"""Announce what a calendar says, once each, and take back what it says no more: never what was."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.tams import Absence
from bot.domain.tams.announcements import Stretch, imported_act
from bot.errors import WrongInput
from bot.runbook import Runbook
from bot.runbook.roster.calendars import CalendarRow
from bot.steps.calendars.calendar_events import LONGEST_WINDOW, CalendarEvent, CalendarRead
from bot.steps.calendars.matching import WhoIsWho
from bot.steps.people import absences, covers, members
from bot.steps.people.absences import Announcing
from bot.steps.people.covers import Covering
from bot.steps.work import TAM_BOT, Work
from models.absence import AnnouncedAbsence
from models.announcement import AGAIN
from models.cover import AnnouncedCover


@dataclass(frozen=True, slots=True)
class ToldTime:
    """One time of somebody's that a calendar tells."""

    user: str
    stretch: Stretch

    def act(self, calendar: str) -> str:
        """Return the name under which it is announced: the same time of the same person has the same."""
        told = f"{self.user}/{self.stretch[0].isoformat()}/{self.stretch[1].isoformat()}"
        return imported_act(calendar, hashlib.sha256(told.encode()).hexdigest()[:16])


@dataclass(frozen=True, slots=True)
class Imported:
    """What a calendar came to: how many times stand, are new, are gone; what could not be used, in words."""

    standing: int
    new: int
    gone: int
    unmatched: tuple[str, ...]
    refused: tuple[str, ...]


def zone_of(calendar: CalendarRow, book: Runbook) -> str:
    """Return the zone of a calendar's times that name none."""
    return calendar.time_zone or book.provider.time_zone


def import_calendar(work: Work, calendar: CalendarRow, found: CalendarRead) -> Imported:
    """Take in a calendar as it stands now; what it said before stands where this cannot be used.

    Raises WrongInput for one that is suddenly empty.
    """
    zone = zone_of(calendar, work.runbook)
    directory = WhoIsWho.of(work.runbook, calendar)
    counts = [one for one in found.entries if not (calendar.absences and one.shows_free)]
    matched = [(one, directory.who(one)) for one in counts]
    wanted = {
        told.act(calendar.name): told
        for entry, user in matched
        if user is not None
        for told in [ToldTime(user, _stretch(work, calendar, entry, user, zone))]
    }
    standing = _standing(work, calendar)
    if not wanted and standing:
        raise WrongInput("It holds none of the times that it held before.")
    new = _announce(work, calendar, wanted)
    until = work.now + LONGEST_WINDOW
    gone = [row for row in standing if row.act.partition(AGAIN)[0] not in wanted and row.starts < until]
    _take_back(work, gone)
    unmatched = tuple(dict.fromkeys(entry.summary for entry, user in matched if user is None))
    return Imported(len(wanted), new, len(gone), unmatched, found.refused)


def _stretch(work: Work, calendar: CalendarRow, entry: CalendarEvent, user: str, zone: str) -> Stretch:
    """Return the time of an event; whole days are those of the person's zone, or of the schedule's."""
    if isinstance(entry.start, datetime) and isinstance(entry.end, datetime):
        return entry.start, entry.end
    if calendar.absences:
        zone = members.zones(work.runbook).get(user, zone)
    first, after = _day(entry.start), _day(entry.end)
    last = date.fromordinal(max(after.toordinal() - 1, first.toordinal()))
    days = Absence.of_days(first, last, zone)
    return days.start, days.end


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _standing(work: Work, calendar: CalendarRow) -> Sequence[AnnouncedAbsence | AnnouncedCover]:
    table = AnnouncedAbsence if calendar.absences else AnnouncedCover
    return table.imported(work.session, calendar.name, work.now)


def _announce(work: Work, calendar: CalendarRow, wanted: dict[str, ToldTime]) -> int:
    """Announce what was not announced before; what somebody undid stays undone."""
    table = AnnouncedAbsence if calendar.absences else AnnouncedCover
    known = table.told_before(work.session, calendar.name, work.now)
    new = 0
    for act, told in sorted(wanted.items(), key=lambda item: item[1].stretch):
        before = known.get(act)
        if before is not None and before.is_settled:
            continue
        _say(work, calendar, f"{act}{AGAIN}{before.times}" if before else act, told)
        new += 1
    return new


def _say(work: Work, calendar: CalendarRow, act: str, told: ToldTime) -> None:
    if calendar.absences:
        Announcing.begun(work, TAM_BOT, told.user, act).say(told.stretch)
    else:
        Covering.begun(work, TAM_BOT, act=act).say(str(calendar.shifts), told.user, None, told.stretch)


def _take_back(work: Work, rows: Iterable[AnnouncedAbsence | AnnouncedCover]) -> None:
    for row in rows:
        if isinstance(row, AnnouncedAbsence):
            absences.undo(work, TAM_BOT, [row])
        else:
            covers.undo(work, TAM_BOT, [row])
