"""The people on each rung above an assignee who does not answer, as far as a ping reaches them."""

from bot.blocks.values import Recipient
from bot.domain.pings import PingRung
from bot.domain.routing import Role
from bot.steps.people import reach, roster
from bot.steps.work import Work
from models.ticket import Ticket

Rungs = dict[PingRung, tuple[Recipient, ...]]


def rungs(work: Work, ticket: Ticket) -> Rungs:
    """Return the rungs that reach somebody just now; whoever has the ticket stands on the lowest only."""
    found = {
        PingRung.ASSIGNEE: roster.assignee_recipients(work, ticket),
        PingRung.OTHER_TAM: _other_tam(work, ticket),
        PingRung.PSE: () if is_with_pse(ticket) else roster.pse(work),
        PingRung.SUPPORT_MANAGEMENT: roster.support_management(work),
        PingRung.TAM_MANAGER: roster.manager(work, ticket.account),
    }
    reached = {rung: reach.reached(work, people) for rung, people in found.items()}
    return {rung: people for rung, people in reached.items() if people}


def stand_ins(work: Work, ticket: Ticket) -> Rungs:
    """Return who is told at once because whoever has the ticket is not reached.

    Above the 24x7 team these are support management and the TAM manager, both of them.
    """
    found = rungs(work, ticket)
    found.pop(PingRung.ASSIGNEE, None)
    top = (PingRung.SUPPORT_MANAGEMENT, PingRung.TAM_MANAGER)
    if is_with_pse(ticket):
        return {rung: people for rung, people in found.items() if rung in top}
    lowest = min(found, key=list(PingRung).index, default=None)
    return {lowest: found[lowest]} if lowest else {}


def is_with_pse(ticket: Ticket) -> bool:
    """Tell whether the 24x7 team as a whole has the ticket, none of its people by name."""
    return ticket.assignee_role is Role.PSE and ticket.assignee_slack is None


def _other_tam(work: Work, ticket: Ticket) -> tuple[Recipient, ...]:
    on_duty = [tam for tam in roster.team(work, ticket.account).tams if tam.is_on(work.now)]
    others = [(tam, tam.holder(work.now)) for tam in on_duty if tam.role is not ticket.assignee_role]
    return tuple(
        Recipient(holder.name, holder.slack, tam.role.label, tam.role)
        for tam, holder in others
        if holder.slack != ticket.assignee_slack
    )[:1]
