"""Whatever two tickets have lived through: merged nothing is lost, and undone each is as it was."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.clock import FakeClock
from bot.domain.escalation import Reason
from bot.domain.merging.survival import RunningClock
from bot.domain.sla import Priority
from bot.domain.ticket import Status
from bot.errors import BotError
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.merging.merged_clocks import running_clock
from bot.steps.new_ticket import Opened
from bot.steps.work import Work
from models.escalation import Escalation
from models.message import TicketMessage
from models.store.database import Database
from tests.fixtures.desk import Desk, new_york
from tests.fixtures.examples import drawing
from tests.fixtures.fake_slack import FakeSlack

Act = Callable[[Desk, Opened], object]
ACTS: dict[str, Act] = {
    "staff answer": lambda desk, ticket: desk.reply(ticket, "U0CIERRA", "Which carrier is it?"),
    "the customer asks": lambda desk, ticket: desk.reply(ticket, "U0MAYA", "When is it mended?"),
    "it is a P1": lambda desk, ticket: desk.services.lifecycle.set_priority(
        ticket.ticket_id, Priority.P1, desk.cierra
    ),
    "it is set pending": lambda desk, ticket: desk.services.lifecycle.set_pending(
        ticket.ticket_id, desk.cierra
    ),
    "a blocker": lambda desk, ticket: desk.escalate(ticket, Reason.BLOCKER),
    "no response": lambda desk, ticket: desk.escalate(ticket, Reason.RESPONSE),
}
KEPT = ("ticket_events", "ticket_messages", "escalations")
"""The tables of which no merger may take a row away."""
LIVES = st.lists(
    st.tuples(st.sampled_from((0, 1)), st.sampled_from(sorted(ACTS)), st.integers(1, 90)), max_size=8
)


def live(desk: Desk, lives: list[tuple[int, str, int]]) -> tuple[Opened, Opened]:
    """Open two tickets and have happen to them what may."""
    pair = desk.open(), desk.open(subject="Texts do not arrive")
    for which, act, minutes in lives:
        desk.pass_time(timedelta(minutes=minutes))
        try:
            ACTS[act](desk, pair[which])
        except BotError:
            continue  # it was no time for it
    desk.pass_time(timedelta(minutes=1))
    return pair


@dataclass(frozen=True)
class Stands:
    """How a ticket stands, as far as people feel it."""

    status: Status
    priority: Priority
    due: datetime | None
    breached: bool
    clock: RunningClock | None
    alarms: tuple[tuple[Reason, datetime], ...]
    said: tuple[str, ...]
    pending: tuple[datetime | None, datetime | None]
    spoke: tuple[datetime | None, datetime]
    examples: tuple[str, ...]


def stands(desk: Desk, opened: Opened) -> Stands:
    """Return how a ticket stands."""
    ticket, line = desk.ticket(opened), desk.card(opened).line
    with desk.database.read() as session:
        work = Work(session, desk.runbook, desk.clock.now(), "")
        clock = running_clock(work, ticket)
        alarms = Escalation.open_of_ticket(session, ticket.id)
        said = TicketMessage.of_ticket(session, ticket.id)
        return Stands(
            status=ticket.status,
            priority=line.priority,
            due=line.due_at,
            breached=line.breached,
            clock=clock,
            alarms=tuple((alarm.reason, alarm.raised_at) for alarm in alarms),
            said=tuple(message.ts for message in said),
            pending=(ticket.pending_since, ticket.reminded_at),
            spoke=(ticket.last_staff_at, ticket.last_customer_at),
            examples=tuple(ticket.example_ids),
        )


def count(desk: Desk, what: str) -> int:
    """Count what no merger may make fewer."""
    with desk.database.read() as session:
        return int(session.execute(text(f"SELECT count(*) FROM {what}")).scalar_one())


@contextmanager
def new_desk(template: Path) -> Iterator[Desk]:
    """Give a desk over a database of its own: every life begins with nothing stored."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "tam.db"
        shutil.copy(template, file)
        database, clock = Database(f"sqlite:///{file}"), FakeClock(new_york("2026-03-03 10:00"))
        try:
            yield Desk(database, clock, FakeSlack(clock))
        finally:
            database.dispose()


@settings(drawing(8), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lives=LIVES)
def test_merged_one_clock_runs_and_undone_each_stands_as_it_did(
    sqlite_template: Path, lives: list[tuple[int, str, int]]
) -> None:
    with new_desk(sqlite_template) as desk:
        kept, other = live(desk, lives)
        before = [stands(desk, each) for each in (kept, other)]
        counted = [count(desk, what) for what in KEPT]
        waiting = desk.waiting(DueKind.CLIMB)

        desk.services.merging.merge(other.ticket_id, kept.ticket_id, desk.cierra)
        one, part = stands(desk, kept), stands(desk, other)
        assert (part.status, part.clock, part.alarms) == (Status.SOLVED, None, ())
        assert one.priority.rank == min(each.priority.rank for each in before)
        assert one.due == min((each.due for each in before if each.due), default=None)
        assert {reason for reason, _ in one.alarms} == {
            reason for each in before for reason, _ in each.alarms
        }
        assert all(count(desk, what) >= had for what, had in zip(KEPT, counted, strict=True))

        desk.services.merging.undo(other.ticket_id, desk.cierra)
        assert [stands(desk, each) for each in (kept, other)] == before
        assert bool(desk.waiting(DueKind.CLIMB)) == bool(waiting)
