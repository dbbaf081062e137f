"""The stage of the end-to-end tests: the real bot in a playground, and what people see there."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.cli.box.boxed import Running, running
from bot.cli.box.under_way import under_way
from models.queues import outbox_queue
from models.queues.outbox import MessageSlot, OutboxRow
from models.ticket import Ticket
from playground.people.persona import Persona
from playground.people.workspace_view import WorkspaceView
from playground.timing import UNHURRIED, Timing
from tests.fixtures.shown import words_of

NEW_YORK = ZoneInfo("America/New_York")
CHANNEL, TRIAGE, ELSEWHERE = "C0PARTIFUL", "C0TRIAGE", "C0GENERAL"
PIN = "0000"
A_MOMENT, JUST_AFTER = timedelta(seconds=5), timedelta(milliseconds=1)

JSON = dict[str, Any]


def new_york(text: str) -> datetime:
    """Return an instant written as New Yorkers read it: "2026-03-03 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


TUESDAY = new_york("2026-03-03 10:00")


@dataclass
class OnStage:
    """A ticket as people find it: its number, its thread, and its two cards."""

    stage: Stage
    number: int
    thread: str
    card_ts: str
    triage_ts: str

    @property
    def key(self) -> str:
        return f"PARTIFUL-{self.number}"

    @property
    def row(self) -> Ticket:
        """Return the ticket as it is stored."""
        return self.stage.ticket(self.number)

    def after(self, **span: float) -> str:
        """Return when so much time after its opening is, as we write it: the stage's clock runs on."""
        return shown(self.row.opened_at + timedelta(**span))

    @property
    def card(self) -> str:
        """Return the words of the customers' card."""
        return words_of(self.stage.workspace.message(CHANNEL, self.card_ts))

    @property
    def staff_card(self) -> str:
        """Return the words of the staff's card."""
        return words_of(self.stage.workspace.message(TRIAGE, self.triage_ts))

    @property
    def everything(self) -> str:
        """Return the words of all that staff see behind *Show all*."""
        cierra = self.stage.cierra
        assert cierra.click(TRIAGE, self.triage_ts, "ticket.show_all")
        shown = words_of(cierra.wait_for_modal(self.key).view)
        cierra.close()
        return shown

    @property
    def customers_see(self) -> list[str]:
        """Return the words of the customer's thread, message by message."""
        return [words_of(message) for message in self.stage.workspace.thread(CHANNEL, self.thread)]

    @property
    def staff_see(self) -> list[str]:
        """Return the words of the ticket's thread in triage."""
        return [words_of(message) for message in self.stage.workspace.thread(TRIAGE, self.triage_ts)]


@dataclass
class Stage:
    """The bot at work, and its people."""

    running: Running
    _names: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.playground = self.running.playground
        self.workspace: WorkspaceView = self.playground.workspace
        self.bot = self.running.bot
        self.under_way = under_way(self.bot)
        people = [self.playground.acting_as(one.id) for one in self.playground.seed.people if not one.is_bot]
        by_id = {person.id: person for person in people}
        self.maya, self.dev, self.otto = by_id["U0MAYA"], by_id["U0DEV"], by_id["U0OTTO"]
        self.cierra, self.kirk, self.petra = by_id["U0CIERRA"], by_id["U0KIRK"], by_id["U0PETRA"]
        self.ralph, self.sam, self.colleen = by_id["U0RALPH"], by_id["U0SAM"], by_id["U0COLLEEN"]

    def name(self, words: str = "SMS is failing") -> str:
        """Return words that no other message of this stage has."""
        return f"{words} {next(self._names)}"

    def eventually(self, predicate: Callable[[], Any]) -> Any:
        """Wait until something is so; return it."""
        return self.workspace.wait_for(predicate)

    def settle(self) -> None:
        """Have nothing left to answer, to say, or to do within a moment."""
        self._answer_and_send()
        while self._moves_to_what_is_due_in_a_moment():
            self.bot.sweep.run()
            self._answer_and_send()

    def _moves_to_what_is_due_in_a_moment(self) -> bool:
        # Else the sweep would do it in the midst of the test, or not, as the machine is fast or slow.
        now, following = self.bot.services.clock.now(), self.bot.services.falling_due.next_at()
        if following is None or following > now + A_MOMENT:
            return False
        self.running.clock.set(self.running.clock.now() + max(following - now, timedelta(0)) + JUST_AFTER)
        return True

    def _answer_and_send(self) -> None:
        self._wait_until_quiet()
        while self.bot.relay.run_once():
            pass
        self.eventually(self._all_is_sent)
        self._wait_until_quiet()  # what it says comes back to it as events

    def _all_is_sent(self) -> bool:
        again_at = self._next_try()
        if again_at is not None:
            # A second try comes by the clock: nobody sits the time until then out.
            wait = again_at - self.bot.services.clock.now() + JUST_AFTER
            self.running.clock.reach(self.running.clock.now() + wait)
            self.bot.relay.wake()
        return not self.unsent()

    def _next_try(self) -> datetime | None:
        """Return when the outbox goes on, if it does nothing before."""
        now = self.bot.services.clock.now()
        with self.bot.database.read() as session:
            left = session.scalars(select(OutboxRow).where(OutboxRow.settled_at.is_(None))).all()
            if any(row.claimed_by for row in left):
                return None
            if outbox_queue.anything_ready(session.connection(), now, outbox_queue.Held()):
                return None
        return min((row.not_before for row in left if row.not_before > now), default=None)

    def unsent(self) -> int:
        """Count what the outbox still has to say."""
        with self.bot.database.read() as session:
            return OutboxRow.count_unsent(session)

    def _wait_until_quiet(self) -> None:
        self.workspace.wait_until_quiet()
        self.eventually(lambda: not self.under_way)

    def ticket(self, number: int) -> Ticket:
        """Return a ticket as it is stored."""
        with self.bot.database.read() as session:
            found = Ticket.numbered(session, "partiful", number)
        assert found is not None, f"there is no PARTIFUL-{number}"
        return found

    def newest(self) -> Ticket | None:
        """Return the newest ticket."""
        with self.bot.database.read() as session:
            partifuls = select(Ticket).where(Ticket.account == "partiful")
            return session.scalar(partifuls.order_by(Ticket.number.desc()).limit(1))

    def count(self) -> int:
        """Count the tickets there are."""
        newest = self.newest()
        return newest.number if newest else 0

    def on_stage(self, number: int) -> OnStage:
        """Return a ticket once both cards of it stand."""
        row = self.ticket(number)

        def posts() -> tuple[MessageSlot, MessageSlot] | None:
            with self.bot.database.read() as session:
                card, triage = (
                    MessageSlot.at(session, row.card_slot),
                    MessageSlot.at(session, row.triage_slot),
                )
                return (card, triage) if card and triage else None

        card, triage = self.eventually(posts)
        return OnStage(self, number, row.thread_ts or card.ts, card.ts, triage.ts)

    @contextmanager
    def opening(self) -> Iterator[list[OnStage]]:
        """Expect one new ticket of what is done in the body; it is in the list afterwards."""
        before, found = self.count(), list[OnStage]()
        yield found
        self.eventually(lambda: self.count() > before)
        self.settle()
        assert self.count() == before + 1
        found.append(self.on_stage(before + 1))

    @contextmanager
    def no_ticket(self) -> Iterator[None]:
        """Expect that what is done in the body makes no ticket."""
        before = self.count()
        yield
        self.settle()
        assert self.count() == before

    def open(self, words: str = "SMS is failing", by: Persona | None = None, how: str = "open") -> OnStage:
        """Have somebody (Maya) open a ticket by mention, in a message of its own."""
        with self.opening() as opened:
            (by or self.maya).say(CHANNEL, f"@tam {how} {self.name(words)}")
        return opened[0]

    def chat(self, words: str = "SMS is failing", by: Persona | None = None) -> str:
        """Have somebody (Maya) write in the channel; return the ts once the bot has seen it."""
        ts = (by or self.maya).say(CHANNEL, self.name(words))
        self.settle()
        return ts

    def answers(self, ts: str, channel: str = CHANNEL) -> list[str]:
        """Return the words of what the bot said in the thread of a message."""
        self.settle()
        return [
            words_of(message) for message in self.workspace.thread(channel, ts)[1:] if message.get("bot_id")
        ]

    def told(self, person: Persona, channel: str = CHANNEL) -> str:
        """Wait for something that only this person sees; return its words, and clear it away."""
        seen = self.eventually(lambda: [*person.ephemerals(channel), *refusals(person)])
        person.reload()
        return "\n".join(words_of(told) for told in seen)

    def to_noon_of(self, day: str) -> None:
        """Move on to noon of a day."""
        self.playground.travel_to(new_york(f"{day} 12:00"))

    def later(self, **span: float) -> None:
        """Move the clock on."""
        self.playground.travel_to(self.running.clock.now() + timedelta(**span))


def shown(at: datetime) -> str:
    """Return an instant of the day as we write it: the stage's clock runs on while a test is slow."""
    return f"{at.astimezone(NEW_YORK):%-I:%M %p} ET"


@contextmanager
def raised(start: datetime = TUESDAY, timing: Timing = UNHURRIED) -> Iterator[Stage]:
    """Raise the curtain: run the bot in a playground, from Tuesday, March 3, 2026, 10:00 AM in New York."""
    with running(start=start, timing=timing) as started:
        stage = Stage(started)
        stage.eventually(lambda: stage.workspace.pins(CHANNEL))
        yield stage


def refusals(person: Persona) -> list[JSON]:
    """Return the small modal that tells somebody why their click did nothing, if it is open."""
    modal = person.modal
    return [modal.view] if modal and modal.title in ("Not done", "Nothing to do") else []


def send(person: Persona) -> dict[str, str] | None:
    """Submit the form on top; what the checks warn of, once, is overruled by sending it again."""
    refused = person.submit()
    still_open = refused is None and person.modal is not None
    return person.submit() if still_open else refused
