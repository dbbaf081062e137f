"""What every use-case class has: one database, one runbook, one clock; and its transactions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.domain.keys.done import DoneKey
from bot.errors import DoneBefore
from bot.runbook import Runbook
from bot.steps.handover import shifts
from bot.steps.roster_memory import RosterMemory
from bot.steps.work import Work, retry_on_conflict
from models.message import Received
from models.roster_change import RosterChange
from models.store.database import Database
from models.store.plain import PlainConnection

Result = TypeVar("Result")


@dataclass(frozen=True)
class Service:
    """A family of use cases over one database, one runbook and one clock."""

    database: Database
    runbook: Runbook
    clock: Clock
    workspace_url: str = "https://slack.com/"
    part_of: Work | None = None
    """The transaction that all of it happens in; None: each use case has one of its own."""
    memory: RosterMemory = field(default_factory=RosterMemory)
    """What all use cases know of the roster together."""

    @contextmanager
    def work(self, once: DoneKey | None = None) -> Iterator[Work]:
        """Open one write transaction and commit it at the end; within an act, take part in its own.

        `once` names what is done; raises DoneBefore, changing nothing, when it was done already.
        """
        if self.part_of is not None:
            yield _first(self.part_of, once)
            return
        with self.database.begin() as session:
            work = self.begun(session)
            yield _first(work, once)
            if RosterChange.is_new_in(session):
                shifts.look_again(work, tuple(self.runbook.accounts))

    def contested(self, step: Callable[[Work], Result], once: DoneKey | None = None) -> Result:
        """Take a step for which there may be rivals: in one transaction, again whenever another got in first.

        `once` is as in `work`. Within an act it is the act that is done again.
        """

        def take() -> Result:
            with self.work(once) as work:
                return step(work)

        return take() if self.part_of is not None else retry_on_conflict(take)

    def begun(self, session: Session) -> Work:
        """Return what a transaction that has just begun works with."""
        return Work(session, self.runbook, self.clock.now(), self.workspace_url, self.memory)

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Open a session that only reads; within an act, read what it has written so far."""
        if self.part_of is not None:
            yield self.part_of
            return
        with self.database.read() as session:
            yield self.begun(session)

    @contextmanager
    def asking(self) -> Iterator[PlainConnection]:
        """Open a connection for one question, at half the price; within an act, ask what it has written."""
        if self.part_of is not None:
            yield self.part_of.session.connection()
            return
        with self.database.read_connection() as connection:
            yield connection


class ForPeople(Service):
    """Use cases that somebody asks for.

    Every public method takes the one who asks, alone or in what is asked (`Actor`), and raises NotAllowed
    before it looks at anything else if they may not. Listeners never ask for permission.
    """


class ClockDriven(Service):
    """Use cases that the clock asks for: nobody does, so there is nobody to be refused."""


class ToldBySlack(Service):
    """Use cases that take down what is so by Slack's word, or find out who and what is meant by it.

    A message was said whoever may say it; and until its author and account are known there is nobody to
    be asked for permission. Whatever is then done for somebody is a use case for people.
    """


class ToldByPagers(Service):
    """Use cases that a phone or PagerDuty tells of, by the service's own signature.

    Somebody who was reached speaks there: what they may do is asked for as in Slack.
    """


class ToldByConsole(Service):
    """Use cases that the console tells of, by its own word: what is done there was allowed there.

    Whoever acts there is named by it; nobody is asked for permission here a second time.
    """


class ForPrograms(Service):
    """Use cases that another program asks for, by a token.

    Every public method but the one that looks the token up takes what it allows (`Grant`), and raises
    NotAllowed before it looks at anything else if it was not made for that.
    """


def _first(work: Work, once: DoneKey | None) -> Work:
    if once is not None and not Received.first(work.session, once, work.now):
        raise DoneBefore("That was done already.")
    return work
