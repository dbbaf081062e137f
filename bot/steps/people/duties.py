"""What people are on call for: each account's TAM roles, the 24x7 team, support management."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.domain.tams import Member, Person, Rota, ScheduledTam, Turn
from bot.steps.people import roster
from bot.steps.work import Work


@dataclass(frozen=True)
class Duty:
    """One of them as it stands just now, with what was announced."""

    key: str
    name: str
    """Of the team, or of the role: "primary TAM"."""
    whose: Person | ScheduledTam | Rota
    account: str | None = None
    """The name of the account whose role it is."""

    @property
    def title(self) -> str:
        """Return its name where several accounts are spoken of: "primary TAM of Partiful"."""
        return f"{self.name} of {self.account}" if self.account else self.name

    @property
    def takes_turns(self) -> bool:
        """Say whether it is a schedule."""
        return not isinstance(self.whose, Person)

    @property
    def is_shared(self) -> bool:
        """Say whether several people have it in turns, by a schedule or because somebody covers."""
        return not isinstance(self.whose, Person) or bool(self.whose.covers.written)

    def can_be_of(self, person: Member) -> bool:
        """Say whether somebody can cover: in a schedule only people of the runbook's `people` do."""
        if isinstance(self.whose, Person):
            return True
        rota = self.whose if isinstance(self.whose, Rota) else self.whose.rota
        return any(one.slack == person.slack for one in rota.people.values())

    def members(self) -> tuple[Member, ...]:
        """Return the people who have it by the runbook."""
        if isinstance(self.whose, Person):
            return self.whose.everybody()[:1]
        return self.whose.members() if isinstance(self.whose, Rota) else self.whose.everybody()

    def turns_of(self, user: str, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """Return when it is somebody's in [start, end); all of that where they have posted hours in it.

        Who covers for one in posted hours does so in those hours only, so that no more has to be said.
        """
        if isinstance(self.whose, Person):
            theirs = self.whose.slack == user and self.whose.posted.between(start, end)
            return [(start, end)] if theirs else []
        found = [turn for turn in self.whose.turns(start, end) if turn.person and turn.person.slack == user]
        return [(turn.start, turn.end or end) for turn in found]

    def turns(self, start: datetime, end: datetime) -> list[Turn]:
        """Return the final schedule of [start, end)."""
        return self.whose.turns(start, end)


def duties(work: Work) -> Iterator[Duty]:
    """Yield them all, as they stand."""
    yield from _teams(work)
    for account in work.runbook.accounts:
        yield from _roles(work, account)


def of_account(work: Work, account: str) -> Iterator[Duty]:
    """Yield those that concern an account."""
    yield from _teams(work)
    yield from _roles(work, account)


def _teams(work: Work) -> Iterator[Duty]:
    book = work.runbook
    shared = (
        (roster.PSE, book.provider.pse, book.pse_rota),
        (roster.SUPPORT_MANAGEMENT, book.provider.support_management, book.support_management_rota),
    )
    for key, group, written in shared:
        if written:
            yield Duty(key, group.name, roster.rota(work, key, written))


def _roles(work: Work, account: str) -> Iterator[Duty]:
    for tam in roster.team(work, account).tams:
        assert isinstance(tam, Person | ScheduledTam)
        yield Duty(roster.duty_key(account, tam.role), tam.role.label, tam, work.account(account).name)
