"""Both sides after each kill: what is missing, doubled, or stands otherwise."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.domain.console.counterparts import ConsolePriority, ConsoleStatus, priority_here, status_here
from bot.domain.events.talk import StaffResponded
from models.console.poke import ConsolePoke
from models.queues.outbox import OutboxRow, OutboxState
from models.store.database import Database
from models.ticket import Ticket
from models.ticket_event import TicketEvent
from playground.console.records import DeskTicket
from playground.server import Playground
from tests.bench.killed.steps import Step

CHANNEL, TRIAGE = "C0PARTIFUL", "C0TRIAGE"


@dataclass
class Sides:
    """Slack with the bot's own memory, and the console."""

    playground: Playground
    database: Database

    def are_equal(self, done: Sequence[Step]) -> bool:
        """Tell whether both sides say the same, each thing once."""
        return not self.apart(done)

    def apart(self, done: Sequence[Step]) -> list[str]:
        """Return in what both sides differ after these steps, nothing once all is taken in."""
        there = list(self.playground.console.desk.standing())
        with self.database.read() as session:
            here = list(session.scalars(select(Ticket)))
            under_way = session.scalar(
                select(func.count()).select_from(OutboxRow).where(OutboxRow.settled_at.is_(None))
            )
            pokes = session.scalar(select(func.count()).select_from(ConsolePoke))
            failed = session.scalars(select(OutboxRow.error).where(OutboxRow.state == OutboxState.FAILED))
            found = [f"given up: {error}" for error in failed]
            answered = [
                event.what.at
                for event in session.scalars(select(TicketEvent).order_by(TicketEvent.id))
                if isinstance(event.what, StaffResponded)
            ]
        if under_way or pokes:
            found.append(f"{under_way} rows and {pokes} readings are under way")
        if (len(here), len(there)) != (1, 1):
            return [*found, f"{len(here)} tickets here, {len(there)} there"]
        found += self._standing(here[0], there[0], done[-1])
        found += self._words(there[0], done)
        return [*found, *self._answers(there[0], done, answered)]

    def _standing(self, here: Ticket, there: DeskTicket, last: Step) -> Iterator[str]:
        fields = there.fields
        status = status_here(ConsoleStatus(fields.status))
        if not here.status == status == last.status:
            yield f"{here.status} here, {fields.status} there, {last.status} is meant"
        if fields.priority is None or here.priority is not priority_here(ConsolePriority(fields.priority)):
            yield f"{here.priority} here, {fields.priority} there"
        if last.mention.startswith("escalate") and "escalated" not in fields.tags:
            yield "escalated here, not there"

    def _words(self, there: DeskTicket, done: Sequence[Step]) -> Iterator[str]:
        for step in done:
            for words, meant in ((step.words, (1, 1)), (step.note, (0, 1))):
                if not words:
                    continue
                mark = words.partition(":")[0]
                bodies = sum(mark in comment.body for comment in there.comments)
                if (self._said(CHANNEL, mark), bodies) != meant:
                    yield f"{mark}: {self._said(CHANNEL, mark)} times here, {bodies} there, {meant} is meant"
                if step.note and self._said(TRIAGE, mark) != 1:
                    yield f"{mark}: {self._said(TRIAGE, mark)} times in triage"

    def _said(self, channel: str, mark: str) -> int:
        return len(self._saying(channel, mark))

    def _saying(self, channel: str, mark: str) -> list[str]:
        """Return the ts of the messages of a channel, those in threads included, that say something."""
        workspace = self.playground.workspace
        tops = [str(message["ts"]) for message in workspace.messages(channel)]
        found = [message for ts in tops for message in workspace.thread(channel, ts)]
        return [str(message["ts"]) for message in found if mark in str(message.get("text"))]

    def _answers(
        self, there: DeskTicket, done: Sequence[Step], answered: Sequence[datetime]
    ) -> Iterator[str]:
        """Each answer counts once, at the second at which it was said where it was said."""
        meant = []
        for step in done:
            mark = step.words.partition(":")[0]
            if step.answers and step.console:
                meant += [int(one.at.timestamp()) for one in there.comments if mark in one.body]
            elif step.answers:
                meant += [int(float(ts)) for ts in self._saying(CHANNEL, mark)]
        counted = Counter(int(at.timestamp()) for at in answered)
        if counted != Counter(meant):
            yield f"answered at {sorted(counted.elements())}, not at {sorted(meant)}"
