"""Listen to the channel: replies move tickets and clocks, chat gets the notice, triage sees it all."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.blocks import mirror
from bot.blocks.values import FileLink, Reply
from bot.domain.permission import Actor, Side
from bot.domain.sla import Priority
from bot.domain.small_talk import is_emoji_only, is_thanks
from bot.domain.ticket import Change, Status, can_reopen
from bot.services import (
    cards,
    climbing,
    clocks,
    history,
    intake_record,
    lifecycle,
    notices,
    pending,
    people,
    roster,
)
from bot.services.work import Service, Work, despite_rivals
from models.clock import ClockKind, ResponseClock
from models.message import ChatMessage, TicketMessage
from models.ticket import Ticket

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def said_at(ts: str) -> datetime:
    """Return the instant that a Slack `ts` stands for, exact to the microsecond."""
    return _EPOCH + timedelta(microseconds=int(Decimal(ts) * 1_000_000))


@dataclass(frozen=True)
class Message:
    """A message by a person, as an event brought it; `text` is Slack's own, entities and all."""

    account: str
    channel: str
    ts: str
    author: Actor
    text: str
    thread_ts: str | None = None
    files: tuple[dict[str, Any], ...] = field(default=())

    @property
    def root(self) -> str:
        """Return the ts of the thread it belongs to: its own, for a message at top level."""
        return self.thread_ts or self.ts


class Conversation(Service):
    """Use cases that begin with somebody saying something."""

    def posted(self, message: Message) -> None:
        """Take a new message in, once: as a ticket's reply, or as chat."""
        despite_rivals(lambda: self._take_in(message))

    def _take_in(self, message: Message) -> None:
        with self.work() as work:
            ticket = Ticket.in_thread(work.session, message.channel, message.root)
            if ticket is not None and ticket.account == message.account:
                ticket = work.ticket(ticket.id)
            if is_stored(work, message.channel, message.ts):
                return
            if ticket is None or ticket.account != message.account:
                _chat(work, message)
                if message.author.side is Side.CUSTOMER and message.ts == message.root:
                    notices.under(
                        work, message.account, message.channel, message.ts, message.author, message.text
                    )
            elif message.ts == message.root:
                _chat(work, message)  # what the ticket grew from is no reply to it
            else:
                _reply(work, ticket, message)

    def edited(self, channel: str, ts: str, text: str) -> None:
        """Keep an edit of a ticket's message, and show it in triage; an edit is no reply."""
        with self.work() as work:
            stored = TicketMessage.at(work.session, channel, ts)
            plain = people.plain(work, text)
            if stored is None or stored.text == plain:
                return
            stored.text, stored.edited_at = plain, work.now
            ticket = work.ticket(stored.ticket_id)
            post = mirror.mirrored(
                _as_reply(work, ticket, stored), work.zone(ticket.account), work.now, edited=True
            )
            cards.tell_triage(work, ticket, f"edited/{stored.ts}/{work.now.timestamp()}", post)

    def deleted(self, channel: str, ts: str) -> None:
        """Keep that a ticket's message was deleted, and say so in triage."""
        with self.work() as work:
            stored = TicketMessage.at(work.session, channel, ts)
            if stored is None or stored.deleted_at is not None:
                return
            stored.deleted_at = work.now
            ticket = work.ticket(stored.ticket_id)
            post = mirror.deleted(_as_reply(work, ticket, stored), work.zone(ticket.account), work.now)
            cards.tell_triage(work, ticket, f"deleted/{stored.ts}", post)


def is_stored(work: Work, channel: str, ts: str) -> bool:
    """Tell whether a message was taken in before."""
    chat = work.session.get(ChatMessage, (channel, ts))
    return chat is not None or TicketMessage.at(work.session, channel, ts) is not None


def _chat(work: Work, message: Message) -> None:
    ChatMessage.add(
        work.session,
        channel=message.channel,
        ts=message.ts,
        thread_ts=message.thread_ts,
        author_team=message.author.team,
        author_user=message.author.user,
        posted_at=said_at(message.ts),
    )


def _reply(work: Work, ticket: Ticket, message: Message) -> None:
    stored = TicketMessage(
        ticket_id=ticket.id,
        channel=message.channel,
        ts=message.ts,
        side=message.author.side,
        author_team=message.author.team,
        author_user=message.author.user,
        author_name=message.author.name,
        text=people.plain(work, message.text),
        files=list(message.files),
        posted_at=said_at(message.ts),
    )
    work.session.add(stored)
    work.session.flush()
    if message.author.is_provider:
        _staff_response(work, ticket, message.author, stored.posted_at)
    else:
        _mirror(work, ticket, stored)
    if message.author.side is Side.CUSTOMER:
        intake_record.hear(work, ticket, stored.text)
        _customer_reply(work, ticket, message, stored.posted_at)


def _staff_response(work: Work, ticket: Ticket, author: Actor, at: datetime) -> None:
    ticket.last_staff_at = max(ticket.last_staff_at or at, at)
    history.record(work, ticket, "staff_responded", author, at=at.isoformat())
    clocks.answer(work, ticket, at, author)
    climbing.acknowledge(work, ticket, author, replied_at=at)
    if ticket.status is Status.PENDING:
        ticket.reminded_at = None  # counted anew from this answer, the reminder too
        pending.schedule(work, ticket)
    cards.refresh(work, ticket)


def _customer_reply(work: Work, ticket: Ticket, message: Message, at: datetime) -> None:
    if ticket.status is Status.SOLVED:
        _reply_after_solving(work, ticket, message, at)
        return
    customer_word(work, ticket, message.author, at)


def customer_word(work: Work, ticket: Ticket, author: Actor, at: datetime) -> None:
    """Take a word of the customer's on an unsolved ticket: Pending ends, a clock starts if none runs."""
    ticket.last_customer_at = max(ticket.last_customer_at, at)
    history.record(work, ticket, "customer_replied", author, at=at.isoformat())
    if ticket.status is Status.PENDING:
        lifecycle.change(work, ticket, Change.CUSTOMER_REPLY)
        ticket.pending_since = None
    answered_since = ticket.last_staff_at is not None and ticket.last_staff_at >= at
    if work.runbook.provider.sla.next_response and not answered_since:
        clocks.start(work, ticket, ClockKind.NEXT, at)
    cards.refresh(work, ticket)


def _reply_after_solving(work: Work, ticket: Ticket, message: Message, at: datetime) -> None:
    names = people.names_of_provider(work, ticket.account)
    if not message.files and (is_thanks(message.text, names) or is_emoji_only(message.text)):
        return
    if can_reopen(ticket.situation(escalated=False), at):
        lifecycle.reopen(work, ticket, Change.CUSTOMER_REPLY, message.author, at)
    else:
        lifecycle.offer_follow_up(work, ticket, message.ts)


def _mirror(work: Work, ticket: Ticket, stored: TicketMessage) -> None:
    to = roster.assignee_recipients(work, ticket) if _is_news_on_a_p1(work, ticket, stored) else ()
    reply = _as_reply(work, ticket, stored)
    post = mirror.mirrored(reply, work.zone(ticket.account), work.now, told_to=to)
    cards.tell_triage(work, ticket, f"said/{stored.ts}", post)


def _is_news_on_a_p1(work: Work, ticket: Ticket, stored: TicketMessage) -> bool:
    """Tell whether the customer of an answered P1 speaks again: a nudge would come half an hour late."""
    awaited = ResponseClock.running(work.session, ticket.id) is not None
    unsolved = ticket.status is not Status.SOLVED
    return stored.side == Side.CUSTOMER and ticket.priority is Priority.P1 and unsolved and not awaited


def _as_reply(work: Work, ticket: Ticket, stored: TicketMessage) -> Reply:
    files = tuple(FileLink(file.get("name") or "a file", file.get("permalink")) for file in stored.files)
    link = work.permalink(stored.channel, stored.ts, ticket.thread_ts)
    from_staff = stored.side in (Side.STAFF, Side.COLLEAGUE)
    return Reply(stored.author_name, stored.text, stored.posted_at, from_staff, files, link)
