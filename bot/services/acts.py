"""One act, one transaction: what somebody did in Slack, the answer to it, and the mark that it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.blocks.answers.lists import plain_answer
from bot.blocks.values import Post
from bot.domain.keys import done, said
from bot.domain.keys.done import DoneKey
from bot.errors import AlreadySo, BotError, DoneBefore
from bot.services.service import ToldBySlack
from bot.steps.refusals import Attempt, keep
from bot.steps.work import Work
from models.message import Received
from models.queues.outbox import OutboxUrgency


@dataclass(frozen=True)
class Act:
    """Something that somebody did: named by what happened, not by how often Slack tells of it."""

    once: DoneKey
    by: Attempt
    channel: str
    thread_ts: str
    """The thread in which it is answered."""
    call: str = ""
    """Who a refusal calls by name, where the thread is not their own."""
    shared: str = ""
    """Names what several may ask for, as with an emoji: what stands already is told once to all."""


class Acts(ToldBySlack):
    """The use case around all others that an event asks for."""

    def perform(self, act: Act, do: Callable[[Work], Post | None]) -> None:
        """Do what an act asks for and answer it, once: all of it is stored, or nothing.

        A refusal is an answer too; what was begun before it is undone. Whatever else `do` raises is raised:
        then nothing was done, and Slack tells of the act again.
        """
        try:
            self.contested(lambda work: _perform(work, act, do))
        except BotError as refusal:
            # In a transaction of its own: a savepoint before each act would cost all that are done.
            self.contested(partial(_refuse, act=act, refusal=refusal))

    def once(self, key: DoneKey | None, do: Callable[[Work], object]) -> None:
        """Do what the listener itself will answer, once; raises DoneBefore when it was done before."""
        self.contested(do, key)

    def refused(self, asked: Attempt, why: str) -> None:
        """Keep account of a refusal that the listener itself answers, with the words the person was told."""
        with self.work() as work:
            keep(work, asked, why)


def _perform(work: Work, act: Act, do: Callable[[Work], Post | None]) -> None:
    if Received.first(work.session, act.once, work.now):
        _answer(work, act, act.once, do(work))


def _refuse(work: Work, act: Act, refusal: BotError) -> None:
    if Received.first(work.session, act.once, work.now):
        _answer(work, act, *_answer_to(work, act, refusal))


def _answer(work: Work, act: Act, key: DoneKey, post: Post | None) -> None:
    if post is not None:
        work.say(
            post,
            key=said.answer(key),
            channel=act.channel,
            thread_ts=act.thread_ts,
            urgency=OutboxUrgency.ANSWER,
        )


def _answer_to(work: Work, act: Act, refusal: BotError) -> tuple[DoneKey, Post | None]:
    """Return under which key it is answered, and with what."""
    match refusal:
        case DoneBefore():
            return act.once, None
        case AlreadySo():
            return _key_of_what_stands(act, refusal), plain_answer(str(refusal))
        case _:
            keep(work, act.by, str(refusal))
            return act.once, plain_answer(f"{act.call}: {refusal}" if act.call else str(refusal))


def _key_of_what_stands(act: Act, stands: AlreadySo) -> DoneKey:
    if not act.shared or stands.since is None:
        return act.once
    return done.standing(act.channel, act.thread_ts, act.shared, stands.since)
