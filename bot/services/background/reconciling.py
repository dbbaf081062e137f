"""Make good for a database restored from an older copy: what was said since is not said again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar.timestamps import said_at
from bot.domain.keys.done import LISTENING
from bot.services.service import ClockDriven
from bot.steps import cards
from bot.steps.work import Work
from models.account import AccountState
from models.message import Received
from models.queues import restored
from models.queues.outbox import MessageSlot
from models.search import ticket_search
from models.ticket import Ticket


@dataclass(frozen=True)
class Card:
    """A message of ours as it stands in Slack."""

    channel: str
    ts: str
    thread_ts: str | None
    text: str


@dataclass(frozen=True)
class CopiedUntil:
    """How far the restored copy goes: what is written from here on is of the replay."""

    outbox_row: int
    ticket: int


class Reconciling(ClockDriven):
    """The use cases around a replay in silence, while no bot is running."""

    def places(self) -> dict[str, list[str]]:
        """Return the channels in which we speak, and in each the threads of tickets that are not solved."""
        with self.reading() as work:
            accounts = work.runbook.accounts
            found: dict[str, list[str]] = {place: [] for key in accounts for place in _places(work, key)}
            for key in accounts:
                for ticket in Ticket.unsolved(work.session, key):
                    for channel, ts in _threads(work, ticket):
                        found.setdefault(channel, []).append(ts)
            return found

    def heard_until(self) -> datetime | None:
        """Return when the copy's bot last heard Slack; None if it never did."""
        with self.reading() as work:
            mark = work.session.get(Received, LISTENING)
            return mark.at if mark else None

    def begin(self, standing: Sequence[Card]) -> CopiedUntil:
        """Have unsent posts looked for before they are sent, and no number given twice."""
        with self.work() as work:
            restored.doubt_unsent(work.session)
            for key in work.runbook.accounts:
                numbers = [number for _, number in _numbered(work, key, standing)]
                state = AccountState.of(work.session, key)
                state.last_number = max([state.last_number, *numbers])
            return CopiedUntil(restored.newest_row(work.session), ticket_search.newest(work.session))

    def finish(self, before: CopiedUntil, standing: Sequence[Card], until: datetime) -> tuple[int, list[str]]:
        """Count what the replay wrote as said, and record where cards stand.

        Returns how many messages are not said again, and which tickets nobody's message tells of.
        """
        with self.work() as work:
            settled = restored.settle_after(work.session, before.outbox_row, work.now)
            for ticket in ticket_search.later_than(work.session, before.ticket):
                _adopt(work, ticket, standing)
            work.session.flush()
            work.session.merge(Received(key=LISTENING, at=until))
            return settled, _lost(work, standing)


def _places(work: Work, account: str) -> Iterable[str]:
    yield work.channel(account)
    triage = work.account(account).triage_id
    if triage:
        yield triage


def _threads(work: Work, ticket: Ticket) -> Iterable[tuple[str, str]]:
    if ticket.thread_ts is not None:
        yield ticket.channel, ticket.thread_ts
    for slot in (ticket.card_slot, ticket.triage_slot):
        card = MessageSlot.at(work.session, slot)
        if card is not None:
            yield card.channel, card.ts


def _numbered(work: Work, account: str, standing: Iterable[Card]) -> list[tuple[Card, int]]:
    """Return the cards that name a ticket of the account, with its number."""
    named = re.compile(rf"\b{re.escape(work.account(account).prefix)}-(\d+)\b")
    places = frozenset(_places(work, account))
    return [
        (card, int(found[1]))
        for card in standing
        if card.channel in places and (found := named.search(card.text))
    ]


def _adopt(work: Work, ticket: Ticket, standing: Sequence[Card]) -> None:
    """Give a ticket of the replay the number and the cards that it had."""
    numbered = _numbered(work, ticket.account, standing)
    own = [
        (card, number)
        for card, number in numbered
        if card.channel == ticket.channel
        and ticket.thread_ts is not None
        and card.thread_ts == ticket.thread_ts
    ]
    if not own:
        return
    card, ticket.number = own[0]
    restored.record_standing(work.session, ticket.card_slot, card.channel, card.ts)
    for other, number in numbered:
        if other.channel == ticket.triage_channel and other.thread_ts is None and number == ticket.number:
            restored.record_standing(work.session, ticket.triage_slot, other.channel, other.ts)
            break
    cards.refresh(work, ticket)


def _lost(work: Work, standing: Sequence[Card]) -> list[str]:
    """Name the tickets that stand in Slack and are not in the database: a form opened them."""
    names: set[str] = set()
    for key in work.runbook.accounts:
        prefix = work.account(key).prefix
        for _, number in _numbered(work, key, standing):
            if Ticket.numbered(work.session, key, number) is None:
                names.add(f"{prefix}-{number}")
    return sorted(names, key=lambda name: (name.rpartition("-")[0], int(name.rpartition("-")[2])))


def last_sign(standing: Sequence[Card]) -> datetime | None:
    """Return when the bot that is gone last said anything."""
    return max((said_at(card.ts) for card in standing), default=None)
