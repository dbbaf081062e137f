"""Look tickets up for people: by number, by place, as lists; and add what belongs on them."""

from collections.abc import Iterable
from datetime import UTC, datetime

from bot.blocks.messages import console, thread
from bot.blocks.values import Post, TicketCard, TicketLine
from bot.domain.events.life import FiledInConsole
from bot.domain.events.talk import DetailsAdded
from bot.domain.permission import Action, Actor, Side, require
from bot.services.service import ForPeople
from bot.steps import cards, history, ticket_lines
from bot.steps.customer_word import customer_word
from bot.steps.deadlines import evidence
from bot.steps.transitions import unsolved
from models.ticket import Ticket


class Tickets(ForPeople):
    """Use cases of reading tickets, and of adding what belongs on them."""

    def filed_as(self, number: str, account: str | None, actor: Actor) -> tuple[TicketLine, ...]:
        """List the tickets filed in the console under a number: the account's, or (None) anybody's."""
        with self.reading() as work:
            require(actor, Action.VIEW if account else Action.VIEW_ALL)
            found = Ticket.filed_as(work.session, number.strip().removeprefix("#").strip(), account)
            return _most_urgent_first(ticket_lines.lines_of(work, found))

    def card(self, ticket_id: int, actor: Actor) -> TicketCard:
        """Return everything about a ticket."""
        with self.reading() as work:
            require(actor, Action.VIEW)
            return cards.card(work, work.peek(ticket_id))

    def console_text(self, ticket_id: int, actor: Actor) -> Post:
        """Return a ticket as it is filed in the console."""
        with self.reading() as work:
            require(actor, Action.CONSOLE)
            card = cards.card(work, work.peek(ticket_id))
            return console.to_paste_message(card, self.runbook.provider.name)

    def unsolved(self, account: str | None, actor: Actor) -> tuple[TicketLine, ...]:
        """List unsolved tickets: of the account, or (None) of all; the most urgent first."""
        with self.reading() as work:
            require(actor, Action.VIEW if account else Action.VIEW_ALL)
            return _most_urgent_first(ticket_lines.lines_of(work, Ticket.unsolved(work.session, account)))

    def mine(self, account: str | None, actor: Actor) -> tuple[TicketLine, ...]:
        """List this person's unsolved tickets: those assigned to them, or (a customer's) their own."""
        with self.reading() as work:
            require(actor, Action.VIEW)
            found = (
                Ticket.unsolved_of_requester(work.session, account, actor.user)
                if actor.side is Side.CUSTOMER and account
                else Ticket.unsolved(work.session, None, assignee=actor.user)
            )
            return _most_urgent_first(ticket_lines.lines_of(work, found))

    def add_details(self, ticket_id: int, actor: Actor, text: str, once: str | None = None) -> None:
        """Post what a customer adds to the ticket's thread; it counts as their reply."""
        with self.work(once) as work:
            require(actor, Action.ADD_DETAILS)
            ticket = unsolved(work, ticket_id)
            event = history.record(work, ticket, DetailsAdded(text), actor)
            line = ticket_lines.line(work, ticket)
            cards.tell_customer(
                work, ticket, f"details/{event.id}", thread.details_added(line, actor.name, text)
            )
            cards.tell_triage(
                work, ticket, f"details/{event.id}/triage", thread.details_added(line, actor.name, text)
            )
            if actor.side is Side.CUSTOMER:
                customer_word(work, ticket, actor, work.now)

    def set_console_number(self, ticket_id: int, actor: Actor, number: str | None) -> None:
        """Record the number under which the ticket was filed in the console."""
        with self.work() as work:
            require(actor, Action.CONSOLE)
            ticket = work.ticket(ticket_id)
            ticket.console_number = number
            history.record(work, ticket, FiledInConsole(number), actor)
            evidence.keep_up(work, ticket)
            cards.refresh(work, ticket)


def _most_urgent_first(lines: Iterable[TicketLine]) -> tuple[TicketLine, ...]:
    """Sort tickets as one should look at them: alarms, then by when an answer is due, then by priority."""
    never = datetime.max.replace(tzinfo=UTC)

    def urgency(line: TicketLine) -> tuple[bool, datetime, int]:
        return not line.escalated, line.due_at or never, line.priority.rank

    return tuple(sorted(lines, key=urgency))
