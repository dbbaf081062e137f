"""Take in what is said in the console: an agent's answer, a customer's word, a note among ourselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.blocks.messages.console import heard
from bot.blocks.values import FileLink, Reply
from bot.domain.console.there import CommentThere, PersonThere
from bot.domain.keys import said
from bot.domain.permission import Actor
from bot.domain.small_talk import asks_nothing
from bot.outbox.console import COMMENTS
from bot.steps import cards, customer_word
from bot.steps.console import console_people
from bot.steps.customer_word import Word
from bot.steps.deadlines import staff_response
from bot.steps.people import identities
from bot.steps.work import Work
from models.console import lane
from models.console.comment import ConsoleComment
from models.ticket import Ticket


@dataclass(frozen=True)
class _Heard:
    """A comment, its ticket, and what that has become a part of by now."""

    comment: CommentThere
    speaker: PersonThere
    own: Ticket
    whole: Ticket
    author: Actor
    is_told: bool

    @property
    def at(self) -> datetime:
        """Return when it was said: no earlier than its ticket was opened."""
        return max(self.comment.at, self.whole.opened_at)


def take_in(
    work: Work, own: Ticket, said_there: Sequence[CommentThere], told_since: datetime | None
) -> PersonThere | None:
    """Take in what is new, in its order; return the agent who spoke last, if one did.

    What was said before `told_since` counts, and is not said again here.
    """
    whole, last = work.ticket(own.id), None
    for comment in _new(work, said_there):
        ConsoleComment.add(work.session, comment.id, own.id, work.now)
        speaker = comment.author or console_people.SOMEBODY_ELSE
        author = console_people.speaker(work, own.account, speaker)
        is_told = told_since is None or comment.at >= told_since
        _take_in(work, _Heard(comment, speaker, own, whole, author, is_told))
        last = speaker if speaker.is_agent else last
    return last


def _new(work: Work, said_there: Sequence[CommentThere]) -> list[CommentThere]:
    """Return what is neither ours nor known; the first one is what the ticket was filed with, no reply.

    Ours bear our mark, even where a restored database, or a row that was given up, knows nothing of them.
    """
    replies = [one for one in said_there[1:] if not one.is_ours]
    ours = lane.ours(work.session, COMMENTS, [str(one.id) for one in replies])
    known = ConsoleComment.known(work.session, [one.id for one in replies])
    return [one for one in replies if one.id not in known and str(one.id) not in ours]


def _take_in(work: Work, one: _Heard) -> None:
    if not one.comment.public:
        _tell_triage(work, one)
    elif one.speaker.is_agent:
        _tell_customer(work, one)
        staff_response.take_in(work, one.whole, one.author, one.at)
    else:
        _tell_customer(work, one)
        _tell_triage(work, one)
        _customer_word(work, one)


def _customer_word(work: Work, one: _Heard) -> None:
    names = identities.names_of_provider(work, one.whole.account)
    asks = bool(one.comment.files) or not asks_nothing(one.comment.body, names)
    too_late = asks and customer_word.was_said_before_solving(work, one.whole, one.at)
    word = Word(one.author, one.at, one.comment.body, said.console_comment(one.comment.id))
    customer_word.take_in(work, one.whole, word, asks=asks, too_late=too_late)


def _tell_customer(work: Work, one: _Heard) -> None:
    if one.is_told:
        post = heard.comment(_as_reply(one), work.wall_clock(one.own.account), work.now)
        cards.tell_customer(work, one.own, said.console_comment(one.comment.id), post)


def _tell_triage(work: Work, one: _Heard) -> None:
    if one.is_told:
        clock = work.wall_clock(one.own.account)
        post = heard.comment(_as_reply(one), clock, work.now, is_private=not one.comment.public)
        cards.tell_triage(work, one.own, said.console_comment(one.comment.id), post)


def _as_reply(one: _Heard) -> Reply:
    files = tuple(FileLink(file.name or "a file", None) for file in one.comment.files)
    return Reply(one.author.name, one.comment.body, one.comment.at, one.speaker.is_agent, files)
