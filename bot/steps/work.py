"""What one transaction works with, and doing it again when another got in first."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.blocks.values import Post
from bot.domain.drill import ticket_key
from bot.domain.keys.said import SaidKey
from bot.domain.keys.slots import Slot
from bot.domain.permission import Actor, Side
from bot.domain.routing import Team
from bot.domain.wording import WallClock
from bot.errors import NotFound
from bot.outbox import enqueue
from bot.runbook import Account, Runbook
from bot.steps.roster_memory import RosterMemory
from models.account import AccountState
from models.queues.outbox import OutboxUrgency
from models.ticket import Ticket

TAM_BOT = Actor(team="", user="", name="tam-bot", side=Side.STAFF)
"""Who did it when nobody did: clocks, rules and reminders."""

Result = TypeVar("Result")
_RIVALS = 5
"""More than a transaction of ours has rules of uniqueness to lose a race by, one after the other."""


@dataclass(frozen=True)
class Work:
    """What one transaction works with: its session, the rules in force, and its one instant."""

    session: Session
    runbook: Runbook
    now: datetime
    workspace_url: str
    memory: RosterMemory = field(default_factory=RosterMemory)
    """What earlier transactions read of the roster."""
    teams: dict[str, Team] = field(default_factory=dict)
    """Each account's team as this transaction met it; `roster.team` fills it in."""
    unheard: set[int] = field(default_factory=set)
    """Tickets of which the console is told nothing yet: what it says of them is being taken in."""
    roster_version: int | None = None
    """What became known of absences, covers and people later is left out; None: nothing is."""

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Undo what the body changed if it raises; the transaction itself may go on."""
        try:
            with self.session.begin_nested():
                yield
        except BaseException:
            self.teams.clear()
            raise

    def recall(self, about: Hashable, read: Callable[[], Result]) -> Result:
        """Return what an earlier transaction read of the roster, if that stands as it did; else read it."""
        looks_back = self.roster_version is not None
        return read() if looks_back else self.memory.recall(self.session, about, read)

    def account(self, key: str) -> Account:
        """Return the account of that key; raise NotFound, naming no other, when the runbook has none such."""
        if key not in self.runbook.accounts:
            raise NotFound("That belongs to no account that I know.")
        return self.runbook.accounts[key]

    def channel(self, account: str) -> str:
        """Return the id of an account's shared channel, wherever it moved to."""
        named, state = self.account(account).channel.id, self.session.get(AccountState, account)
        return state.channel if state and state.channel and state.moved_from == named else named

    def is_closed(self, account: str) -> bool:
        """Tell whether nothing can be said in an account's channel: archived, disconnected, or we are out."""
        state = self.session.get(AccountState, account)
        return state is not None and bool(state.closed_by)

    def triage_channel(self, account: str) -> str:
        """Return the staff-only channel of an account; the loader refuses a runbook that has none.

        Raises NotFound where there is none.
        """
        channel = self.account(account).triage_id
        if channel is None:
            raise NotFound(f"{self.account(account).name} has no triage channel.")
        return channel

    def triage_channels(self) -> list[str]:
        """List the staff-only channels that there are, each once."""
        return sorted({one.triage_id for one in self.runbook.accounts.values() if one.triage_id})

    def ticket(self, ticket_id: int) -> Ticket:
        """Return the ticket, its row held until the transaction ends; raise NotFound.

        Of one that was merged it is the ticket that it has become a part of.
        """
        found = self.own_ticket(ticket_id)
        while found.merged_into is not None:
            found = self.own_ticket(found.merged_into)
        return found

    def own_ticket(self, ticket_id: int) -> Ticket:
        """Return that very ticket, merged or not, its row held until the transaction ends; raise NotFound."""
        return _standing(Ticket.locked(self.session, ticket_id))

    def peek(self, ticket_id: int) -> Ticket:
        """Return the ticket (`ticket` says which), to be read only: nobody is kept from changing it."""
        return _standing(Ticket.whole(self.session, self.session.get(Ticket, ticket_id)))

    def say(
        self,
        post: Post,
        *,
        key: SaidKey,
        channel: str,
        slot: Slot | None = None,
        thread_slot: Slot | None = None,
        thread_ts: str | None = None,
        pin_of: str | None = None,
        urgency: OutboxUrgency = OutboxUrgency.NEWS,
        account: str = "",
    ) -> None:
        """Have something said with this transaction, once: `key` names what is said.

        `channel` may be a person, and the rest is the outbox's own; `account` is needed where several
        share the channel.
        """
        enqueue.post(
            self.session,
            key=key,
            channel=channel,
            slot=slot,
            thread_slot=thread_slot,
            thread_ts=thread_ts,
            pin_of=pin_of,
            urgency=urgency,
            account=account,
            text=post.text,
            blocks=post.blocks,
            now=self.now,
        )

    def reword(self, slot: Slot, post: Post) -> None:
        """Have the message of `slot` show this instead."""
        enqueue.update(self.session, slot=slot, text=post.text, blocks=post.blocks, now=self.now)

    def reword_all(self, posts: Mapping[Slot, Post]) -> None:
        """Have several messages show something else."""
        words: dict[str, tuple[str, enqueue.Blocks | None]] = {
            slot: (post.text, post.blocks) for slot, post in posts.items()
        }
        enqueue.update_all(self.session, words, self.now)

    def key(self, ticket: Ticket) -> str:
        """Return what people call the ticket, as in PARTIFUL-12."""
        return ticket_key(self.account(ticket.account).prefix, ticket.number)

    def wall_clock(self, account: str) -> WallClock:
        """Return the clock on which the account's people are told times."""
        return self.account(account).wall_clock

    def permalink(self, channel: str, ts: str, thread_ts: str | None = None) -> str:
        """Return the address of a message, in the form that chat.getPermalink gives."""
        link = f"{self.workspace_url}archives/{channel}/p{ts.replace('.', '')}"
        return link if thread_ts in (None, ts) else f"{link}?thread_ts={thread_ts}&cid={channel}"


def _standing(ticket: Ticket | None) -> Ticket:
    if ticket is None:
        raise NotFound("That ticket does not exist any more.")
    return ticket


def retry_on_conflict(use_case: Callable[[], Result]) -> Result:
    """Do a use case, again whenever another got in first: people, deliveries or replicas at one instant.

    The database lets one of them through; whoever comes second must look again at what stands now. Waiting
    too long for what another holds is no such race: it is raised, and Slack or the person tries again.
    """
    for _ in range(_RIVALS):
        with suppress(IntegrityError):
            return use_case()
    return use_case()
