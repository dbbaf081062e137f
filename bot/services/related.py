"""Link tickets that have to do with each other, and split a reply off that is another matter."""

from bot.blocks.messages import related
from bot.domain.commands.outages import speaks_of_urgency
from bot.domain.events.merging import ReplySplitOff, SplitFrom, TicketsLinked
from bot.domain.events.talk import CustomerReplied
from bot.domain.keys import done, said
from bot.domain.keys.done import DoneKey
from bot.domain.keys.said import News
from bot.domain.permission import Action, Actor, Side, require
from bot.domain.sla import ClockKind
from bot.domain.ticket import TicketOrigin
from bot.errors import AlreadySo, NotFound, WrongInput
from bot.services.service import ForPeople
from bot.steps import cards, drafts, history, ticket_lines
from bot.steps.deadlines import clocks
from bot.steps.new_ticket import NewTicket, Opened, open_ticket
from bot.steps.work import Work
from models.message import TicketMessage
from models.response_clock import ResponseClock
from models.ticket import Ticket
from models.ticket_event import TicketEvent


class Related(ForPeople):
    """Use cases about tickets that have to do with each other. All raise NotFound or NotAllowed."""

    def link(self, one_id: int, other_id: int, actor: Actor, once: DoneKey | None = None) -> None:
        """Have staff see of each of two tickets that it has to do with the other.

        Raises WrongInput for a ticket and itself, or for two customers' tickets; AlreadySo for a link twice.
        """
        with self.work(once) as work:
            require(actor, Action.LINK)
            first, second = (work.ticket(number) for number in sorted((one_id, other_id)))
            _refuse_link(work, first, second)
            for ticket, other in ((first, second), (second, first)):
                event = history.record(work, ticket, TicketsLinked(other.id, other.number), actor)
                lines = ticket_lines.line(work, ticket), ticket_lines.line(work, other)
                post = related.linked(*lines, actor.name)
                cards.tell_triage(work, ticket, said.news(News.LINKED, event.id), post)

    def split(self, channel: str, ts: str, actor: Actor) -> Opened:
        """Make a customer's reply a ticket of its own, whose clock runs from when it was said.

        The ticket that it was said on no longer awaits an answer to it. A reply that was split off before is
        found. Raises NotFound for what is no reply, WrongInput for one that is not the customer's.
        """
        with self.work() as work:
            require(actor, Action.SPLIT)
            stored = TicketMessage.at(work.session, channel, ts)
            if stored is None or stored.deleted_at is not None:
                raise NotFound("Only a reply in a ticket's thread can be split off. This is none.")
            ticket = work.ticket(stored.ticket_id)
            if stored.side is not Side.CUSTOMER:
                raise WrongInput("Only what the customer said can become a ticket of its own.")
            opened = open_ticket(work, _of_reply(ticket, stored, actor))
            if not opened.already:
                _move_the_question(work, ticket, stored, actor)
                _tell_split(work, ticket, work.ticket(opened.ticket_id), stored, actor)
            return opened


def _refuse_link(work: Work, first: Ticket, second: Ticket) -> None:
    one, two = work.key(first), work.key(second)
    if first.id == second.id:
        raise WrongInput(f"{one} cannot be linked to itself. Name two tickets.")
    if first.account != second.account:
        raise WrongInput(
            f"{one} and {two} are different customers' tickets. Only tickets of one account can be linked."
        )
    if first.private != second.private:
        private, shown = (one, two) if first.private else (two, one)
        raise WrongInput(
            f"{private} is private, and {shown} stands in the customer's channel. They can't be linked."
        )
    if any(other.id == second.id for other in cards.linked_to(work, first)):
        raise AlreadySo(f"{one} and {two} are linked already.")


def _of_reply(ticket: Ticket, stored: TicketMessage, actor: Actor) -> NewTicket:
    draft = drafts.of_message(stored.text)
    return NewTicket(
        account=ticket.account,
        origin=TicketOrigin.SHORTCUT,
        origin_key=done.message(stored.channel, stored.ts),
        requester=Actor(stored.author_team, stored.author_user, stored.author_name, stored.side),
        opened_by=actor,
        subject=draft.subject or "A file without words",
        description=draft.description,
        channel=ticket.channel,
        urgency_unclear=speaks_of_urgency(stored.text),
        asked_at=stored.posted_at,
    )


def _move_the_question(work: Work, ticket: Ticket, stored: TicketMessage, actor: Actor) -> None:
    """Have a ticket await no answer to a reply that is another ticket now, but to what else was asked."""
    events = TicketEvent.of_kinds(work.session, ticket.id, (CustomerReplied,))
    told = [event.what.at for event in events if isinstance(event.what, CustomerReplied)]
    others = [at for at in told if at != stored.posted_at]
    if ticket.last_customer_at == stored.posted_at:
        ticket.last_customer_at = max(others, default=ticket.opened_at)
    clock = ResponseClock.running(work.session, ticket.id)
    if clock is not None and clock.kind is ClockKind.NEXT and clock.started_at == stored.posted_at:
        clocks.end(work, ticket, clock, None, actor)
        later = [at for at in others if at > stored.posted_at]
        if later:
            clocks.start(work, ticket, ClockKind.NEXT, min(later))


def _tell_split(work: Work, ticket: Ticket, new: Ticket, stored: TicketMessage, actor: Actor) -> None:
    event = history.record(work, ticket, ReplySplitOff(new.number, stored.ts), actor)
    history.record(work, new, SplitFrom(ticket.number, stored.ts), actor)
    old_line, new_line = ticket_lines.line(work, ticket), ticket_lines.line(work, new)
    where = work.permalink(stored.channel, stored.ts, ticket.thread_ts)
    key = said.news(News.SPLIT, event.id)
    cards.tell_customer(work, ticket, key, related.split_off(new_line))
    cards.tell_customer(work, new, key, related.split_from(new_line, old_line, where))
    cards.tell_triage(work, ticket, key, related.split_in_triage(old_line, new_line, actor.name))
    cards.refresh(work, ticket)
