"""`tam-bot check --gaps 90d`: when nobody is on call by name, and who the schedules cost nights."""

from collections.abc import Iterator
from datetime import datetime

from bot.cli.loading import environment
from bot.cli.offline import instant_or_now
from bot.domain.calendar.durations import parse_duration
from bot.domain.calendar.zones import LAST_DAY
from bot.domain.tams import Rota
from bot.domain.tams.coverage import NIGHT, Gap, burdens, gaps, uncovered
from bot.domain.wording import WallClock, day_words, moment
from bot.errors import WrongInput
from bot.runbook import Group, Runbook, load
from bot.settings import Settings

_NOBODY_NAMED = "has no schedule, so the team as a whole is the only answer"


def run(length: str) -> int:
    """Print every gap of the time to come and return 1, or 0 if there is none; BotError for wrong input."""
    book = load(Settings.read(environment()).runbook, None)
    start = instant_or_now(None)
    end = _end(start, length)
    found = 0
    for group, rota in _teams(book):
        open_times = gaps(rota, start, end) if rota else [Gap(start, end, ())]
        found += len(open_times)
        print("\n".join(_report(book, group, rota, open_times, (start, end))))
    print(f"{found} gap{'' if found == 1 else 's'}.")
    return 1 if found else 0


def _end(start: datetime, length: str) -> datetime:
    try:
        end = start + parse_duration(length)
    except (ValueError, OverflowError):
        raise WrongInput(f"“{length}” isn't a length of time; write one like 90d.") from None
    if end.date() > LAST_DAY:
        raise WrongInput(f"“{length}” ends after the calendar does.")
    return end


def _teams(book: Runbook) -> list[tuple[Group, Rota | None]]:
    """Return the 24x7 team, which somebody must always answer for, and support management if it has turns."""
    provider = book.provider
    teams: list[tuple[Group, Rota | None]] = [(provider.pse, book.pse_rota)]
    if book.support_management_rota:
        teams.append((provider.support_management, book.support_management_rota))
    return teams


def _report(
    book: Runbook, group: Group, rota: Rota | None, open_times: list[Gap], within: tuple[datetime, datetime]
) -> Iterator[str]:
    clock, (start, end) = WallClock(book.provider.time_zone), within
    yield f"{group.name}, {moment(start, clock)} until {moment(end, clock)}"
    if rota is None:
        yield f"  {_NOBODY_NAMED}"
        return
    for gap in open_times:
        away = ", ".join(person.name for person in gap.away)
        reason = f"; away: {away}" if away else ""
        yield f"  nobody by name from {moment(gap.start, clock)} until {moment(gap.end, clock)}{reason}"
    for day, name in uncovered(open_times, book.provider.holiday_names, clock.zone).items():
        yield f"  nobody by name at some time of {day_words(day, day)}, a holiday ({name})"
    for burden in burdens(rota.members(), rota.turns(start, end), end):
        nights, days = burden.nights, burden.weekend_days
        yield f"  {burden.person.name}: nights ({'-'.join(NIGHT)}) {nights}, weekend days {days}"
