"""The message that a ticket grew from: triage is told when its author edits or deletes it."""

from bot.blocks.messages import mirror
from bot.blocks.messages.console import comments
from bot.blocks.messages.console.comments import Spoken
from bot.blocks.values import Reply
from bot.domain.calendar.timestamps import said_at
from bot.domain.keys import said
from bot.steps import cards
from bot.steps.console import told_words
from bot.steps.customer_word import hear_ids
from bot.steps.people import identities
from bot.steps.work import Work
from models.message import ChatMessage
from models.ticket import Ticket


def edited(work: Work, channel: str, ts: str, text: str) -> None:
    """Show triage the new words; IDs that they add count as told.

    The ticket's own description stays as it was when the ticket was opened.
    """
    ticket = _grown_from(work, channel, ts)
    if ticket is None or text == _known_words(ticket):
        return
    ticket.origin_text = text
    reply, clock = _as_reply(work, ticket, ts, text), work.wall_clock(ticket.account)
    told = mirror.mirrored(reply, clock, work.now, edited=True)
    cards.tell_triage(work, ticket, said.edited(ts, work.now), told)
    body = comments.edited(_as_spoken(reply), clock, reply.author_name)
    told_words.note(work, ticket, said.edited(ts, work.now), body)
    hear_ids(work, ticket, text)
    cards.refresh(work, ticket)


def deleted(work: Work, channel: str, ts: str) -> None:
    """Tell triage, once, that the message is gone."""
    ticket = _grown_from(work, channel, ts)
    if ticket is not None and ticket.origin_deleted_at is None:
        ticket.origin_deleted_at = work.now
        reply, clock = _as_reply(work, ticket, ts, ""), work.wall_clock(ticket.account)
        cards.tell_triage(work, ticket, said.deleted(ts), mirror.deleted(reply, clock, work.now))
        told_words.note(work, ticket, said.deleted(ts), comments.deleted(_as_spoken(reply), clock))


def _grown_from(work: Work, channel: str, ts: str) -> Ticket | None:
    """Return the ticket whose thread begins with a person's message; none where our own card begins it."""
    found = Ticket.of_thread(work.session, channel, ts)
    return work.ticket(found.id) if found is not None and found.thread_ts == ts else None


def _known_words(ticket: Ticket) -> str:
    """Return what the message is known to say; where a form took it over, that is the description."""
    return ticket.description if ticket.origin_text is None else ticket.origin_text


def _as_spoken(reply: Reply) -> Spoken:
    return Spoken(reply.author_name, reply.text, reply.sent_at)


def _as_reply(work: Work, ticket: Ticket, ts: str, text: str) -> Reply:
    known = work.session.get(ChatMessage, (ticket.channel, ts))
    requester = (ticket.requester_team, ticket.requester_user)
    team, user = (known.author_team, known.author_user) if known else requester
    author = identities.actor_of(work, ticket.account, user, team, None)
    link = work.permalink(ticket.channel, ts)
    return Reply(author.name, text, said_at(ts), author.is_provider, (), link)
