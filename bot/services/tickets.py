"""Look tickets up for people: by number, by place, as lists; and add what belongs on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.blocks.messages import thread
from bot.blocks.values import TicketCard, TicketLine
from bot.domain.permission import Action, Actor, Side, require
from bot.domain.ticket import Status
from bot.errors import NotFound
from bot.services.service import Service
from bot.steps import cards, history, ticket_lines
from bot.steps.customer_word import customer_word
from bot.steps.transitions import unsolved
from bot.steps.work import Work
from models.queues.outbox import Post
from models.ticket import Ticket

_NO_ID = 0


@dataclass(frozen=True)
class Place:
    """A ticket's whereabouts, enough to decide who may touch it."""

    ticket_id: int
    account: str
    key: str


class Tickets(Service):
    """Use cases of finding and reading. Nobody is shown another account's ticket: it is not found."""

    def numbered(self, text: str, account: str | None) -> Place:
        """Find a ticket by what people write: `12` where the account is known, `PARTIFUL-12` anywhere.

        Where no ticket has that number, the number may be the one it was filed under in the console.

        Raises NotFound for anything that names no ticket of this account (None: of any account).
        """
        with self.reading() as work:
            ticket = _named(work, text, account)
            if ticket is None:
                raise NotFound(_no_such(work, text, account))
            return _place(work, ticket)

    def filed_as(self, number: str, account: str | None, actor: Actor) -> tuple[TicketLine, ...]:
        """List the tickets filed in the console under a number: the account's, or (None) anybody's."""
        with self.reading() as work:
            require(actor, Action.VIEW if account else Action.VIEW_ALL)
            found = Ticket.filed_as(work.session, number.strip().removeprefix("#").strip(), account)
            return _most_urgent_first(ticket_lines.lines(work, found))

    def by_id(self, ticket_id: str) -> Place:
        """Find a ticket by the id that one of our buttons carries; raises NotFound."""
        with self.reading() as work:
            is_number = ticket_id.isascii() and ticket_id.isdigit()
            return _place(work, work.peek(int(ticket_id) if is_number else _NO_ID))

    def at(self, channel: str, ts: str) -> Place | None:
        """Find the ticket that a message belongs to: its card, or any message at the root of its thread."""
        with self.reading() as work:
            ticket = Ticket.of_post(work.session, channel, ts) or Ticket.in_thread(work.session, channel, ts)
            return _place(work, ticket) if ticket else None

    def messages_of(self, ticket_id: int) -> tuple[tuple[str, str], ...]:
        """Return channel and ts of the messages that stand for a ticket: what it grew from, and its cards."""
        with self.reading() as work:
            ticket = work.peek(ticket_id)
            grown = [(ticket.channel, ticket.thread_ts)] if ticket.thread_ts else []
            posts = [Post.at(work.session, slot) for slot in (ticket.card_slot, ticket.triage_slot)]
            return (*grown, *((post.channel, post.ts) for post in posts if post and post.gone_at is None))

    def live_at(self, channel: str, thread_ts: str) -> Place | None:
        """Find the unsolved ticket of a thread."""
        with self.reading() as work:
            ticket = Ticket.in_thread(work.session, channel, thread_ts)
            return _place(work, ticket) if ticket and ticket.status is not Status.SOLVED else None

    def card(self, ticket_id: int, actor: Actor) -> TicketCard:
        """Return everything about a ticket."""
        with self.reading() as work:
            require(actor, Action.VIEW)
            return cards.card(work, work.peek(ticket_id))

    def unsolved(self, account: str | None, actor: Actor) -> tuple[TicketLine, ...]:
        """List unsolved tickets: of the account, or (None) of all; the most urgent first."""
        with self.reading() as work:
            require(actor, Action.VIEW if account else Action.VIEW_ALL)
            return _most_urgent_first(ticket_lines.lines(work, Ticket.unsolved(work.session, account)))

    def mine(self, account: str | None, actor: Actor) -> tuple[TicketLine, ...]:
        """List this person's unsolved tickets: those assigned to them, or (a customer's) their own."""
        with self.reading() as work:
            require(actor, Action.VIEW)
            found = (
                Ticket.unsolved_of_requester(work.session, account, actor.user)
                if actor.side is Side.CUSTOMER and account
                else Ticket.unsolved(work.session, None, assignee=actor.user)
            )
            return _most_urgent_first(ticket_lines.lines(work, found))

    def add_details(self, ticket_id: int, actor: Actor, text: str, once: str | None = None) -> None:
        """Post what a customer adds to the ticket's thread; it counts as their reply."""
        with self.work(once) as work:
            require(actor, Action.ADD_DETAILS)
            ticket = unsolved(work, ticket_id)
            event = history.record(work, ticket, "details_added", actor, text=text)
            line = ticket_lines.line(work, ticket)
            cards.tell_customer(
                work, ticket, f"details/{event.id}", thread.details_added(line, actor.name, text)
            )
            cards.tell_triage(
                work, ticket, f"details/{event.id}/triage", thread.details_added(line, actor.name, text)
            )
            if actor.side is Side.CUSTOMER:
                customer_word(work, ticket, actor, work.now)

    def set_console_number(self, ticket_id: int, actor: Actor, number: str | None) -> None:
        """Record the number under which the ticket was filed in the console."""
        with self.work() as work:
            require(actor, Action.CONSOLE)
            ticket = work.ticket(ticket_id)
            ticket.console_number = number
            history.record(work, ticket, "filed_in_console", actor, number=number)
            cards.refresh(work, ticket)


def _named(work: Work, text: str, account: str | None) -> Ticket | None:
    key, number = _read(work, text, account)
    if key is not None and number is not None and (ticket := Ticket.numbered(work.session, key, number)):
        return ticket
    filed = Ticket.filed_as(work.session, text.strip().removeprefix("#"), account)
    return filed[-1] if filed else None


def _read(work: Work, text: str, account: str | None) -> tuple[str | None, int | None]:
    """Take what people write apart: the account's key and the number, None for what it does not name."""
    prefix, dash, number = text.strip().upper().rpartition("-")
    named = {known.prefix: known.key for known in work.runbook.accounts.values()}.get(prefix)
    key = named if dash else account
    if key is None and not dash and len(work.runbook.accounts) == 1:
        key = next(iter(work.runbook.accounts))
    is_number = number.isascii() and number.isdigit() and len(number) <= 9
    return (None if account and key != account else key), int(number) if is_number else None


def _no_such(work: Work, text: str, account: str | None) -> str:
    key, number = _read(work, text, account)
    if key is None or number is None:
        return f"“{text.strip()[:40]}” names no ticket here. Write its number, for example 12."
    return f"There is no ticket {work.account(key).prefix}-{number}."


def _place(work: Work, ticket: Ticket) -> Place:
    return Place(ticket.id, ticket.account, work.key(ticket))


def _most_urgent_first(lines: Iterable[TicketLine]) -> tuple[TicketLine, ...]:
    """Sort tickets as one should look at them: alarms, then by when an answer is due, then by priority."""
    never = datetime.max.replace(tzinfo=UTC)

    def urgency(line: TicketLine) -> tuple[bool, datetime, int]:
        return not line.escalated, line.due_at or never, line.priority.rank

    return tuple(sorted(lines, key=urgency))
