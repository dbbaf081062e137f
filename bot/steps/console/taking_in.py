"""Take in a ticket of the console's as it was read: all that is new there, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from bot.blocks.messages.console import heard
from bot.blocks.messages.console.heard import Elsewhere
from bot.domain.console.counterparts import ConsoleStatus, status_here
from bot.domain.console.there import ChangeThere, CommentsThere, CommentThere, TicketThere
from bot.domain.keys import said, slots
from bot.domain.ticket import Status
from bot.outbox.console import ConsoleWords
from bot.steps import cards, ticket_lines
from bot.steps.console import (
    console_people,
    copied_files,
    heard_standing,
    heard_words,
    linking,
    privacy,
    told_standing,
    who_changed,
)
from bot.steps.console.heard_words import Doubts, SaidThere
from bot.steps.work import Work
from models.console import lane
from models.console.link import ConsoleEnd, ConsoleLink
from models.store.records import unpacked
from models.ticket import Ticket

_OLD: Final = timedelta(days=1)
"""What was said longer ago, on a ticket that we hear of only now, counts but is not said again."""
_RESTORED: Final = "restored"
_SAME_SECOND: Final = timedelta(seconds=1)
"""The console's times are whole seconds: more may have been done in the one in which a ticket was read."""
_BELIEVED: Final = 20
"""What is read so often in a row as it stood before, some seconds apart, was set back there for good."""


class TakenIn(Enum):
    """What came of reading a ticket."""

    DONE = auto()
    NOT_OURS = auto()
    PUT_OFF = auto()  # something of ours is on its way there: what was read may be older than that
    WORDS_ALONE = auto()  # likewise, but what was said there is taken in, as far as it cannot be ours


@dataclass(frozen=True, slots=True)
class Read:
    """A ticket of the console's, and what was said about it, as read from an instant on."""

    ticket: TicketThere
    said: CommentsThere
    at: datetime
    changes: Sequence[ChangeThere] = ()
    """Who set its fields, where that was asked."""


def take_in(work: Work, told: Read) -> TakenIn:
    """Take in a ticket as it was read."""
    read = told.ticket
    known = ConsoleLink.of_console(work.session, read.id)
    filed = known.ticket_id if known else linking.filed_by_us(work, read)
    if filed is None:
        return _hear_of(work, told)
    own = work.own_ticket(filed)
    if known is None and lane.is_under_way(work.session, slots.console_ticket(own.id)):
        return TakenIn.PUT_OFF
    link = known or _linked(work, own, read)
    doubts = _doubts(work, own, link, told)
    if link.ended is ConsoleEnd.DELETED:
        if doubts.older:
            return TakenIn.PUT_OFF
        _take_up_again(work, own, link)
    return _follow(work, own, link, told, doubts)


def asks_who(work: Work, told: Read) -> bool:
    """Tell whether it is to be asked who changed how the ticket stands: no agent's words say it."""
    link = ConsoleLink.of_console(work.session, told.ticket.id)
    if link is None:
        is_new = told.ticket.status in (ConsoleStatus.NEW, ConsoleStatus.OPEN)
        return told.ticket.assignee is not None or not is_new
    if told.ticket.updated_at <= link.updated_at or told.ticket.is_merged:
        return False
    last = heard_words.newest(work, link, told.said)
    whole = told_standing.speaks_for(work, work.peek(link.ticket_id))
    changed = heard_standing.is_changed_there(work, whole, link, told.ticket)
    return changed and not who_changed.is_told_by(last, told.ticket)


def gone(work: Work, console_id: int) -> None:
    """Take in that the console has no ticket of that number any more."""
    link = ConsoleLink.of_console(work.session, console_id)
    if link is not None and link.ended is None:
        own = work.own_ticket(link.ticket_id)
        _end(work, own, link, ConsoleEnd.DELETED)


def _hear_of(work: Work, told: Read) -> TakenIn:
    """Open a ticket for one that was filed in the console: in triage alone, if it has the private tag.

    Of what only private notes were written on triage hears: the customer doesn't see that there.
    """
    read = told.ticket
    account = console_people.account_of(work, read.requester, read.organization)
    if account is None or status_here(read.status) is Status.SOLVED or linking.is_left_behind(work, read):
        return TakenIn.NOT_OURS
    comments, first = told.said.comments, told.said.first
    private = privacy.is_private(work, account, read)
    if not private and comments and not any(one.public for one in comments):
        post = heard.unseen_ticket(work.account(account).name, read.id, read.url, read.subject)
        work.say(post, key=said.private_in_console(read.id), channel=work.triage_channel(account))
        return TakenIn.DONE
    own = linking.grow(work, account, read, first, private=private)
    link = _linked(work, own, read)
    if first is not None and first.public:
        _show_files(work, own, first)
    return _follow(work, own, link, told, _doubts(work, own, link, told), work.now - _OLD)


def _show_files(work: Work, own: Ticket, first: CommentThere) -> None:
    speaker = first.author or console_people.SOMEBODY_ELSE
    author = console_people.speaker(work, own.account, speaker)
    copied_files.filed_with(work, own, first, author)


def _linked(work: Work, own: Ticket, read: TicketThere) -> ConsoleLink:
    with told_standing.quietly(work, own.id):
        return linking.link(work, own, read)


def _doubts(work: Work, own: Ticket, link: ConsoleLink, told: Read) -> Doubts:
    """Return what of ours may have arrived there since the ticket was read.

    What is on its way is looked for before what is known to stand there: none can be missed in between.
    """
    here = slots.console_ticket(own.id)
    words = [unpacked(ConsoleWords, each) for each in lane.words_in_doubt(work.session, here, told.at)]
    under_way = lane.is_change_under_way(work.session, here)
    at, known_at = told.ticket.updated_at, ConsoleLink.newest_known(work.session, link.console_id)
    older = _is_older(link, at, known_at or link.known_at)
    # Within one second the console's time tells nothing: our own clock has to.
    in_between = at == known_at and lane.was_changed(work.session, here, told.at)
    return Doubts(words, under_way or older or in_between, older)


def _is_older(link: ConsoleLink, at: datetime, known_at: datetime) -> bool:
    """Tell whether it was read as it stood before what we know of it; what stays so is believed in the end.

    It is the console's time that tells it, as the clocks of those who read may differ. A console that was
    restored from a backup goes back for good.
    """
    link.older = link.older + 1 if at < known_at else 0
    return 0 < link.older < _BELIEVED


def _follow(
    work: Work, own: Ticket, link: ConsoleLink, told: Read, doubts: Doubts, told_since: datetime | None = None
) -> TakenIn:
    """Take in all that is new; then the console is told what differs, and is not its own word."""
    was = _as_agreed(link)
    with told_standing.quietly(work, own.id):
        privacy.keep_up(work, own, link, told.ticket, is_older=doubts.older)
        spoken = heard_words.take_in(work, own, link, told.said, told_since, doubts)
        words_alone = doubts.standing or spoken.left
        if not words_alone:
            _follow_standing(work, own, link, told, spoken)
    if words_alone:
        if spoken.last is not None:
            cards.refresh(work, own)
        return TakenIn.WORDS_ALONE
    _is_known(work, link, told)
    if told.ticket.is_merged:
        _end(work, own, link, ConsoleEnd.MERGED, told.said.merged_into)
    elif told.ticket.status is ConsoleStatus.CLOSED:
        _end(work, own, link, ConsoleEnd.CLOSED)
    if spoken.last is not None or was != _as_agreed(link):
        cards.refresh(work, own)
    else:  # most often: what was read is what we sent there
        told_standing.follow(work, own)
    return TakenIn.DONE


def _is_known(work: Work, link: ConsoleLink, told: Read) -> None:
    """Note up to when all is taken in; where the console was set back, that is what is known of it now."""
    link.updated_at = min(told.ticket.updated_at, told.at - _SAME_SECOND)
    ConsoleLink.know(work.session, link.console_id, told.ticket.updated_at)
    if link.older:
        link.known_at, link.older = told.ticket.updated_at, 0


def _as_agreed(link: ConsoleLink) -> tuple[object, ...]:
    """Return all of a counterpart of which the cards, or what else stands here, may have to change."""
    return link.status, link.priority, link.assignee, link.ended


def _follow_standing(work: Work, own: Ticket, link: ConsoleLink, told: Read, spoken: SaidThere) -> None:
    ticket = told_standing.speaks_for(work, own)
    if ticket.merged_into is None and not told.ticket.is_merged:  # what goes on elsewhere isn't solved
        heard_standing.follow(work, ticket, link, told.ticket, spoken, told.changes)
    else:
        heard_standing.agree(link, told.ticket)


def _end(work: Work, own: Ticket, link: ConsoleLink, how: ConsoleEnd, into: int | None = None) -> None:
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
            post = heard.merged(line, link.console_id, link.url, _where(work, into, link))
        case ConsoleEnd.CLOSED:
            post = heard.closed(line, link.console_id, link.url)
    cards.tell_triage(work, own, said.console_end(link.console_id, how, work.now), post)


def _where(work: Work, console_id: int | None, link: ConsoleLink) -> Elsewhere | None:
    """Return where a ticket of the console's went: another one there, and whose counterpart that is."""
    if console_id is None or console_id == link.console_id:
        return None
    other = ConsoleLink.of_console(work.session, console_id)
    key = work.key(work.peek(other.ticket_id)) if other is not None else None
    return Elsewhere(console_id, link.url.replace(f"/{link.console_id}", f"/{console_id}"), key)


def _take_up_again(work: Work, own: Ticket, link: ConsoleLink) -> None:
    """Note that what was deleted there stands there again."""
    link.ended = None
    post = heard.restored(ticket_lines.line(work, own), link.console_id, link.url)
    cards.tell_triage(work, own, said.console_end(link.console_id, _RESTORED, work.now), post)
    with told_standing.quietly(work, own.id):
        cards.refresh(work, own)
