"""Merge two tickets that are about one fault, and undo it for a day."""

from bot.blocks.messages import merged
from bot.domain.events.merging import TookIn
from bot.domain.keys import said
from bot.domain.keys.done import DoneKey
from bot.domain.keys.said import News
from bot.domain.merging.survival import can_be_undone
from bot.domain.permission import Action, Actor, require
from bot.domain.ticket import Status
from bot.errors import AlreadySo, Conflict, WrongInput
from bot.services.service import ForPeople
from bot.steps import cards, ticket_lines
from bot.steps.deadlines import stale_words
from bot.steps.merging import merging
from bot.steps.merging.merging import Pair
from bot.steps.transitions import refuse_second_in_thread
from bot.steps.work import Work
from models.queues.outbox import OutboxUrgency
from models.ticket_event import TicketEvent


class Merging(ForPeople):
    """Use cases about two tickets that are one matter. All raise NotFound, NotAllowed or Conflict."""

    def merge(self, other_id: int, kept_id: int, actor: Actor, once: DoneKey | None = None) -> None:
        """Make one ticket a part of another of its account; both are unsolved. Both threads are told."""
        with self.work(once) as work:
            require(actor, Action.MERGE)
            pair = _held(work, kept_id, other_id)
            _refuse(work, pair)
            event = merging.merge(work, pair, actor)
            _tell(work, pair, event.id, actor)

    def undo(self, other_id: int, actor: Actor, once: DoneKey | None = None) -> None:
        """Make a ticket that was merged within a day a ticket of its own again; raises AlreadySo if it is."""
        with self.work(once) as work:
            require(actor, Action.MERGE)
            other = work.own_ticket(other_id)
            if other.merged_into is None:
                raise AlreadySo(f"{work.key(other)} is a ticket of its own.")
            pair = _held(work, other.merged_into, other_id)
            event, took = _merger(work, pair)
            _refuse_undoing(work, pair, event)
            merging.undo(work, pair, event, took, actor)
            _tell_undone(work, pair, event.id, actor)


def _held(work: Work, kept_id: int, other_id: int) -> Pair:
    """Return both tickets, their rows held: always in one order, so that nobody waits in a circle."""
    held = {number: work.own_ticket(number) for number in sorted((kept_id, other_id))}
    return Pair(held[kept_id], held[other_id])


def _refuse(work: Work, pair: Pair) -> None:
    """Raise WrongInput or Conflict where two tickets cannot become one."""
    kept, other = pair.kept, pair.other
    if kept.id == other.id:
        raise WrongInput(f"{work.key(kept)} cannot be merged into itself. Name two tickets.")
    if kept.account != other.account:
        raise WrongInput(
            f"{work.key(other)} and {work.key(kept)} are different customers' tickets. "
            "Only tickets of one account can be merged."
        )
    if kept.private != other.private:
        private, shown = (work.key(one) for one in sorted((kept, other), key=lambda one: not one.private))
        raise WrongInput(
            f"{private} is private, and {shown} stands in the customer's channel. They can't be merged."
        )
    for ticket in (other, kept):
        if ticket.merged_into is not None:
            whole = work.key(work.peek(ticket.id))
            raise Conflict(f"{work.key(ticket)} is a part of {whole}. Merge {whole} instead.")
        if ticket.status is Status.SOLVED:
            raise Conflict(f"{work.key(ticket)} is solved. Reopen it first, then merge.")


def _merger(work: Work, pair: Pair) -> tuple[TicketEvent, TookIn]:
    """Return the merger of the two that stands."""
    events = TicketEvent.of_ticket(work.session, pair.kept.id)
    for event in reversed(events):
        what = event.what
        if isinstance(what, TookIn) and what.other == pair.other.id:
            return event, what
    raise Conflict(f"How {work.key(pair.other)} was merged is not known any more, so it stays merged.")


def _refuse_undoing(work: Work, pair: Pair, event: TicketEvent) -> None:
    kept, other = work.key(pair.kept), work.key(pair.other)
    if pair.kept.merged_into is not None:
        whole = work.key(work.peek(pair.kept.id))
        raise Conflict(f"{kept} is a part of {whole} by now. Undo that first.")
    if not can_be_undone(event.at, work.now):
        raise Conflict(f"{other} was merged into {kept} more than a day ago. It stays a part of it.")
    refuse_second_in_thread(work, pair.other)


def _tell(work: Work, pair: Pair, event_id: int, actor: Actor) -> None:
    kept, other = ticket_lines.line(work, pair.kept), ticket_lines.line(work, pair.other)
    key = said.news(News.MERGED, event_id)
    cards.tell_customer(work, pair.other, key, merged.to_merged_thread(other, kept))
    cards.tell_customer(work, pair.kept, key, merged.to_kept_thread(other, kept))
    cards.tell_triage(work, pair.other, key, merged.to_merged_triage(other, kept, actor.name))
    told = merged.to_kept_triage(other, kept, actor.name)
    cards.tell_triage(work, pair.kept, key, told, urgency=OutboxUrgency.ALARM)
    stale_words.expect_end_of_undoing(work, pair.other)
    _refresh(work, pair)


def _tell_undone(work: Work, pair: Pair, event_id: int, actor: Actor) -> None:
    kept, other = ticket_lines.line(work, pair.kept), ticket_lines.line(work, pair.other)
    key = said.news(News.MERGER_UNDONE, event_id)
    for ticket, own, two in ((pair.kept, kept, other), (pair.other, other, kept)):
        cards.tell_customer(work, ticket, key, merged.undone(own, two))
        cards.tell_triage(work, ticket, key, merged.undone_by(own, two, actor.name))
    stale_words.expect(work, pair.other)
    _refresh(work, pair)


def _refresh(work: Work, pair: Pair) -> None:
    for ticket in (pair.other, pair.kept):
        cards.refresh(work, ticket)
