"""Look tickets up for people: by number, by place, as lists; and add what belongs on them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.blocks.messages import thread
from bot.blocks.messages.console import pasting
from bot.blocks.values import Post, TicketCard, TicketLine, TicketListing
from bot.domain.events.life import FiledInConsole
from bot.domain.events.talk import DetailsAdded
from bot.domain.keys import said
from bot.domain.keys.done import DoneKey
from bot.domain.keys.said import News
from bot.domain.permission import Action, Actor, Side, require
from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.search.words import having
from bot.domain.ticket import Status
from bot.domain.wording import WallClock, day_words
from bot.services.service import ForPeople
from bot.steps import cards, history, ticket_lines
from bot.steps.console import filing, told_words
from bot.steps.customer_word import customer_word
from bot.steps.deadlines import evidence
from bot.steps.people import identities
from bot.steps.transitions import unsolved
from bot.steps.work import Work
from models.search import ticket_search
from models.ticket import Ticket


class Tickets(ForPeople):
    """Use cases of reading tickets, and of adding what belongs on them."""

    def card(self, ticket_id: int, actor: Actor) -> TicketCard:
        """Return everything about a ticket."""
        with self.reading() as work:
            require(actor, Action.VIEW)
            return cards.whole(work, work.peek(ticket_id))

    def console_text(self, ticket_id: int, actor: Actor) -> Post:
        """Return a ticket as it is filed in the console."""
        with self.reading() as work:
            require(actor, Action.CONSOLE)
            card = cards.card(work, work.peek(ticket_id))
            return pasting.to_paste_message(card, self.runbook.provider.name)

    def listed(
        self, account: str | None, wanted: TicketFilter, actor: Actor, *, aloud: bool = False
    ) -> TicketListing:
        """List the tickets that somebody wants to see: of the account, or (None) of all; most urgent first.

        Staff's own tickets are those of every account; asked `aloud`, where a customer reads the answer, of
        that one alone. Customers know of nothing private.
        """
        with self.reading() as work:
            require(actor, Action.VIEW if account or wanted.mine else Action.VIEW_ALL)
            known = _Known(account, for_customer=aloud or not actor.is_provider)
            if not wanted.mine:
                return _asked(work, known, wanted)
            if actor.side is Side.CUSTOMER and account:
                return _asked(work, replace(known, requester=actor.user), wanted)
            own = known if aloud else replace(known, account=None)
            return _asked(work, replace(own, responsible=actor.user), wanted)

    def add_details(self, ticket_id: int, actor: Actor, text: str, once: DoneKey | None = None) -> None:
        """Post what a customer adds to the ticket's thread; it counts as their reply."""
        with self.work(once) as work:
            require(actor, Action.ADD_DETAILS)
            ticket = unsolved(work, ticket_id)
            event = history.record(work, ticket, DetailsAdded(text), actor)
            line = ticket_lines.line(work, ticket)
            cards.tell_customer(
                work, ticket, said.news(News.DETAILS, event.id), thread.details_added(line, actor.name, text)
            )
            cards.tell_triage(
                work, ticket, said.news(News.DETAILS, event.id), thread.details_added(line, actor.name, text)
            )
            if not ticket.private:  # what is added there is a note among ourselves
                told_words.words_by_form(work, ticket, actor, said.news(News.DETAILS, event.id), text)
            if actor.side is Side.CUSTOMER:
                customer_word(work, ticket, actor, work.now)

    def file_in_console(self, ticket_id: int, actor: Actor) -> None:
        """Have a ticket filed in the console, with all that was said about it; raises NotFound.

        Raises AlreadySo where it is filed or being filed, Conflict without a bridge and for a solved one.
        """
        with self.work() as work:
            require(actor, Action.CONSOLE)
            filing.file_on_demand(work, unsolved(work, ticket_id), actor)

    def set_console_number(self, ticket_id: int, actor: Actor, number: str | None) -> None:
        """Record the number under which the ticket was filed in the console."""
        with self.work() as work:
            require(actor, Action.CONSOLE)
            ticket = work.ticket(ticket_id)
            filing.filed_by_hand(work, ticket, number)
            ticket.console_number = number
            history.record(work, ticket, FiledInConsole(number), actor)
            evidence.keep_up(work, ticket)
            cards.refresh(work, ticket)


@dataclass(frozen=True)
class _Known:
    """Which tickets somebody is shown at all: of an account or (None) all, a requester's, an assignee's."""

    account: str | None
    for_customer: bool
    requester: str | None = None
    responsible: str | None = None


def _asked(work: Work, known: _Known, wanted: TicketFilter) -> TicketListing:
    """List what is wanted; of a number under which nothing was filed, the tickets whose subject has it."""
    listing = _listing(work, known, wanted)
    if wanted.console_number is None or listing.tickets:
        return listing
    about = _listing(work, known, wanted.with_number_as_word())
    return about if about.tickets else listing


def _listing(work: Work, known: _Known, wanted: TicketFilter) -> TicketListing:
    found = ticket_search.wanted_tickets(
        work.session,
        known.account,
        wanted,
        requester=known.requester,
        responsible=known.responsible,
        for_customer=known.for_customer,
    )
    lines = ticket_lines.lines_of(work, filter(_asked_for(wanted), found))
    kept = tuple(
        line
        for line in lines
        if (line.breached or not wanted.overdue) and (line.escalated or not wanted.escalated)
    )
    return TicketListing(
        wanted=wanted,
        tickets=kept if wanted.solved_since else _most_urgent_first(kept),
        since_day=_day_words(work, known.account, wanted.solved_since) if wanted.solved_since else "",
        assignee_name=_name_of(work, wanted.assignee) if wanted.assignee else "",
        product_name=work.runbook.provider.product(wanted.product).name if wanted.product else "",
    )


def _day_words(work: Work, account: str | None, instant: datetime) -> str:
    clock = work.wall_clock(account) if account else WallClock(work.runbook.provider.time_zone)
    return day_words(clock.day(instant), clock.day(work.now))


def _name_of(work: Work, user: str) -> str:
    return identities.names_in(work, f"<@{user}>").get(user, user)


def _asked_for(wanted: TicketFilter) -> Callable[[Ticket], bool]:
    """Return what tells whether a ticket has the words and the ID that are asked for, in whatever case."""
    has_words, wanted_id = having(wanted.words), wanted.example_id

    def asked_for(ticket: Ticket) -> bool:
        given = (example.casefold() for example in ticket.example_ids)
        return has_words(ticket.subject) and (wanted_id is None or wanted_id.casefold() in given)

    return asked_for


def _most_urgent_first(lines: Iterable[TicketLine]) -> tuple[TicketLine, ...]:
    """Sort tickets as one should look at them: alarms, by when an answer is due, by state, by priority."""
    never, states = datetime.max.replace(tzinfo=UTC), list(Status)

    def urgency(line: TicketLine) -> tuple[bool, datetime, int, int]:
        return not line.escalated, line.due_at or never, states.index(line.status), line.priority.rank

    return tuple(sorted(lines, key=urgency))
