"""Listen to the channel: replies move tickets and clocks, chat gets the notice, triage sees it all."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.blocks.messages import mirror, triage
from bot.domain.calendar.timestamps import said_at
from bot.domain.keys import done, said, slots
from bot.domain.permission import Actor, Side
from bot.domain.small_talk import asks_nothing
from bot.services.service import ToldBySlack
from bot.steps import cards, customer_word, mirrors, notice, origin_message, ticket_lines
from bot.steps.console import told_words
from bot.steps.customer_word import Word, hear_ids, is_stored, was_said_before_solving
from bot.steps.deadlines import staff_response
from bot.steps.people import identities
from bot.steps.work import Work
from models.message import ChatMessage, Received, TicketMessage
from models.questions.arrival import Arrival
from models.queues.outbox import OutboxUrgency
from models.ticket import Ticket

_READING: Final = timedelta(seconds=3)
"""Until we have posted something, Slack's time is known to two seconds only."""


@dataclass(frozen=True)
class SharedFile:
    """Where a file is, never what is in it; of other companies' files Slack may tell less than this."""

    id: str | None = None
    name: str | None = None
    permalink: str | None = None


@dataclass(frozen=True)
class Message:
    """A message by a person, as an event brought it; `text` is Slack's own, entities and all."""

    account: str
    channel: str
    ts: str
    author: Actor
    text: str
    thread_ts: str | None = None
    files: tuple[SharedFile, ...] = ()
    tells_end: bool = False
    """Whether it tells the bot that the ticket is over, and says no more."""

    @property
    def root(self) -> str:
        """Return the ts of the thread it belongs to: its own, for a message at top level."""
        return self.thread_ts or self.ts


class Conversation(ToldBySlack):
    """Use cases that begin with somebody saying something."""

    def posted(self, message: Message) -> None:
        """Take a new message in, once: as a ticket's reply, or as chat."""
        self.contested(lambda work: _take_in(work, message))

    def said_inside(self, ticket_id: int, author: Actor) -> None:
        """Tell one of our own who writes in a ticket's triage thread, once, that it stays inside."""
        if not author.is_provider:
            return
        with self.work() as work:
            ticket = work.peek(ticket_id)
            work.say(
                triage.stays_inside(ticket_lines.line(work, ticket), work.account(ticket.account).name),
                key=said.stays_inside(ticket.id, author.user),
                channel=author.user,
                urgency=OutboxUrgency.ANSWER,
            )

    def came_edited(self, message: Message, edited_ts: str | None) -> None:
        """Take a reply to a ticket in as it was edited, where the edit came before the reply itself.

        The reply is dropped when it comes. What was said before there was a ticket is none of its replies.
        """
        self.contested(lambda work: _take_in_edited(work, message, edited_ts))

    def edited(self, channel: str, ts: str, text: str, edited_ts: str | None = None) -> None:
        """Keep an edit of a ticket's message, and show it in triage; it is no reply, but its IDs count.

        An edit that is older than one that came before it, or than the message's end, changes nothing.
        """
        with self.work() as work:
            stored = TicketMessage.at(work.session, channel, ts)
            plain = identities.plain_words(work, text)
            if stored is None:
                origin_message.edited(work, channel, ts, plain)
                return
            at = said_at(edited_ts) if edited_ts else work.now
            if stored.text == plain or stored.deleted_at or at < (stored.edited_at or at):
                return
            stored.text, stored.edited_at = plain, at
            ticket = work.ticket(stored.ticket_id)
            post = mirror.mirrored(
                mirrors.as_reply(work, ticket, stored), work.wall_clock(ticket.account), work.now, edited=True
            )
            slot = slots.edited_mirror(ticket.id, stored.ts, at)
            cards.tell_triage(work, ticket, said.edited(stored.ts, at), post, slot=slot)
            told_words.edited(work, ticket, stored)
            if stored.side is Side.CUSTOMER:
                hear_ids(work, ticket, plain)
                cards.refresh(work, ticket)

    def deleted(self, channel: str, ts: str) -> None:
        """Keep that a ticket's message was deleted, and say so in triage; its words are kept nowhere.

        A deletion that comes before its message is remembered until that comes.
        """
        with self.work() as work:
            stored = TicketMessage.at(work.session, channel, ts)
            if stored is None:
                origin_message.deleted(work, channel, ts)
                if not is_stored(work, channel, ts):
                    Received.first(work.session, done.deletion(channel, ts), work.now)
                return
            if stored.deleted_at is not None:
                return
            stored.deleted_at = work.now
            ticket = work.ticket(stored.ticket_id)
            mirrors.take_back(work, ticket, stored)
            told_words.deleted(work, ticket, stored)
            stored.text, stored.files = "", []


def _take_in(work: Work, message: Message) -> None:
    arrival = Arrival.of(work.session, message.channel, message.ts, message.root)
    if arrival.is_stored:
        return
    ticket = work.ticket(arrival.ticket_id) if arrival.ticket_id else None
    if arrival.ticket_id is None or ticket is None or ticket.account != message.account:
        _chat(work, message)
        to_notice = message.author.side is Side.CUSTOMER and message.ts == message.root
        if to_notice and not arrival.is_deleted:
            notice.under(work, message.account, message.channel, message.ts, message.author, message.text)
    elif message.ts == message.root:
        _chat(work, message)  # what the ticket grew from is no reply to it
    else:
        deleted_at = work.now if arrival.is_deleted else None
        _reply(work, ticket, message, arrival.ticket_id, deleted_at=deleted_at)


def _take_in_edited(work: Work, message: Message, edited_ts: str | None) -> None:
    arrival = Arrival.of(work.session, message.channel, message.ts, message.root)
    if arrival.is_stored or arrival.is_deleted or not arrival.ticket_id or message.ts == message.root:
        return
    ticket = work.ticket(arrival.ticket_id)
    if ticket.account == message.account and said_at(message.ts) >= ticket.opened_at:
        edited_at = said_at(edited_ts) if edited_ts else work.now
        _reply(work, ticket, message, arrival.ticket_id, edited_at=edited_at)


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


def _reply(
    work: Work,
    ticket: Ticket,
    message: Message,
    thread_of: int,
    *,
    edited_at: datetime | None = None,
    deleted_at: datetime | None = None,
) -> None:
    """Take in a reply to a ticket; it stands in the thread of that one or of one that is merged into it."""
    stored = _stored(work, ticket, message, thread_of)
    stored.edited_at, stored.deleted_at = edited_at, deleted_at
    if deleted_at:
        stored.text, stored.files = "", []
    work.session.add(stored)
    work.session.flush()
    told_words.reply(work, ticket, stored)
    if message.author.is_provider:
        staff_response.take_in(work, ticket, message.author, stored.posted_at)
    else:
        _word_from_outside(work, ticket, message, stored)


def _stored(work: Work, ticket: Ticket, message: Message, thread_of: int) -> TicketMessage:
    return TicketMessage(
        ticket_id=thread_of,
        channel=message.channel,
        ts=message.ts,
        side=message.author.side,
        author_team=message.author.team,
        author_user=message.author.user,
        author_name=message.author.name,
        text=identities.plain_words(work, message.text),
        files=[_told(file) for file in message.files],
        posted_at=_said_in(ticket, message.ts),
        shown_in=None if message.author.is_provider else slots.mirror(ticket.id, message.ts),
    )


def _word_from_outside(work: Work, ticket: Ticket, message: Message, stored: TicketMessage) -> None:
    """Take in what somebody said who is none of the provider's."""
    asks = message.author.side is not Side.CUSTOMER or _asks_something(work, ticket, message)
    too_late = asks and was_said_before_solving(work, ticket, stored.posted_at)
    mirrors.show(work, ticket, stored, asks=asks and not too_late)
    if message.author.side is not Side.CUSTOMER:
        return
    word = Word(message.author, stored.posted_at, stored.text, message.ts)
    customer_word.take_in(work, ticket, word, asks=asks, too_late=too_late)


def _said_in(ticket: Ticket, ts: str) -> datetime:
    """Return when a reply was said: no earlier than its ticket was opened, by our own reading of the time."""
    at = said_at(ts)
    return max(at, ticket.opened_at) if ticket.opened_at - at < _READING else at


def _told(file: SharedFile) -> dict[str, str]:
    return {name: value for name, value in asdict(file).items() if value}


def _asks_something(work: Work, ticket: Ticket, message: Message) -> bool:
    signed = {message.author.name, message.author.name.partition(" ")[0]}  # "Thanks, Maya"
    names = identities.names_of_provider(work, ticket.account) | signed
    return bool(message.files) or not (message.tells_end or asks_nothing(message.text, names))
