"""Move tickets through their life: take, assign, priority, pending, solve, reopen."""

from bot.blocks.messages import thread, triage
from bot.domain.events.life import SetPending
from bot.domain.keys import said
from bot.domain.keys.done import DoneKey
from bot.domain.keys.said import News
from bot.domain.permission import Action, Actor, Side, require
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.ticket import Change
from bot.errors import NotFound, WrongInput
from bot.services.service import ForPeople
from bot.steps import awaited, cards, history, standing, ticket_lines
from bot.steps.deadlines import clocks, drills, new_priority, pending
from bot.steps.people import assignment
from bot.steps.transitions import change, close, refuse_second_in_thread, reopen_ticket, unsolved
from bot.steps.work import Work
from models.message import TicketMessage
from models.response_clock import ResponseClock
from models.ticket import Ticket


class Lifecycle(ForPeople):
    """Use cases on one ticket that stands already. All raise NotFound, NotAllowed or Conflict."""

    def take(self, ticket_id: int, actor: Actor) -> None:
        """Make the actor the assignee. It is no answer: the clock runs on."""
        with self.work() as work:
            require(actor, Action.TAKE)
            ticket = unsolved(work, ticket_id)
            assignment.by_hand(work, ticket, actor.user, actor)
            drills.end(work, ticket, actor)

    def assign_to_person(self, ticket_id: int, user: str, actor: Actor) -> None:
        """Make a member of the account's team (a Slack user id) the assignee."""
        with self.work() as work:
            require(actor, Action.ASSIGN)
            assignment.by_hand(work, unsolved(work, ticket_id), user, actor)

    def assign_to_role(self, ticket_id: int, role: Role, actor: Actor) -> None:
        """Make whoever fills a role the assignee."""
        with self.work() as work:
            require(actor, Action.ASSIGN)
            assignment.to_role(work, unsolved(work, ticket_id), role, actor)

    def set_priority(
        self, ticket_id: int, priority: Priority, actor: Actor, once: DoneKey | None = None
    ) -> None:
        """Change the priority and recompute the running clock from the same start.

        The customer is told when a member of the staff lowers it.
        """
        with self.work(once) as work:
            require(actor, Action.SET_PRIORITY)
            ticket = unsolved(work, ticket_id)
            new_priority.give(work, ticket, priority, actor)

    def set_pending(self, ticket_id: int, actor: Actor) -> None:
        """Wait for the customer: needs a staff reply since their last word, and no open escalation."""
        with self.work() as work:
            require(actor, Action.SET_PENDING)
            ticket = work.ticket(ticket_id)
            standing.refuse_if_pending(work, ticket)
            change(work, ticket, Change.SET_PENDING)
            ticket.pending_since, ticket.reminded_at = work.now, None
            event = history.record(work, ticket, SetPending(), actor)
            remind_at, solve_at = pending.schedule(work, ticket)
            rules = work.account(ticket.account).pending
            told = thread.pending(
                ticket_lines.line(work, ticket),
                remind_days=rules.remind_days,
                solve_days=rules.solve_days,
                remind_at=remind_at,
                solve_at=solve_at,
            )
            cards.tell_every_thread(work, ticket, said.news(News.PENDING, event.id), told)
            cards.refresh(work, ticket)

    def solve(
        self, ticket_id: int, actor: Actor, closing_text: str = "", once: DoneKey | None = None
    ) -> None:
        """Close the ticket; a closing text of the staff is posted to the customer.

        By the customer it cancels a running clock; the staff's own closing words answer it.
        """
        with self.work(once) as work:
            require(actor, Action.SOLVE)
            ticket = work.ticket(ticket_id)
            standing.refuse_if_solved(work, ticket)
            _refuse_silence(work, ticket, actor, closing_text)
            change(work, ticket, Change.SOLVE)
            if actor.side is not Side.CUSTOMER:
                clocks.answer(work, ticket, work.now, actor)
            # By Slack's clock the question may be younger than this answer; solved, no clock runs on.
            clocks.cancel(work, ticket, actor)
            event = close(work, ticket, actor, closing_text)
            line = ticket_lines.line(work, ticket)
            told = thread.solved(line, actor.name, closing=closing_text)
            cards.tell_every_thread(work, ticket, said.news(News.SOLVED, event), told)
            # What staff write to close it is in the customer's thread, where they wrote it.
            why = closing_text if actor.side is Side.CUSTOMER else ""
            note = triage.solved(line, actor.name, why)
            cards.tell_triage(work, ticket, said.news(News.SOLVED, event), note)
            cards.refresh(work, ticket)

    def reopen(self, ticket_id: int, actor: Actor, once: DoneKey | None = None) -> None:
        """Open a solved ticket again, within 28 days: it is routed again and a clock starts."""
        with self.work(once) as work:
            require(actor, Action.REOPEN)
            ticket = work.ticket(ticket_id)
            standing.refuse_if_open(work, ticket)
            refuse_second_in_thread(work, ticket)
            reopen_ticket(work, ticket, Change.REOPEN, actor, work.now)

    def needs_answer(self, ticket_id: int, ts: str, actor: Actor) -> None:
        """Start the clock for a customer's message that was taken to ask for nothing, from its own time.

        Raises NotAllowed, NotFound, or AlreadySo where it is awaited or was answered.
        """
        with self.work() as work:
            require(actor, Action.NEEDS_ANSWER)
            ticket = work.ticket(ticket_id)
            stored = TicketMessage.at(work.session, ticket.channel, ts)
            if stored is None or work.peek(stored.ticket_id).id != ticket.id:
                raise NotFound("That message belongs to no ticket any more.")
            awaited.say_it_needs_an_answer(work, ticket, stored, actor)


def _refuse_silence(work: Work, ticket: Ticket, actor: Actor, closing_text: str) -> None:
    """Raise WrongInput where staff would close a ticket over a question that nobody has answered."""
    awaited = ResponseClock.running(work.session, ticket.id) is not None
    if awaited and actor.side is not Side.CUSTOMER and not closing_text.strip():
        raise WrongInput(f"{work.key(ticket)} awaits an answer. Reply in its thread, or write closing words.")
