"""Take covers, and swaps of turns that the other accepts; undo them, never backwards in time."""

from collections.abc import Callable, Sequence

from bot.blocks.answers import covers as words
from bot.blocks.values import Post
from bot.blocks.values.covers import CoverAnswer, CoverUndone, SwapAnswer, SwapOutcome
from bot.blocks.values.undoing import UndoOutcome
from bot.domain.commands.times.spans import Span
from bot.domain.keys import said as keys
from bot.domain.keys.said import CoverNews, SaidKey
from bot.domain.permission import Action, Actor, require
from bot.errors import NotAllowed, NotFound
from bot.services.service import ForPeople
from bot.steps.people import cover_rules, covers
from bot.steps.people.covers import Covering
from bot.steps.work import Work
from models.cover import AnnouncedCover


class CoverTurns(ForPeople):
    """Use cases about turns that change hands."""

    def cover(self, actor: Actor, user: str, spans: Sequence[Span], instead_of: str | None) -> CoverAnswer:
        """Put somebody on call, in another's place or over a whole schedule; raises WrongInput for neither.

        Whoever is put on call by another is told so.
        """
        with self.work() as work:
            require(actor, Action.CHANGE_ON_CALL)
            person = cover_rules.person(work, user)
            stretches = cover_rules.stretches(work, actor, spans)
            said = Covering.begun(work, actor)
            for duty, stretch in cover_rules.taken_over(work, person, stretches, instead_of):
                said.say(duty.key, user, instead_of, stretch)
            told = cover_rules.answer(work, actor, said.said())
            if user != actor.user:
                _tell(work, user, words.put_on_call(told), keys.cover(said.act, CoverNews.PUT))
            return told

    def swap(self, actor: Actor, other: str, spans: Sequence[Span]) -> CoverAnswer:
        """Ask somebody to swap turns: theirs for one's own; raises WrongInput where neither has one."""
        with self.work() as work:
            require(actor, Action.CHANGE_ON_CALL)
            people = cover_rules.person(work, actor.user), cover_rules.person(work, other)
            stretches = cover_rules.stretches(work, actor, spans)
            said = Covering.begun(work, actor, asked=other)
            for taking in cover_rules.swapped(work, people, stretches):
                said.say(taking.duty.key, taking.user, taking.instead_of, taking.stretch)
            told = cover_rules.answer(work, actor, said.said())
            _tell(work, other, words.asks(told), keys.cover(said.act, CoverNews.ASKED))
            return told

    def accept(self, actor: Actor, act: str) -> SwapAnswer:
        """Accept a swap; of one that is accepted, refused, taken back or expired it says so."""
        return self._answered(actor, act, SwapOutcome.ACCEPTED, covers.accept)

    def refuse(self, actor: Actor, act: str) -> SwapAnswer:
        """Refuse a swap; of one that is accepted, refused, taken back or expired it says so."""
        return self._answered(
            actor, act, SwapOutcome.REFUSED, lambda work, said: covers.undo(work, actor, said)
        )

    def undo(self, actor: Actor, act: str) -> CoverUndone:
        """Undo what was announced, from now on; raises NotAllowed unless it is about the actor."""
        with self.work() as work:
            require(actor, Action.CHANGE_ON_CALL)
            said = _said(work, act)
            concerned = {
                user for one in said for user in (one.announced_by, one.user_id, one.instead_of) if user
            }
            if actor.user not in concerned:
                raise NotAllowed("Only those whose turns they are, and whoever announced it, can undo that.")
            told = CoverUndone(cover_rules.undo_outcome(work, said), cover_rules.answer(work, actor, said))
            if told.outcome in (UndoOutcome.UNDONE, UndoOutcome.ENDED):
                covers.undo(work, actor, said)
                for user in sorted(concerned - {actor.user}):
                    _tell(work, user, words.taken_back(told, actor.name), keys.cover_undone(act, user))
            return told

    def _answered(
        self,
        actor: Actor,
        act: str,
        wanted: SwapOutcome,
        do: Callable[[Work, Sequence[AnnouncedCover]], None],
    ) -> SwapAnswer:
        with self.work() as work:
            require(actor, Action.CHANGE_ON_CALL)
            said = _said(work, act)
            if actor.user != said[0].asked:
                raise NotAllowed("Only whoever was asked can answer that.")
            stands = cover_rules.swap_stands(work, said)
            answer = SwapAnswer(stands or wanted, cover_rules.answer(work, actor, said))
            if stands is None:
                do(work, said)
                _tell(work, said[0].announced_by, words.news(answer), keys.cover(act, CoverNews.ANSWERED))
            return answer


def _said(work: Work, act: str) -> Sequence[AnnouncedCover]:
    said = AnnouncedCover.of_act(work.session, act)
    if not said:
        raise NotFound("That announcement is not known any more.")
    return said


def _tell(work: Work, user: str, post: Post, key: SaidKey) -> None:
    work.say(post, key=key, channel=user)
