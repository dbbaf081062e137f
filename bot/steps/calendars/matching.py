"""Who an event of a calendar is about: by mail, by the names that the runbook gives, by full names."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.runbook import Runbook
from bot.runbook.roster.calendars import GROUPS, CalendarRow
from bot.steps.calendars.calendar_events import CalendarEvent

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class WhoIsWho:
    """How people that a calendar may name are told by mail and by name: Slack ids."""

    mails: dict[str, str]
    names: tuple[tuple[re.Pattern[str], str], ...]
    everything_about: str | None
    only: Collection[str] | None
    """Who may be on call in a schedule: only people of the runbook's `people`."""

    @classmethod
    def of(cls, book: Runbook, calendar: CalendarRow) -> "WhoIsWho":
        """Return what a calendar's events are matched by."""
        people = book.provider.people
        mails = {mail.casefold(): slack for mail, slack in _mails(book)}
        given = [(name, people[key].slack) for name, key in calendar.names.items() if key in people]
        known = [(name, slack) for slack, name in book.staff_names.items()]
        names = tuple((_as_a_word(name), slack) for name, slack in (*given, *known) if slack)
        who = people[calendar.who].slack if calendar.who in people else None
        return cls(mails, names, who, book.person_keys if calendar.shifts in GROUPS else None)

    def who(self, entry: CalendarEvent) -> str | None:
        """Return the Slack id of the one person an event is about; None for nobody known, or several."""
        if self.everything_about is not None:
            return self.everything_about
        in_words = {mail.casefold() for mail in _MAIL.findall(entry.summary)}
        found = (
            self._by_mail(entry.mails)
            or self._by_mail(in_words)
            or {slack for name, slack in self.names if name.search(entry.summary)}
        )
        slack = found.pop() if len(found) == 1 else None
        return slack if self.only is None or slack in self.only else None

    def _by_mail(self, mails: Collection[str]) -> set[str]:
        return {self.mails[mail] for mail in mails if mail in self.mails}


def _mails(book: Runbook) -> Iterator[tuple[str, str]]:
    for person in book.provider.people.values():
        if person.email and person.slack:
            yield person.email, person.slack
    for account in book.accounts.values():
        for one in account.people():
            if one.email and one.slack:
                yield one.email, one.slack


def _as_a_word(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
