"""Compare both sides: how each ticket stands, every word once on each, each answer once at its own time."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from bot.domain.console.counterparts import ConsolePriority, ConsoleStatus, priority_here, status_here
from bot.domain.events.talk import StaffResponded
from bot.steps.new_ticket import Opened
from models.queues.outbox import OutboxRow, OutboxState
from models.ticket import Ticket
from tests.bench.bridge.both_sides import BothSides
from tests.bench.bridge.story import Life, Story, Word
from tests.fixtures.desk import CHANNEL, TRIAGE

_MARK = re.compile(r"word-\d{7}")
_IN_CONSOLE = re.compile(r"It was set to \w+ in the console|here and in the console at the same time")


@dataclass(frozen=True)
class Fault:
    """One thing in which both sides are not as they should be."""

    kind: str
    what: str


@dataclass(frozen=True)
class Apart:
    """One thing that stands otherwise there, and what triage knows of it."""

    fault: Fault
    told: tuple[str, ...]

    def __str__(self) -> str:
        """Return it as a line."""
        latest = self.told[-1].replace("\n", " ") if self.told else "NOBODY WAS TOLD"
        return f"{self.fault.what}: {latest}"


def faults(story: Story) -> Iterator[Fault]:
    """Yield all in which both sides differ, or one says a thing twice or not at all."""
    sides, unheard = story.sides, over_unheard(story)
    there, tickets = len(sides.console.tickets), _tickets(sides)
    if not there == tickets + len(unheard) == len(story.lives):
        yield Fault("tickets", f"{tickets} here, {there} there, {len(story.lives)} were opened")
    yield from _given_up(sides)
    in_channel, in_triage = _marks(sides, CHANNEL), _marks(sides, TRIAGE)
    for life in story.lives:
        if life.number in unheard:
            continue
        if life.opened is None or life.number is None:
            yield Fault("unlinked", f"{life.opened} is {life.number} there")
            continue
        yield from _standing(sides, life.opened, life.number)
        in_console = Counter(
            mark for one in sides.console.comments[life.number] for mark in _MARK.findall(one["body"])
        )
        for word in life.words:
            seen = (in_channel[word.mark], in_console[word.mark])
            if seen != (1 if word.is_public else 0, 1):
                yield Fault("words", f"{_said(life, word)}: {seen[0]} times here, {seen[1]} there")
            if not word.is_public and in_triage[word.mark] != 1:
                yield Fault("notes", f"{_said(life, word)}: {in_triage[word.mark]} times in triage")
        yield from _answers(sides, life, life.opened)


def over_unheard(story: Story) -> set[int]:
    """Return the tickets that were filed and solved there before we heard of them: they get no card here."""
    for life in story.lives:
        story.find(life)
    unknown = (one.number for one in story.lives if one.opened is None and one.number is not None)
    return {number for number in unknown if story.sides.console.tickets[number]["status"] == "solved"}


def standing_apart(story: Story) -> list[Apart]:
    """List how tickets stand otherwise there, by status or priority, each with what triage was told of it."""
    both = [(one.opened, one.number) for one in story.lives if one.opened and one.number]
    return [
        Apart(fault, _told_of(story.sides, opened))
        for opened, number in both
        for fault in _standing(story.sides, opened, number)
    ]


def _told_of(sides: BothSides, opened: Opened) -> tuple[str, ...]:
    """Return what triage was told of how a ticket stands in the console, the latest last."""
    name = f"PARTIFUL-{sides.desk.ticket(opened).number} · "
    texts = (str(one["text"]) for one in sides.desk.slack.messages.get(TRIAGE, []))
    return tuple(text for text in texts if name in text and _IN_CONSOLE.search(text))


def _standing(sides: BothSides, opened: Opened, number: int) -> Iterator[Fault]:
    here, there = sides.desk.ticket(opened), sides.console.tickets[number]
    status, priority = status_here(ConsoleStatus(there["status"])), there["priority"]
    if here.status is not status:
        yield Fault("status", f"{opened.ticket_id}: {here.status} here, {there['status']} there ({number})")
    if here.priority is not priority_here(ConsolePriority(priority)):
        yield Fault("priority", f"{opened.ticket_id}: {here.priority} here, {priority} there ({number})")


def _answers(sides: BothSides, life: Life, opened: Opened) -> Iterator[Fault]:
    events = [event.what for event in sides.desk.history(opened, "staff_responded")]
    counted = Counter(what.at.replace(microsecond=0) for what in events if isinstance(what, StaffResponded))
    answers = (word for word in life.words if word.is_staff and word.is_public and not word.is_closing)
    meant = Counter(word.at for word in answers)
    for at in counted.keys() | meant.keys():
        if counted[at] != meant[at]:
            yield Fault("answers", f"{opened.ticket_id}: at {at} {counted[at]}, not {meant[at]} times")


def _marks(sides: BothSides, channel: str) -> Counter[str]:
    texts = (str(one["text"]) for one in sides.desk.slack.messages.get(channel, []))
    return Counter(mark for text in texts for mark in _MARK.findall(text))


def _given_up(sides: BothSides) -> Iterator[Fault]:
    failed = select(OutboxRow.id, OutboxRow.error).where(OutboxRow.state == OutboxState.FAILED)
    with sides.database.read() as session:
        for number, error in session.execute(failed):
            yield Fault("given up", f"row {number}: {error}")


def _tickets(sides: BothSides) -> int:
    with sides.database.read() as session:
        return session.scalar(select(func.count()).select_from(Ticket)) or 0


def _said(life: Life, word: Word) -> str:
    whose, where = "staff" if word.is_staff else "customer", "here" if word.is_here else "there"
    ticket = life.opened.ticket_id if life.opened else 0
    return f"{ticket} ({life.number}): {word.mark} of {whose}, said {where}"


def by_kind(found: list[Fault]) -> dict[str, list[str]]:
    """Return what is wrong by its kind."""
    kinds = defaultdict(list)
    for one in found:
        kinds[one.kind].append(one.what)
    return kinds
