"""Take in what is said in the console: an agent's answer, a customer's word, a note among ourselves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.blocks.messages.console import heard
from bot.blocks.values import FileLink, Recipient, Reply
from bot.domain.console.doubt import could_be
from bot.domain.console.there import CommentsThere, CommentThere, PersonThere
from bot.domain.keys import said, slots
from bot.domain.permission import Actor
from bot.domain.retention import KEPT_FOR
from bot.domain.small_talk import asks_nothing
from bot.domain.ticket import Status
from bot.outbox.console import COMMENTS, ConsoleWords
from bot.steps import cards, customer_word, mirrors
from bot.steps.console import console_people, copied_files
from bot.steps.customer_word import Word
from bot.steps.deadlines import staff_response
from bot.steps.people import identities
from bot.steps.work import Work
from models.console import lane
from models.console.comment import ConsoleComment
from models.console.link import ConsoleLink
from models.queues.outbox import OutboxUrgency
from models.ticket import Ticket

_COMES_LATE: Final = timedelta(minutes=2)
_AN_INSTANT: Final = timedelta(microseconds=1)
_REMEMBERED: Final = KEPT_FOR / 2
"""Well before comments are forgotten, their own time alone tells that they are old."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """What of ours may stand there without our knowing it: words, and how the ticket is to stand."""

    words: Sequence[ConsoleWords] = ()
    standing: bool = False
    older: bool = False
    """Whether the ticket was read as it stood before what we know of it."""


@dataclass(frozen=True, slots=True)
class SaidThere:
    """What was new, if anything: who spoke last, and whether a customer's thanks were all of it."""

    last: CommentThere | None = None
    only_thanks: bool = False
    left: bool = False
    """Whether some of it has to wait, as it could be ours."""


@dataclass(frozen=True)
class _Heard:
    """A comment, its ticket, and what that has become a part of by now."""

    comment: CommentThere
    speaker: PersonThere
    own: Ticket
    whole: Ticket
    author: Actor
    is_told: bool
    at: datetime
    """When it was said: no earlier than its ticket was opened, and no later than now."""
    inside: bool = False
    """Whether triage alone hears it: the ticket is private in the console."""

    def asks(self, work: Work) -> bool:
        """Tell whether a customer's words ask for anything: thanks do not."""
        names = identities.names_of_provider(work, self.whole.account)
        return bool(self.comment.files) or not asks_nothing(self.comment.body, names)

    def is_thanks(self, work: Work) -> bool:
        """Tell whether a customer says thanks, and nothing else."""
        return not self.speaker.is_agent and not self.asks(work)


def take_in(
    work: Work,
    own: Ticket,
    link: ConsoleLink,
    said_there: CommentsThere,
    told_since: datetime | None,
    doubts: Doubts,
) -> SaidThere:
    """Take in what is new, in its order, but for what has to wait.

    What was said before `told_since` counts, and isn't said again here. Triage alone hears what is private.
    """
    whole, last, thanks, new = work.ticket(own.id), None, [], _new(work, link, said_there)
    left = [one for one in new if _has_to_wait(work, own, one, doubts)]
    for comment in new:
        if comment in left:
            continue
        ConsoleComment.add(work.session, comment.id, own.id, work.now)
        heard_now = _heard(work, own, whole, comment, told_since)
        heard_now = replace(heard_now, inside=own.private or link.private)
        _take_in(work, heard_now)
        last = comment
        thanks += [heard_now.is_thanks(work)] if comment.public else []
    if said_there.comments:
        newest = max(one.at for one in said_there.comments)
        link.heard_to = min((one.at - _AN_INSTANT for one in left), default=newest)
    return SaidThere(last, bool(thanks) and all(thanks), bool(left))


def newest(work: Work, link: ConsoleLink, said_there: CommentsThere) -> CommentThere | None:
    """Return the newest of what was not taken in yet."""
    return next(reversed(_new(work, link, said_there)), None)


def read_from(link: ConsoleLink) -> datetime | None:
    """Return from when on what was said there is to be read again; None for from the beginning on.

    What was said at the same time may come to stand there in another order.
    """
    return link.heard_to - _COMES_LATE if link.heard_to is not None else None


def _has_to_wait(work: Work, own: Ticket, comment: CommentThere, doubts: Doubts) -> bool:
    """Tell whether a comment could be ours; or is thanks, for which the console opens what we solved."""
    if any(could_be(comment, words.body, public=words.public) for words in doubts.words):
        return True
    if not doubts.standing or own.status is not Status.SOLVED:
        return False
    return _heard(work, own, own, comment, None).is_thanks(work)


def _heard(
    work: Work, own: Ticket, whole: Ticket, comment: CommentThere, told_since: datetime | None
) -> _Heard:
    speaker = comment.author or console_people.SOMEBODY_ELSE
    author = console_people.speaker(work, own.account, speaker)
    is_told = told_since is None or comment.at >= told_since
    at = min(max(comment.at, whole.opened_at), work.now)
    return _Heard(comment, speaker, own, whole, author, is_told, at)


def _new(work: Work, link: ConsoleLink, said_there: CommentsThere) -> list[CommentThere]:
    """Return what is neither ours nor known; a public first one is what the ticket was filed with.

    Ours bear our mark, even where a restored database, or a row that was given up, knows nothing of them.
    What was said long before all that was heard is not remembered one by one.
    """
    filed_with = said_there.first
    replies = [
        one
        for one in said_there.comments
        if not (one.is_ours or (one is filed_with and one.public) or _is_long_heard(work, link, one))
    ]
    ours = lane.ours(work.session, COMMENTS, [str(one.id) for one in replies])
    known = ConsoleComment.known(work.session, [one.id for one in replies])
    return [one for one in replies if one.id not in known and str(one.id) not in ours]


def _is_long_heard(work: Work, link: ConsoleLink, comment: CommentThere) -> bool:
    return link.heard_to is not None and comment.at <= link.heard_to and comment.at < work.now - _REMEMBERED


def _take_in(work: Work, one: _Heard) -> None:
    if not one.comment.public:
        _tell_triage(work, one)
    elif one.speaker.is_agent:
        _tell_customer(work, one)
        staff_response.take_in(work, one.whole, one.author, one.at)
    else:
        _tell_customer(work, one)
        _customer_word(work, one)


def _customer_word(work: Work, one: _Heard) -> None:
    asks = one.asks(work)
    too_late = asks and customer_word.was_said_before_solving(work, one.whole, one.at)
    called = asks and not too_late and mirrors.is_news_on_a_p1(work, one.whole, one.at)
    _tell_triage(work, one, mirrors.assignee(work, one.whole) if called else ())
    word = Word(one.author, one.at, one.comment.body, said.console_comment(one.comment.id))
    customer_word.take_in(work, one.whole, word, asks=asks, too_late=too_late)


def _tell_customer(work: Work, one: _Heard) -> None:
    if one.inside and one.speaker.is_agent:  # of a customer's word triage hears anyway
        _tell_triage(work, one)
    if one.inside or not one.is_told:
        return
    seen_at = copied_files.seen_by_customer(work, one.own) if one.comment.files else None
    post = heard.comment(_as_reply(one), work.wall_clock(one.own.account), work.now, seen_at=seen_at)
    slot = slots.heard_comment(one.own.id, one.comment.id)  # by it the relay sees what may leave
    cards.tell_customer(work, one.own, said.console_comment(one.comment.id), post, slot=slot)
    copied_files.to_customer(work, one.own, one.comment, one.author)


def _tell_triage(work: Work, one: _Heard, to: Sequence[Recipient] = ()) -> None:
    """Show it in triage, where files are only copied that no customer sees; `to` is pinged."""
    if not one.is_told:
        return
    clock, is_private = work.wall_clock(one.own.account), not one.comment.public
    seen_at = copied_files.seen_by_staff(work, one.own) if one.comment.files else None
    post = heard.comment(_as_reply(one), clock, work.now, is_private=is_private, told_to=to, seen_at=seen_at)
    key, urgency = said.console_comment(one.comment.id), OutboxUrgency.of_ping(to)
    is_unseen = is_private or one.inside
    slot = copied_files.slot(one.own, one.comment) if is_unseen else None
    cards.tell_triage(work, one.own, key, post, slot=slot, urgency=urgency)
    if is_unseen:
        copied_files.to_triage(work, one.own, one.comment, one.author)


def _as_reply(one: _Heard) -> Reply:
    files = tuple(FileLink(file.name or "a file", None) for file in one.comment.files)
    return Reply(one.author.name, one.comment.body, one.comment.at, one.speaker.is_agent, files)
