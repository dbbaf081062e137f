"""Answer programs: accounts, tickets, events and who is on call, as far as their token allows."""

from collections.abc import Iterable
from datetime import datetime

from bot.blocks.values import TicketLine
from bot.domain.integrations.grants import Grant, Scope
from bot.domain.rotation import PersonNow, who_is_on_call
from bot.domain.ticket import Status
from bot.errors import NotFound
from bot.runbook import Account
from bot.services.service import ForPrograms
from bot.steps import ticket_lines
from bot.steps.integrations import api_tokens, told_events
from bot.steps.integrations.seen import (
    AccountSeen,
    AccountsSeen,
    AnswererSeen,
    AssigneeSeen,
    EventPage,
    OnCallSeen,
    TamSeen,
    TeamSeen,
    TicketPage,
    TicketSeen,
)
from bot.steps.people import roster
from bot.steps.work import Work
from models.integrations import api_pages
from models.ticket import Ticket


class Api(ForPrograms):
    """Use cases of the API; each takes the grant of the token that asks."""

    def grant(self, token: str) -> Grant | None:
        """Return what a token allows; None for one that is not known."""
        with self.reading() as work:
            return api_tokens.grant_of(work, token)

    def accounts(self, grant: Grant) -> AccountsSeen:
        """List the accounts."""
        grant.require(Scope.ACCOUNTS)
        shown = (one for key, one in self.runbook.accounts.items() if grant.account in (None, key))
        return AccountsSeen(tuple(_account(one) for one in shown))

    def tickets(
        self, grant: Grant, *, account: str | None, status: Status | None, after: int, limit: int
    ) -> TicketPage:
        """List tickets; raises NotFound for an account that is not the token's."""
        grant.require(Scope.TICKETS)
        with self.reading() as work:
            named = _named(work, grant, account)
            found = api_pages.tickets_after(
                work.session,
                after,
                limit + 1,
                account=named,
                status=status,
                for_customer=not grant.sees_all,
            )
            shown = found[:limit]
            following = str(shown[-1].id) if len(found) > limit else None
            return TicketPage(tuple(_tickets(work, shown)), following)

    def ticket(self, grant: Grant, key: str) -> TicketSeen:
        """Return a ticket by what people call it; raises NotFound."""
        grant.require(Scope.TICKETS)
        with self.reading() as work:
            return next(iter(_tickets(work, [_of_key(work, grant, key)])))

    def events(
        self, grant: Grant, *, account: str | None, ticket: str | None, after: int, limit: int
    ) -> EventPage:
        """List what happened; a customer's token is told what the ticket's thread told."""
        grant.require(Scope.EVENTS)
        with self.reading() as work:
            named = _named(work, grant, account)
            about = _of_key(work, grant, ticket).id if ticket is not None else None
            found, following = api_pages.events_after(
                work.session,
                after,
                limit,
                account=named,
                ticket_id=about,
                kinds=told_events.kinds(grant.sees_all),
                for_customer=not grant.sees_all,
            )
            known = ((event, own) for event, own in found if own.account in work.runbook.accounts)
            shown = tuple(told_events.seen(work, event, own, whole=grant.sees_all) for event, own in known)
            last = following or (shown[-1].id if shown else after) or None
            return EventPage(shown, _text(following), _text(last))

    def on_call(self, grant: Grant, account: str | None, at: datetime | None) -> OnCallSeen:
        """Return who is on call for an account, now or at an instant; raises NotFound."""
        grant.require(Scope.ON_CALL)
        with self.reading() as work:
            named = _named(work, grant, account)
            if named is None and len(work.runbook.accounts) == 1:
                named = next(iter(work.runbook.accounts))
            if named is None:
                raise NotFound("Say which account.")
            return _on_call(work, named, at or work.now)


def _named(work: Work, grant: Grant, account: str | None) -> str | None:
    if account is not None and account not in work.runbook.accounts:
        raise NotFound("There is no such account.")
    return grant.narrowed(account)


def _of_key(work: Work, grant: Grant, key: str) -> Ticket:
    prefix, _, number = key.upper().rpartition("-")
    account = next((one for one in work.runbook.accounts.values() if one.prefix == prefix), None)
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    if account is not None and is_number and grant.account in (None, account.key):
        found = Ticket.numbered(work.session, account.key, int(number))
        if found is not None and (grant.sees_all or not found.private):
            return found
    raise NotFound("There is no such ticket.")


def _account(account: Account) -> AccountSeen:
    return AccountSeen(account.key, account.name, account.prefix, account.time_zone)


def _tickets(work: Work, tickets: Iterable[Ticket]) -> Iterable[TicketSeen]:
    tickets = [ticket for ticket in tickets if ticket.account in work.runbook.accounts]
    for ticket, line in zip(tickets, ticket_lines.lines_of(work, tickets), strict=True):
        yield _ticket(work, ticket, line)


def _ticket(work: Work, ticket: Ticket, line: TicketLine) -> TicketSeen:
    whole = work.session.get(Ticket, ticket.merged_into) if ticket.merged_into is not None else None
    return TicketSeen(
        id=ticket.id,
        key=line.key,
        account=ticket.account,
        type=ticket.type,
        product=ticket.product,
        priority=ticket.priority,
        status=ticket.status,
        subject=ticket.subject,
        description=ticket.description,
        requester=ticket.requester_name,
        assignee=AssigneeSeen(ticket.assignee_role, ticket.assignee_name),
        escalated=line.escalated,
        overdue=line.breached,
        due_at=line.due_at,
        opened_at=ticket.opened_at,
        pending_since=ticket.pending_since,
        solved_at=ticket.solved_at,
        merged_into=work.key(whole) if whole is not None else None,
        console_number=ticket.console_number,
        private=ticket.private,
        link=line.permalink,
    )


def _on_call(work: Work, account: str, at: datetime) -> OnCallSeen:
    team = roster.team(work, account)
    found, turn = who_is_on_call(team, at), roster.pse_turn(work, at)
    person = turn.person.name if turn and turn.person else None
    return OnCallSeen(
        account=account,
        at=at,
        now=AnswererSeen(found.now.role, found.now.name),
        primary=_tam_seen(found.primary),
        secondary=_tam_seen(found.secondary) if found.secondary else None,
        pse=TeamSeen(team.pse_name, person, turn.end if turn else None),
        next_change=found.next_change,
    )


def _tam_seen(person: PersonNow) -> TamSeen:
    return TamSeen(person.name, person.hours, person.open, person.absent_until, person.next_open)


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)
