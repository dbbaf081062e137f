"""What happens to the tickets: opened on either side, talked about and changed on both, at random."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from bot.domain.console.counterparts import priority_there
from bot.domain.sla import Priority
from bot.errors import BotError
from bot.steps.new_ticket import Opened
from models.console.link import ConsoleLink
from tests.bench.bridge.both_sides import BothSides
from tests.fixtures.desk import new_york

START = new_york("2026-03-03 10:00")
SECOND = timedelta(seconds=1)
APART_S, LASTS_S = 30, 3 * 3600
"""Between two tickets on average; and how long one is worked on."""
FILED_THERE = 0.25


class Deed(StrEnum):
    """What somebody does to a ticket."""

    OPEN = "open"
    STAFF_HERE = "staff reply here"
    CUSTOMER_HERE = "customer reply here"
    PENDING_HERE = "pending here"
    SOLVED_HERE = "solved here"
    PRIORITY_HERE = "priority here"
    AGENT_THERE = "agent comment there"
    CUSTOMER_THERE = "customer comment there"
    NOTE_THERE = "private note there"
    STATUS_THERE = "status there"
    PRIORITY_THERE = "priority there"


_HOW_OFTEN = {
    Deed.STAFF_HERE: 4,
    Deed.CUSTOMER_HERE: 3,
    Deed.PENDING_HERE: 1,
    Deed.SOLVED_HERE: 1,
    Deed.PRIORITY_HERE: 1,
    Deed.AGENT_THERE: 4,
    Deed.CUSTOMER_THERE: 2,
    Deed.NOTE_THERE: 1,
    Deed.STATUS_THERE: 2,
    Deed.PRIORITY_THERE: 1,
}


@dataclass(frozen=True, order=True)
class Moment:
    """One thing that happens; no two happen in the same second."""

    at: datetime
    ticket: int
    deed: Deed


@dataclass(frozen=True)
class Word:
    """Something that was said, found again by its `mark`."""

    mark: str
    at: datetime
    is_here: bool
    is_staff: bool
    is_public: bool = True
    is_closing: bool = False
    """Said in the form that solves a ticket: our own post, no answer of a person's."""


@dataclass
class Life:
    """One ticket, and all that was said about it."""

    opened: Opened | None = None
    number: int | None = None
    thread: str | None = None
    words: list[Word] = field(default_factory=list)


def moments(tickets: int, seed: int) -> list[Moment]:
    """Return all that happens, for a seed the same each time, in its order."""
    dice, taken = Random(f"bridge {seed}"), set[int]()

    def free(second: float) -> datetime:
        at = int(second)
        while at in taken:
            at += 1
        taken.add(at)
        return START + at * SECOND

    all_of_them = []
    for ticket in range(tickets):
        begin = dice.uniform(0, APART_S * tickets)
        all_of_them.append(Moment(free(begin), ticket, Deed.OPEN))
        deeds = dice.choices(list(_HOW_OFTEN), weights=list(_HOW_OFTEN.values()), k=dice.randint(4, 10))
        all_of_them += [Moment(free(begin + 30 + dice.expovariate(5) * LASTS_S), ticket, d) for d in deeds]
    return sorted(all_of_them)


class Story:
    """Plays what happens."""

    def __init__(self, sides: BothSides, tickets: int) -> None:
        self.sides, self.dice = sides, Random(f"story {sides.seed}")
        self.lives = [Life() for _ in range(tickets)]
        self.done, self.refused = Counter[Deed](), Counter[str]()

    def play(self, moment: Moment) -> None:
        """Have it happen, if it can: a ticket may not be known there (or here) yet, or not allow it."""
        life = self.lives[moment.ticket]
        if moment.deed is Deed.OPEN:
            self._open(moment, life)
        elif not self._can(moment, life):
            self.refused["not known on that side yet"] += 1
            return
        else:
            try:
                self._act(moment, life)
            except BotError as error:
                self.refused[type(error).__name__] += 1
                return
        self.done[moment.deed] += 1

    def _open(self, moment: Moment, life: Life) -> None:
        subject, priority = f"Trouble number {moment.ticket:05}", self.dice.choice(list(Priority))
        if self.dice.random() < FILED_THERE:
            filed = self.sides.console.file(subject, self.sides.maya, priority=priority_there(priority))
            life.number = int(filed["id"])
        else:
            life.opened = self.sides.desk.open(subject=subject, priority=priority)

    def _can(self, moment: Moment, life: Life) -> bool:
        self.find(life)
        return (life.number if moment.deed.endswith("there") else life.opened) is not None

    def find(self, life: Life) -> None:
        """Find the other half of a ticket, if that is known by now."""
        with self.sides.database.read() as session:
            if life.opened is None and life.number is not None:
                link = ConsoleLink.of_console(session, life.number)
                life.opened = Opened(link.ticket_id, "") if link else None
            elif life.number is None and life.opened is not None:
                link = ConsoleLink.of_ticket(session, life.opened.ticket_id)
                life.number = link.console_id if link else None

    def _act(self, moment: Moment, life: Life) -> None:
        if moment.deed.endswith("there"):
            assert life.number is not None
            self._act_there(moment, life, life.number)
        else:
            assert life.opened is not None
            self._act_here(moment, life, life.opened)

    def _act_here(self, moment: Moment, life: Life, opened: Opened) -> None:
        desk, now = self.sides.desk, self.sides.clock.now()
        word = self._word(moment, is_here=True, is_staff=moment.deed is not Deed.CUSTOMER_HERE)
        life.thread = life.thread or desk.thread(opened)
        match moment.deed:
            case Deed.PENDING_HERE:
                desk.services.lifecycle.set_pending(opened.ticket_id, desk.cierra)
            case Deed.PRIORITY_HERE:
                wanted = self.dice.choice(list(Priority))
                desk.services.lifecycle.set_priority(opened.ticket_id, wanted, desk.cierra)
            case Deed.SOLVED_HERE:
                desk.services.lifecycle.solve(opened.ticket_id, desk.cierra, f"Done: {word.mark}.")
                life.words.append(word)
            case _:
                who = self.dice.choice(["U0CIERRA", "U0KIRK", "U0PETRA"]) if word.is_staff else "U0MAYA"
                ts = f"{now.timestamp():.0f}.{moment.ticket:06d}"
                desk.say(who, f"It is about {word.mark}, still.", life.thread, ts=ts)
                life.words.append(word)

    def _act_there(self, moment: Moment, life: Life, number: int) -> None:
        console, dice = self.sides.console, self.dice
        match moment.deed:
            case Deed.STATUS_THERE:
                console.change(number, status=dice.choice(["open", "pending", "solved", "hold"]))
            case Deed.PRIORITY_THERE:
                console.change(number, priority=dice.choice(["urgent", "high", "normal", "low"]))
            case _:
                is_staff = moment.deed is not Deed.CUSTOMER_THERE
                word = self._word(moment, is_here=False, is_staff=is_staff)
                who = dice.choice(self.sides.agents) if is_staff else self.sides.maya
                console.say(number, who, f"It is about {word.mark}, still.", word.is_public)
                life.words.append(word)

    def _word(self, moment: Moment, *, is_here: bool, is_staff: bool) -> Word:
        second = int((moment.at - START).total_seconds())
        is_public = moment.deed is not Deed.NOTE_THERE
        is_closing = moment.deed is Deed.SOLVED_HERE
        return Word(f"word-{second:07}", moment.at, is_here, is_staff, is_public, is_closing)
