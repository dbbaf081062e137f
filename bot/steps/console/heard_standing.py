"""Follow how a ticket stands in the console: its status, its priority, and whose it is."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.blocks.messages.console import heard
from bot.blocks.values import Post
from bot.domain.console import agreement
from bot.domain.console.agreement import Changed
from bot.domain.console.counterparts import priority_here, status_here
from bot.domain.console.there import ChangeThere, FieldThere, TicketThere
from bot.domain.keys import said
from bot.domain.permission import Actor
from bot.domain.ticket import Change, Status
from bot.errors import BotError
from bot.steps import cards, ticket_lines, transitions
from bot.steps.console import console_people, told_standing, who_changed
from bot.steps.console.heard_words import SaidThere
from bot.steps.deadlines import alarms_raised, new_priority
from bot.steps.people import assignment
from bot.steps.work import Work
from models.console.link import ConsoleLink
from models.ticket import Ticket

STATUS, PRIORITY, ASSIGNEE = "status", "priority", "assignee"


class _Unknown(BotError):
    """Nobody here is who has it there."""


@dataclass(frozen=True)
class _Side:
    """What the console says of a ticket, and what it said before."""

    work: Work
    ticket: Ticket
    read: TicketThere
    agreed: dict[str, str | None]
    asked: dict[str, str | None]
    spoken: SaidThere
    """What was said there since."""
    changes: Sequence[ChangeThere] = ()
    """Who set its fields, as far as that was asked."""

    def by(self, field: FieldThere) -> Actor:
        """Return who set a field."""
        return who_changed.who(
            self.work, self.ticket.account, field, self.read, self.changes, self.spoken.last
        )

    def changed(self, name: str, ours: Hashable, theirs: str | None) -> Changed:
        """Tell which side has changed a fact; what stands there because we asked for it is agreed on."""
        asked_for = theirs is not None and self.asked.get(name) == theirs
        which = agreement.changed(theirs if asked_for else self.agreed[name], ours, theirs)
        was_left = which is Changed.BOTH and self.asked.get(told_standing.left(name)) == ours
        return Changed.THEIRS if was_left else which

    def tell(self, what: str, post: Post) -> None:
        """Tell triage of it, once."""
        cards.tell_triage(self.work, self.ticket, said.console_news(self.read.updated_at, what), post)

    def both_changed(self, name: str) -> None:
        """Tell triage that the console's word stands."""
        self.tell(f"both/{name}", heard.both_changed(ticket_lines.line(self.work, self.ticket), name))


def is_changed_there(work: Work, ticket: Ticket, link: ConsoleLink, read: TicketThere) -> bool:
    """Tell whether anything is to be followed of how the ticket stands there."""
    side = _Side(work, ticket, read, told_standing.agreed_on(link), _asked_of(link), SaidThere())
    theirs = {
        STATUS: status_here(read.status).value,
        PRIORITY: priority_here(read.priority).value if read.priority else None,
        ASSIGNEE: read.assignee.email if read.assignee else None,
    }
    ours = told_standing.standing(work, ticket)
    followed = (Changed.THEIRS, Changed.BOTH)
    return any(side.changed(name, ours[name], value) in followed for name, value in theirs.items() if value)


def follow(
    work: Work,
    ticket: Ticket,
    link: ConsoleLink,
    read: TicketThere,
    spoken: SaidThere,
    changes: Sequence[ChangeThere],
) -> None:
    """Have a ticket stand as the console says, as far as the console, or both sides, have changed it.

    What we asked for and was not done stays asked for; what can't be so here stays as it is on either side.
    """
    agreed, asked = told_standing.agreed_on(link), _asked_of(link)
    agree(link, read)
    side = _Side(work, ticket, read, agreed, asked, spoken, changes)
    left = [name for name in _in_order(ticket) if not _FACTS[name](side)]
    now = told_standing.standing(work, ticket)
    now |= {told_standing.left(name): value for name, value in now.items()}
    kept = {name: value for name, value in asked.items() if value == now.get(name)}
    link.told = {**kept, **{each: now[each] for name in left for each in (name, told_standing.left(name))}}


def _asked_of(link: ConsoleLink) -> dict[str, str | None]:
    return {str(name): value for name, value in (link.told or {}).items()}


def _in_order(ticket: Ticket) -> list[str]:
    """Return the facts as they can be followed: what is solved takes the others only once it is open."""
    return [*reversed(_FACTS)] if ticket.status is Status.SOLVED else [*_FACTS]


def agree(link: ConsoleLink, read: TicketThere) -> None:
    """Take how a ticket stands in the console for agreed on."""
    link.status, link.priority = read.status, read.priority
    link.assignee = read.assignee.email if read.assignee else None


def _keep_up_priority(side: _Side) -> bool:
    work, ticket, there = side.work, side.ticket, side.read.priority
    if there is None:
        return True
    theirs = priority_here(there)
    which = side.changed(PRIORITY, ticket.priority.value, theirs.value)
    if which not in (Changed.THEIRS, Changed.BOTH):
        return True
    try:
        with work.attempt():
            unsolved = transitions.unsolved(work, ticket.id)
            if which is Changed.BOTH:
                side.both_changed(PRIORITY)
            new_priority.give(work, unsolved, theirs, side.by(FieldThere.PRIORITY))
    except BotError as error:
        side.tell(PRIORITY, heard.refused(ticket_lines.line(work, ticket), there, str(error)))
        return False
    return True


def _keep_up_assignee(side: _Side) -> bool:
    """Give a ticket to who has it in the console; what nobody has there is left to us."""
    work, ticket, there = side.work, side.ticket, side.read.assignee
    if there is None or ticket.status is Status.SOLVED:
        return True
    ours = told_standing.standing(work, ticket)[ASSIGNEE]
    if side.changed(ASSIGNEE, ours, there.email) not in (Changed.THEIRS, Changed.BOTH):
        return True
    slack = console_people.slack_of_agent(work, ticket.account, there)
    try:
        with work.attempt():
            if slack is None:
                raise _Unknown
            assignment.by_hand(work, ticket, slack, side.by(FieldThere.ASSIGNEE))
    except BotError:
        line = ticket_lines.line(work, ticket)
        side.tell(ASSIGNEE, heard.stays_with(line, there.name, is_known=slack is not None))
        return False
    return True


def _keep_up_status(side: _Side) -> bool:
    work, ticket, theirs = side.work, side.ticket, status_here(side.read.status)
    which = side.changed(STATUS, ticket.status.value, theirs.value)
    if which not in (Changed.THEIRS, Changed.BOTH):
        return True
    if side.spoken.only_thanks and ticket.status is Status.SOLVED and theirs is Status.OPEN:
        return True  # the console opens it at any word of the customer's: it is asked to solve it again
    if which is Changed.BOTH:
        side.both_changed(STATUS)
    try:
        with work.attempt():
            _MOVES[theirs](work, ticket, side.by(FieldThere.STATUS))
    except BotError as error:
        side.tell(STATUS, heard.refused(ticket_lines.line(work, ticket), side.read.status, str(error)))
        return False
    return True


_FACTS: Final[dict[str, Callable[[_Side], bool]]] = {
    PRIORITY: _keep_up_priority,
    ASSIGNEE: _keep_up_assignee,
    STATUS: _keep_up_status,
}


def _open(work: Work, ticket: Ticket, actor: Actor) -> None:
    if ticket.status is Status.SOLVED:
        transitions.refuse_second_in_thread(work, ticket)
        transitions.reopen_ticket(work, ticket, Change.REOPEN, actor, work.now)
        alarms_raised.raise_again(work, ticket)
        return
    transitions.end_pending(work, ticket)
    post = heard.opened_again(ticket_lines.line(work, ticket), actor.name)
    cards.tell_triage(work, ticket, said.console_news(work.now, "open"), post)


def _set_pending(work: Work, ticket: Ticket, actor: Actor) -> None:
    if ticket.status is Status.SOLVED:
        _open(work, ticket, actor)
    transitions.set_pending(work, ticket, actor)


_MOVES: Final[dict[Status, Callable[[Work, Ticket, Actor], None]]] = {
    Status.OPEN: _open,
    Status.PENDING: _set_pending,
    Status.SOLVED: transitions.solve,
}
