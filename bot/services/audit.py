"""Tell the staff what happened to a ticket, and who was refused what, and why."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from bot.blocks.values.past import Happened, Past, RefusalLine
from bot.domain.events import Event
from bot.domain.events.talk import CustomerReplied, CustomerThanked, StaffResponded
from bot.domain.events.timing import ClockStopped
from bot.domain.permission import Action, Actor, require
from bot.domain.wording import WallClock
from bot.services.service import ForPeople
from bot.steps.work import Work
from models.people import SlackUser
from models.refusal import Refusal
from models.ticket import Ticket
from models.ticket_event import TicketEvent

SHOWN: Final = 30
"""How many lines a history shows at once; those between the first and the last are on pages of as many."""
_FIRST: Final = 5


class Audit(ForPeople):
    """Use cases of looking back."""

    def history(self, ticket_id: int, actor: Actor, page: int = 0) -> Past:
        """Return what happened to a ticket, in order; staff only.

        Of a long history that is its beginning and its end, or a page of what is between them.
        """
        with self.reading() as work:
            require(actor, Action.LOOK_BACK)
            ticket = work.peek(ticket_id)
            events, keys = _events(work, ticket)
            last = _FIRST + max(len(events) - SHOWN, 0)  # where what is between them ends
            start = _FIRST + SHOWN * (page - 1) if page else last
            end = min(start + SHOWN, last)
            shown = events[start:end] if page else [*events[:_FIRST], *events[last:]]
            more = min(SHOWN, last - (end if page else _FIRST))
            where = f", lines {start + 1} to {end} of {len(events)}" if page else ""
            return Past(
                f"{work.key(ticket)}: history{where}",
                work.wall_clock(ticket.account),
                work.now,
                left_out=0 if page else last - _FIRST,
                gap=_FIRST,
                following=f"{ticket_id}:{page + 1}" if more > 0 else "",
                more=more,
                happened=tuple(_happened(work, event, keys) for event in shown),
            )

    def refusals(self, account: str | None, actor: Actor) -> Past:
        """Return what was refused lately in an account's channel or to its people, or (None) to anybody."""
        with self.reading() as work:
            require(actor, Action.LOOK_BACK)
            found = (
                Refusal.latest(work.session, SHOWN)
                if account is None
                else Refusal.latest_about(
                    work.session, SHOWN, work.channel(account), work.account(account).workspaces
                )
            )
            title = f"{work.account(account).name}: refused" if account else "Refused"
            clock = work.wall_clock(account) if account else WallClock(work.runbook.provider.time_zone)
            refused = tuple(_refused(work, one) for one in reversed(found))
            return Past(f"{title} lately", clock, work.now, refused=refused)


def _events(work: Work, ticket: Ticket) -> tuple[list[TicketEvent], Mapping[int, str]]:
    """Return what happened to a ticket and to all that was merged into it, and what these are called."""
    merged = Ticket.merged_in(work.session, ticket.id)
    events = [event for each in (ticket, *merged) for event in TicketEvent.of_ticket(work.session, each.id)]
    return sorted(events, key=lambda event: event.id), {each.id: work.key(each) for each in merged}


def _happened(work: Work, event: TicketEvent, keys: Mapping[int, str]) -> Happened:
    company = _company(work, event.actor_team) if event.actor_team else None
    what = event.what
    return Happened(_when(event, what), what, event.actor_name, company, keys.get(event.ticket_id))


def _when(event: TicketEvent, what: Event) -> datetime:
    """Return when it happened: a reply that was taken in late happened when it was said."""
    return (
        what.at
        if isinstance(what, CustomerReplied | CustomerThanked | StaffResponded | ClockStopped)
        else event.at
    )


def _refused(work: Work, refusal: Refusal) -> RefusalLine:
    known = SlackUser.known(work.session, refusal.actor_user)
    who = known.name if known else refusal.actor_user or "somebody"
    company = _company(work, refusal.actor_team) if refusal.actor_team else "unknown company"
    return RefusalLine(refusal.at, who, company, refusal.asked, _place(work, refusal.channel), refusal.why)


def _company(work: Work, team: str) -> str:
    """Name a workspace as the runbook does; others only by their id."""
    if team in work.runbook.provider.workspaces:
        return work.runbook.provider.name
    named = [account.name for account in work.runbook.accounts.values() if team in account.workspaces]
    return " / ".join(named) or team


def _place(work: Work, channel: str | None) -> str | None:
    for account in work.runbook.accounts.values():
        if channel in (account.channel.id, work.channel(account.key)):
            return f"#{account.channel.name}"
        if channel == account.triage_id:
            return "triage"
    return channel
