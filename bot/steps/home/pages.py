"""Draw somebody's Home tab: gather what waits for them, and have it published."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.blocks.answers import home
from bot.blocks.values import Answerer, TicketLine, View
from bot.blocks.values.home import AnswersNow, Desk, DeskGroup, DeskTickets
from bot.domain.permission import Action, Actor, may
from bot.domain.rotation import who_is_on_call
from bot.domain.wording import WallClock
from bot.outbox import enqueue
from bot.steps import ticket_lines
from bot.steps.people import identities, roster
from bot.steps.work import Work
from models.home import HomeTab
from models.queues.outbox import OutboxUrgency
from models.roster_change import RosterChange
from models.search import desk_search
from models.search.desk_search import OnDesk
from models.ticket_event import TicketEvent

LOOKED_AT_FOR: Final = timedelta(hours=1)
"""So long after it was opened a tab follows what changes."""
AT_MOST_EVERY: Final = timedelta(seconds=30)
FRESH_FOR: Final = timedelta(minutes=5)
"""So long what is left of a time may stand as it was drawn."""
_ACCOUNTS: Final = 8
_LATE_ONES: Final = 60
"""So many of those that are due by now are looked at, whether they are overdue: hours may be closed."""


def draw(work: Work, tab: HomeTab, urgency: OutboxUrgency = OutboxUrgency.TOUCH_UP) -> None:
    """Have a person's tab show how things stand now; note up to where it knows them."""
    # Before the page is made: what another transaction adds meanwhile has it drawn once more.
    tab.shown_at, tab.shown_event, tab.shown_roster = work.now, *newest(work)
    view = page(work, _whose(work, tab))
    enqueue.publish(work.session, user=tab.user_id, view=view, now=work.now, urgency=urgency)


def _whose(work: Work, tab: HomeTab) -> Actor:
    return identities.actor_of(work, None, tab.user_id, tab.team_id, None)


def newest(work: Work) -> tuple[int, int]:
    """Return the ids of the event and of the change of the roster that are the newest."""
    return TicketEvent.newest(work.session), RosterChange.number_in_force(work.session)


def stale(work: Work, tabs: Sequence[HomeTab]) -> list[HomeTab]:
    """Return those of the tabs whose desk has changed, or which show what is too old whatever it is."""
    there = newest(work) if tabs else None
    return [tab for tab in tabs if tab.shown_at <= work.now - FRESH_FOR or _has_changed(work, tab, there)]


def _has_changed(work: Work, tab: HomeTab, there: tuple[int, int] | None) -> bool:
    is_news = (tab.shown_event, tab.shown_roster) != there
    return is_news and may(_whose(work, tab).side, Action.SEE_DESK)


def page(work: Work, actor: Actor) -> View:
    """Return what somebody sees: staff their desk, everybody else the way to what is theirs."""
    if may(actor.side, Action.SEE_DESK):
        return home.desk(desk(work, actor.user))
    own = identities.accounts_of(work.runbook, actor.team)
    if may(actor.side, Action.OPEN):
        return home.for_customer([work.channel(account) for account in own])
    return home.for_others()


def desk(work: Work, user: str) -> Desk:
    """Gather what waits for one of the support team, and who answers now."""
    found = desk_search.on_desk(work.session, tuple(work.runbook.accounts), user, work.now)
    shown = _by_group(work, user, found)
    accounts = _accounts_of(work, user)
    return Desk(
        user=user,
        groups=tuple(
            DeskTickets(group, tuple(found[: home.SHOWN]), total) for group, (found, total) in shown.items()
        ),
        on_call=tuple(_answers_now(work, account) for account in accounts[:_ACCOUNTS]),
        more_accounts=max(len(accounts) - _ACCOUNTS, 0),
        wall_clock=WallClock(work.runbook.provider.time_zone),
        now=work.now,
    )


def _by_group(work: Work, user: str, found: list[OnDesk]) -> dict[DeskGroup, tuple[list[TicketLine], int]]:
    """Return each group's first tickets, and how many it has."""
    late = [each for each in found if each.due_at is not None and each.due_at <= work.now]
    looked_at = {line.id: line for line in _lines(work, late[:_LATE_ONES])}
    groups: dict[DeskGroup, list[OnDesk]] = {group: [] for group in DeskGroup}
    for each in found:
        line = looked_at.get(each.id)
        group = _group_of(each, user, overdue=line.breached if line else each in late)
        if group is not None:
            groups[group].append(each)
    first = [each for those in groups.values() for each in those[: home.SHOWN] if each.id not in looked_at]
    known = looked_at | {line.id: line for line in _lines(work, first)}
    return {
        group: ([known[each.id] for each in those[: home.SHOWN] if each.id in known], len(those))
        for group, those in groups.items()
    }


def _group_of(each: OnDesk, user: str, *, overdue: bool) -> DeskGroup | None:
    if each.escalated:
        return DeskGroup.ESCALATED
    if overdue:
        return DeskGroup.OVERDUE
    if each.assignee == user:
        return DeskGroup.YOURS
    return DeskGroup.NOBODYS if each.assignee is None else None


def _lines(work: Work, found: list[OnDesk]) -> tuple[TicketLine, ...]:
    tickets = desk_search.in_order(work.session, [each.id for each in found])
    return ticket_lines.lines_of(work, tickets)


def _accounts_of(work: Work, user: str) -> list[str]:
    """Return the accounts whose team a person is of; all of them for who is of none."""
    accounts = work.runbook.accounts
    own = [key for key, account in accounts.items() if user in {one.slack for one in account.people()}]
    return own or list(accounts)


def _answers_now(work: Work, account: str) -> AnswersNow:
    team = roster.team(work, account)
    found = who_is_on_call(team, work.now)
    return AnswersNow(
        account_name=work.account(account).name,
        answers=Answerer(found.now.role, found.now.name, found.now.slack),
        until=found.next_change,
        wall_clock=team.wall_clock,
    )
