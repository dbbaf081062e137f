"""Who is pinged about an awaited answer, as it stands at an instant: a nudge, or one that is overdue."""

from dataclasses import dataclass

from bot.blocks.values import Recipient
from bot.domain.events.timing import HeldBack
from bot.domain.pings import PingRung, Said, following, next_rung
from bot.steps import ping_ladder
from bot.steps.people import roster
from bot.steps.work import Work
from models.ticket import Ticket

Recipients = tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class Overdue:
    """Who is pinged about an overdue answer, how far that comes, and which rung would be next."""

    to: Recipients
    held_back: HeldBack | None
    said: Said
    next_rung: PingRung | None = None

    @property
    def rung(self) -> PingRung | None:
        """Return the rung that is reached; None outside the hours in which it may ping."""
        return None if self.held_back is HeldBack.OUTSIDE_HOURS else self.said.reached


def nudge(work: Work, ticket: Ticket) -> tuple[Recipients, HeldBack | None]:
    """Return who a nudge pings, and why it pings nobody."""
    if not roster.assignee_to_ping(work, ticket):
        return (), HeldBack.OUTSIDE_HOURS
    rungs = ping_ladder.rungs(work, ticket)
    found = rungs.get(PingRung.ASSIGNEE) or _all(ping_ladder.stand_ins(work, ticket))
    return found, None if found else HeldBack.UNREACHED


def overdue(work: Work, ticket: Ticket, before: Said) -> Overdue:
    """Return who is pinged next: the assignee first, later those above, one rung each time."""
    if not roster.assignee_to_ping(work, ticket):
        return Overdue((), HeldBack.OUTSIDE_HOURS, before)
    rungs = ping_ladder.rungs(work, ticket)
    said = following(before, rungs)
    to = _told(rungs, said)
    if PingRung.ASSIGNEE not in rungs and said.times == 1:
        standing_in = ping_ladder.stand_ins(work, ticket)
        to = _all(standing_in)
        top = max(standing_in, key=list(PingRung).index, default=said.reached)
        said = Said(1, top, asked=said.asked)
    upcoming = PingRung.ASSIGNEE if said.times == 1 else next_rung(said.highest, rungs)
    return Overdue(to, None if to else HeldBack.UNREACHED, said, upcoming)


def names_of(people: Recipients) -> tuple[str, ...]:
    """Return what people are called."""
    return tuple(person.name for person in people)


def _told(rungs: ping_ladder.Rungs, said: Said) -> Recipients:
    """Return who a ping is for: the rung reached; after the top, the assignee too."""
    assignee, reached = rungs.get(PingRung.ASSIGNEE, ()), rungs.get(said.reached, ())
    return _each_once((*assignee, *reached) if said.rounds else reached or assignee)


def _all(rungs: ping_ladder.Rungs) -> Recipients:
    return _each_once(tuple(person for people in rungs.values() for person in people))


def _each_once(people: Recipients) -> Recipients:
    return tuple({person.slack: person for person in people}.values())
