"""Take in a ticket of the console's as it was read: all that is new there, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from bot.blocks.messages.console import heard
from bot.domain.console.counterparts import ConsoleStatus, status_here
from bot.domain.console.there import CommentThere, TicketThere
from bot.domain.keys import said, slots
from bot.domain.ticket import Status
from bot.steps import cards, ticket_lines
from bot.steps.console import (
    console_people,
    copied_files,
    heard_standing,
    heard_words,
    linking,
    told_standing,
)
from bot.steps.work import Work
from models.console import lane
from models.console.link import ConsoleEnd, ConsoleLink
from models.ticket import Ticket

_OLD: Final = timedelta(days=1)
"""What was said longer ago, on a ticket that we hear of only now, counts but is not said again."""
_SAME_SECOND: Final = timedelta(seconds=1)
"""The console's times are whole seconds: more may have been done in the one in which a ticket was read."""


class TakenIn(Enum):
    """What came of reading a ticket."""

    DONE = auto()
    NOT_OURS = auto()
    PUT_OFF = auto()  # something of ours is on its way there: what was read may be older than that


@dataclass(frozen=True, slots=True)
class Read:
    """A ticket of the console's, and all that was said about it, as read from an instant on."""

    ticket: TicketThere
    said: Sequence[CommentThere]
    """The oldest first: that is what it was filed with."""
    at: datetime


def take_in(work: Work, told: Read) -> TakenIn:
    """Take in a ticket as it was read."""
    read = told.ticket
    known = ConsoleLink.of_console(work.session, read.id)
    filed = known.ticket_id if known else linking.filed_by_us(work, read)
    if filed is None:
        return _hear_of(work, told)
    own = work.own_ticket(filed)
    if _is_in_doubt(work, own, known, told):
        return TakenIn.PUT_OFF
    _follow(work, own, known or _linked(work, own, read), told, None)
    return TakenIn.DONE


def gone(work: Work, console_id: int) -> None:
    """Take in that the console has no ticket of that number any more."""
    link = ConsoleLink.of_console(work.session, console_id)
    if link is not None and link.ended is None:
        own = work.own_ticket(link.ticket_id)
        _end(work, own, link, ConsoleEnd.DELETED)


def _hear_of(work: Work, told: Read) -> TakenIn:
    """Open a ticket for one that was filed in the console; of a private one only triage hears.

    Private is what has the tag, and what only private notes were written on: the customer sees neither there.
    """
    read = told.ticket
    account = console_people.account_of(work, read.requester, read.organization)
    if account is None or status_here(read.status) is Status.SOLVED:
        return TakenIn.NOT_OURS
    unseen = bool(told.said) and not any(one.public for one in told.said)
    if unseen or work.account(account).console.private_tag in read.tags:
        post = heard.private_ticket(work.account(account).name, read.id, read.url, read.subject)
        work.say(post, key=said.private_in_console(read.id), channel=work.triage_channel(account))
        return TakenIn.DONE
    own = linking.grow(work, account, read, told.said[0] if told.said else None)
    link = _linked(work, own, read)
    if told.said and told.said[0].public:
        _show_files(work, own, told.said[0])
    _follow(work, own, link, told, work.now - _OLD)
    return TakenIn.DONE


def _show_files(work: Work, own: Ticket, first: CommentThere) -> None:
    speaker = first.author or console_people.SOMEBODY_ELSE
    author = console_people.speaker(work, own.account, speaker)
    copied_files.filed_with(work, own, first, author)


def _linked(work: Work, own: Ticket, read: TicketThere) -> ConsoleLink:
    with told_standing.quietly(work, own.id):
        return linking.link(work, own, read)


def _is_in_doubt(work: Work, own: Ticket, link: ConsoleLink | None, told: Read) -> bool:
    """Tell whether something of ours was under way there while the ticket was read."""
    if link is not None and told.ticket.updated_at < link.updated_at:
        return True
    return lane.is_under_way(work.session, slots.console_ticket(own.id), told.at)


def _follow(work: Work, own: Ticket, link: ConsoleLink, told: Read, told_since: datetime | None) -> None:
    """Take in all that is new; then the console is told what differs, and is not its own word."""
    read, was = told.ticket, _as_agreed(link)
    with told_standing.quietly(work, own.id):
        spoken = heard_words.take_in(work, own, told.said, told_since)
        ticket = told_standing.speaks_for(work, own)
        if ticket.merged_into is None and not read.is_merged:  # what goes on elsewhere isn't solved
            heard_standing.follow(work, ticket, link, read, spoken)
        else:
            heard_standing.agree(link, read)
    link.updated_at = min(read.updated_at, told.at - _SAME_SECOND)
    if read.is_merged:
        _end(work, own, link, ConsoleEnd.MERGED)
    elif read.status is ConsoleStatus.CLOSED:
        _end(work, own, link, ConsoleEnd.CLOSED)
    if spoken.anything or was != _as_agreed(link):
        cards.refresh(work, own)
    else:  # most often: what was read is what we sent there
        told_standing.follow(work, own)


def _as_agreed(link: ConsoleLink) -> tuple[object, ...]:
    """Return all of a counterpart of which the cards, or what else stands here, may have to change."""
    return link.status, link.priority, link.assignee, link.ended


def _end(work: Work, own: Ticket, link: ConsoleLink, how: ConsoleEnd) -> None:
    """Note that nothing goes there any more; what was solved on both sides closes without a word."""
    if link.ended is not None:
        return
    link.ended = how
    if how is ConsoleEnd.CLOSED and own.status is Status.SOLVED:
        return
    line = ticket_lines.line(work, own)
    match how:
        case ConsoleEnd.DELETED:
            post = heard.deleted(line, link.console_id)
        case ConsoleEnd.MERGED:
            post = heard.merged(line, link.console_id, link.url)
        case ConsoleEnd.CLOSED:
            post = heard.closed(line, link.console_id, link.url)
    cards.tell_triage(work, own, said.console_end(link.console_id, how), post)
