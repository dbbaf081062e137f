"""Move tickets through their life: take, assign, priority, pending, solve, reopen."""

from bot.domain.keys.done import DoneKey
from bot.domain.permission import Action, Actor, require
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.ticket import Change, Status
from bot.errors import NotFound
from bot.services.service import ForPeople
from bot.steps import awaited, standing, transitions
from bot.steps.deadlines import alarms_raised, drills, new_priority
from bot.steps.people import assignment
from bot.steps.transitions import refuse_second_in_thread, reopen_ticket, unsolved
from models.message import TicketMessage


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

    def take_priority_back(self, ticket_id: int, priority: Priority, actor: Actor) -> None:
        """Undo what the actor changed just now: the ticket has the priority that it had before this one."""
        with self.work() as work:
            require(actor, Action.SET_PRIORITY)
            ticket = work.ticket(ticket_id)
            if ticket.status is not Status.SOLVED:
                new_priority.take_back(work, ticket, priority, actor)

    def set_pending(self, ticket_id: int, actor: Actor) -> None:
        """Wait for the customer: needs a staff reply since their last word, and no open escalation."""
        with self.work() as work:
            require(actor, Action.SET_PENDING)
            transitions.set_pending(work, work.ticket(ticket_id), actor)

    def solve(
        self, ticket_id: int, actor: Actor, closing_text: str = "", once: DoneKey | None = None
    ) -> None:
        """Close the ticket; a closing text of the staff is posted to the customer.

        By the customer it cancels a running clock; the staff's own closing words answer it.
        """
        with self.work(once) as work:
            require(actor, Action.SOLVE)
            transitions.solve(work, work.ticket(ticket_id), actor, closing_text)

    def reopen(self, ticket_id: int, actor: Actor, once: DoneKey | None = None) -> None:
        """Open a solved ticket again, within 28 days: it is routed again and a clock starts."""
        with self.work(once) as work:
            require(actor, Action.REOPEN)
            ticket = work.ticket(ticket_id)
            standing.refuse_if_open(work, ticket)
            refuse_second_in_thread(work, ticket)
            reopen_ticket(work, ticket, Change.REOPEN, actor, work.now)
            alarms_raised.raise_again(work, ticket)

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
