"""Find the ticket that is meant: by number, by a button's id, by the message that it grew from."""

from dataclasses import dataclass, replace

from bot.domain.keys import slots
from bot.domain.permission import Actor
from bot.domain.ticket import Status
from bot.errors import NotFound
from bot.services.service import ToldBySlack
from bot.steps import cards
from bot.steps.customer_word import is_stored
from bot.steps.work import Work
from models.message import ChatMessage
from models.queues.outbox import MessageSlot, OutboxRow
from models.search import ticket_search
from models.ticket import Ticket

_NO_ID = 0


@dataclass(frozen=True)
class TicketPlace:
    """A ticket's whereabouts, enough to decide who may touch it."""

    ticket_id: int
    account: str
    key: str
    hidden: str = ""
    """What whoever may not know of it is told, where it is private: there is no such ticket."""


class Places(ToldBySlack):
    """Finds which ticket is meant, before it is known who is who to its account.

    Nobody is shown another account's ticket: it is not found.
    """

    def numbered(self, text: str, account: str | None, *, aloud: bool = False) -> TicketPlace:
        """Find a ticket by what people write: `12` where the account is known, `PARTIFUL-12` anywhere.

        Where no ticket has that number, the number may be the one it was filed under in the console.
        `aloud`: asked where customers read the answer, who know of nothing private.

        Raises NotFound for anything that names no ticket of this account (None: of any account).
        """
        with self.reading() as work:
            ticket = _named(work, text, account)
            if ticket is None or (aloud and ticket.private):
                raise NotFound(_no_such(work, text, account))
            place = _place(work, work.peek(ticket.id))
            return replace(place, hidden=_no_such(work, text, account)) if place.hidden else place

    def by_id(self, ticket_id: str) -> TicketPlace:
        """Find a ticket by the id that one of our buttons carries; raises NotFound."""
        with self.reading() as work:
            is_number = ticket_id.isascii() and ticket_id.isdigit()
            return _place(work, work.peek(int(ticket_id) if is_number else _NO_ID))

    def refuse_outsider(self, place: TicketPlace, actor: Actor) -> None:
        """Raise NotFound where a ticket is private, and who asks is none of the provider's."""
        if place.hidden and not actor.is_provider:
            raise NotFound(place.hidden)

    def at(self, channel: str, ts: str) -> TicketPlace | None:
        """Find the ticket that a message belongs to: its card, or any message at the root of its thread.

        A drill is found by none: nothing ends it but being taken, and nothing opens it again.
        """
        with self.reading() as work:
            ticket = Ticket.of_post(work.session, channel, ts) or Ticket.in_thread(work.session, channel, ts)
            return _place(work, work.peek(ticket.id)) if ticket and not ticket.is_drill else None

    def asked_about(self, channel: str, ts: str) -> TicketPlace | None:
        """Find the ticket of which a message of ours asks how urgent it is."""
        with self.reading() as work:
            slot = MessageSlot.name_at(work.session, channel, ts)
            ticket_id = slots.ticket_asked_about(slot) if slot else None
            ticket = work.session.get(Ticket, ticket_id) if ticket_id else None
            return _place(work, ticket) if ticket else None

    def may_be_unrecorded(self, channel: str, ts: str) -> bool:
        """Tell whether a message may be a ticket's card that Slack has, while we are yet to be told where."""
        with self.reading() as work:
            under_way = OutboxRow.slots_on_their_way(work.session, channel)
            if not any(slots.ticket_of_card(slot) for slot in under_way):
                return False
            known = Ticket.in_thread(work.session, channel, ts) is not None
            return not known and not is_stored(work, channel, ts)

    def root(self, ticket_id: int, channel: str, ts: str) -> str:
        """Return the ts of the thread in which a message that stands for a ticket is answered."""
        with self.reading() as work:
            ticket = work.peek(ticket_id)
            return (cards.thread_ts(work, ticket) if channel == ticket.channel else None) or ts

    def messages_of(self, ticket_id: int) -> tuple[tuple[str, str], ...]:
        """Return channel and ts of the messages that stand for a ticket: what it grew from, and its cards."""
        with self.reading() as work:
            ticket = work.peek(ticket_id)
            grown = [(ticket.channel, ticket.thread_ts)] if ticket.thread_ts else []
            posts = [MessageSlot.at(work.session, slot) for slot in (ticket.card_slot, ticket.triage_slot)]
            return (*grown, *((post.channel, post.ts) for post in posts if post and post.gone_at is None))

    def root_of(self, channel: str, ts: str) -> str:
        """Return the thread that a message stands in, as far as it was taken in: else its own."""
        with self.reading() as work:
            chat = work.session.get(ChatMessage, (channel, ts))
            return (chat.thread_ts if chat else None) or ts

    def live_at(self, channel: str, thread_ts: str) -> TicketPlace | None:
        """Find the unsolved ticket of a thread, which is no drill."""
        with self.reading() as work:
            ticket = Ticket.in_thread(work.session, channel, thread_ts)
            is_live = ticket is not None and ticket.status is not Status.SOLVED and not ticket.is_drill
            return _place(work, ticket) if ticket and is_live else None


def _named(work: Work, text: str, account: str | None) -> Ticket | None:
    key, number = _read(work, text, account)
    if key is not None and number is not None and (ticket := Ticket.numbered(work.session, key, number)):
        return ticket
    filed = ticket_search.filed_as(work.session, text.strip().removeprefix("#"), account)
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
    return _no_ticket(f"{work.account(key).prefix}-{number}")


def _no_ticket(key: str) -> str:
    return f"There is no ticket {key}."


def _place(work: Work, ticket: Ticket) -> TicketPlace:
    key = work.key(ticket)
    return TicketPlace(ticket.id, ticket.account, key, _no_ticket(key) if ticket.private else "")
