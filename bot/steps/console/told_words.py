"""Tell the console what was said here about a ticket, by whoever said it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.blocks.messages.console import comments
from bot.blocks.messages.console.comments import Spoken
from bot.domain.keys import said
from bot.domain.keys.said import TicketKey
from bot.domain.permission import Actor
from bot.outbox import console
from bot.outbox.console import ConsolePerson, ConsoleWords, WaitingWords
from bot.steps.console import authors
from bot.steps.console.authors import Author
from bot.steps.console.counterpart import open_to_words
from bot.steps.work import Work
from models.message import TicketMessage
from models.ticket import Ticket

TOGETHER: Final = timedelta(minutes=1)
"""What somebody says within so long of their last word is one comment: there are few a minute there."""
_NAME_AND_TIME: Final = 200
"""How many characters it takes to say whose words follow, and when they were said."""
OURSELVES: Final = ConsolePerson("tam-bot")
"""Who says what nobody said: no requester and no agent."""


def reply(work: Work, ticket: Ticket, stored: TicketMessage) -> None:
    """Tell of a message in the ticket's thread: at once, or with others of the same minute."""
    there = open_to_words(work, ticket)
    if there is None or stored.deleted_at is not None:
        return
    author = authors.of_message(work, ticket.account, stored)
    waiting = console.last_waiting_words(work.session, there.filed)
    if waiting is not None and not waiting.words.is_before and _joined(work, author, waiting, stored):
        return
    key, at = said.console_words(there.filed, said.reply(stored.ts)), _may_leave(work, stored)
    console.add_comment(work.session, key, there.filed, _worded(author, [stored]), at, work.now)


def _joined(work: Work, author: Author, waiting: WaitingWords, stored: TicketMessage) -> bool:
    """Tell of a message in a comment of the same person's that still waits; False where it cannot be."""
    earlier = _stored(work, stored.channel, waiting.words.messages)
    if {one.author_user for one in earlier} != {stored.author_user}:
        return False
    together = _worded(author, [*earlier, stored])
    return len(together.body) <= console.LONGEST and console.say_instead(work.session, waiting, together)


def edited(work: Work, ticket: Ticket, stored: TicketMessage) -> None:
    """Tell the new words of a message: in place of the old ones where those still wait, else below them."""
    there = open_to_words(work, ticket)
    if there is None or _told_otherwise(work, ticket, there.filed, stored):
        return
    author, at = authors.of_message(work, ticket.account, stored), stored.edited_at or work.now
    body = comments.edited(_as_said(stored), work.wall_clock(ticket.account), author.named)
    key = said.console_words(there.filed, said.edited(stored.ts, at))
    console.add_comment(work.session, key, there.filed, ConsoleWords(author.person, body), work.now, work.now)


def deleted(work: Work, ticket: Ticket, stored: TicketMessage) -> None:
    """Have words that still wait not told; of what was told, tell the provider's own that it is gone."""
    there = open_to_words(work, ticket)
    if there is not None and not _told_otherwise(work, ticket, there.filed, stored):
        note(
            work,
            ticket,
            said.deleted(stored.ts),
            comments.deleted(_as_said(stored), work.wall_clock(ticket.account)),
        )


def words_by_form(work: Work, ticket: Ticket, actor: Actor, key: TicketKey, text: str) -> None:
    """Tell what somebody said otherwise than by a message: in a form, or as closing words."""
    there = open_to_words(work, ticket)
    if there is None or not text.strip():
        return
    author = authors.author(work, ticket.account, actor)
    body = comments.words([Spoken(actor.name, text, work.now)], author.named)
    words = ConsoleWords(author.person, body)
    console.add_comment(
        work.session, said.console_words(there.filed, key), there.filed, words, work.now, work.now
    )


def note(work: Work, ticket: Ticket, key: TicketKey, body: str) -> None:
    """Tell something to the provider's own alone."""
    there = open_to_words(work, ticket)
    if there is None:
        return
    words = ConsoleWords(OURSELVES, body, public=False)
    console.add_comment(
        work.session, said.console_words(there.filed, key), there.filed, words, work.now, work.now
    )


def said_before(work: Work, ticket: Ticket) -> None:
    """Tell a ticket that has just been filed what was said until then, in as few comments as hold it."""
    parts = (ticket, *Ticket.merged_in(work.session, ticket.id))
    spoken = [each for one in parts for each in TicketMessage.of_ticket(work.session, one.id)]
    standing = sorted(_telling(spoken), key=lambda one: one.posted_at)
    asks = authors.asker(work, ticket.account, ticket.requester_user, ticket.requester_name)
    for some in _in_comments(standing):
        words = _worded_before(work, ticket, asks.person, some)
        key = said.console_words(ticket.id, said.said_before(work.now, some[0].ts))
        console.add_comment(work.session, key, ticket.id, words, work.now, work.now)


def _telling(messages: Iterable[TicketMessage]) -> list[TicketMessage]:
    """Return those of messages that stand, and say something."""
    return [one for one in messages if one.deleted_at is None and _as_said(one).whole]


def _in_comments(messages: Iterable[TicketMessage]) -> list[list[TicketMessage]]:
    """Return which messages are told in one comment each: as many as it holds."""
    found: list[list[TicketMessage]] = []
    room = 0
    for one in messages:
        size = len(_as_said(one).whole) + _NAME_AND_TIME
        if size > room:
            found.append([])
            room = console.LONGEST - _NAME_AND_TIME
        found[-1].append(one)
        room -= size
    return found


def _worded_before(
    work: Work, ticket: Ticket, asks: ConsolePerson, messages: Sequence[TicketMessage]
) -> ConsoleWords:
    body = comments.before([_as_said(one) for one in messages], work.wall_clock(ticket.account))
    return ConsoleWords(asks, body, messages=tuple(one.ts for one in messages), is_before=True)


def _told_otherwise(work: Work, ticket: Ticket, filed: int, changed: TicketMessage) -> bool:
    """Word what still waits as its messages read now; False where a message was told already."""
    for waiting in console.waiting_words(work.session, filed):
        if changed.ts in waiting.words.messages:
            left = _telling(_stored(work, changed.channel, waiting.words.messages))
            if not left:
                return console.take_back(work.session, waiting)
            words = (
                _worded_before(work, ticket, waiting.words.author, left)
                if waiting.words.is_before
                else _worded(authors.of_message(work, ticket.account, changed), left)
            )
            return console.say_instead(work.session, waiting, words)
    return False


def _may_leave(work: Work, stored: TicketMessage) -> datetime:
    """Return when a message is told: a minute after the same person's word right before it, else now."""
    earlier = TicketMessage.said_before(work.session, stored)
    if earlier is None or earlier.author_user != stored.author_user:
        return work.now
    return max(work.now, earlier.posted_at + TOGETHER)


def _stored(work: Work, channel: str, messages: Iterable[str]) -> list[TicketMessage]:
    found = (TicketMessage.at(work.session, channel, ts) for ts in messages)
    return [one for one in found if one is not None]


def _worded(author: Author, messages: Sequence[TicketMessage]) -> ConsoleWords:
    files = tuple(str(file["id"]) for one in messages for file in one.files if file.get("id"))
    body = comments.words([_as_said(one) for one in messages], author.named)
    return ConsoleWords(author.person, body, files=files, messages=tuple(one.ts for one in messages))


def _as_said(stored: TicketMessage) -> Spoken:
    files = tuple(str(file.get("name") or "a file") for file in stored.files)
    return Spoken(stored.author_name, stored.text, stored.posted_at, files)
