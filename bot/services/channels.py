"""Follow the accounts' channels through their life: found, moved, renamed, closed, open again."""

from bot.blocks.answers import lists
from bot.blocks.messages import notices
from bot.domain.ticket import Status
from bot.services.service import Service
from bot.steps import notice, roster
from bot.steps.deadlines import pending
from bot.steps.work import Work
from models.account import AccountState
from models.ticket import Ticket

ARCHIVED, REMOVED = "it was archived", "I was removed from it"
DISCONNECTED = "the two companies were disconnected"


class Channels(Service):
    """Use cases about shared channels. Each change is told once, in triage, to the primary TAM.

    `once` names the change as Slack told of it; all raise DoneBefore when it was told before.
    """

    def account_in(self, channel: str) -> str | None:
        """Return the key of the account whose shared channel this is."""
        account = self.runbook.account_for_channel(channel)
        if account is not None:
            return account.key
        with self.reading() as work:
            moved = AccountState.of_channel(work.session, channel)
            here = moved is not None and moved.key in work.runbook.accounts
            return moved.key if moved and here and work.channel(moved.key) == channel else None

    def channel_of(self, account: str) -> str:
        """Return the id of an account's shared channel, wherever it moved to."""
        with self.reading() as work:
            return work.channel(account)

    def is_customers(self, account: str, team: str | None) -> bool:
        """Tell whether a workspace is the customer's; an event that names none is about the customer."""
        return team is None or team in self.runbook.account(account).workspaces

    def moved(self, account: str, old: str, new: str, once: str) -> None:
        """Follow a channel to its new id: sharing it, or taking it back, may give it one."""
        with self.work(once) as work:
            channel = work.account(account).channel
            AccountState.move(work.session, account, old, new, instead_of=channel.id)
            advice = "" if new == channel.id else " Write the new id into the account's file of the runbook."
            told = f"#{channel.name} has a new id, {new} (it was {old}). Its tickets moved with it.{advice}"
            _tell(work, account, once, told)

    def renamed(self, account: str, name: str, once: str) -> None:
        """Say that a channel has another name; its id stays, so nothing else changes."""
        with self.work(once) as work:
            _tell(work, account, once, f"The shared channel is called #{name} now. Nothing else changes.")

    def closed(self, account: str, why: str, once: str) -> None:
        """Note that nothing can be said in the channel any more; its tickets stay."""
        with self.work(once) as work:
            state = AccountState.of(work.session, account)
            reasons = _reasons(state)
            if why in reasons:
                return
            state.closed_why = "; ".join((*reasons, why))
            waiting = len(Ticket.unsolved(work.session, account))
            stay = (
                "1 unsolved ticket stays as it is"
                if waiting == 1
                else f"{waiting} unsolved tickets stay as they are"
            )
            name = work.account(account).channel.name
            told = f"#{name}: {why}. The customer can't be answered there; {waiting} unsolved {stay}."
            _tell(work, account, once, told)

    def opened(self, account: str, ended: str, once: str) -> None:
        """Note that the channel is there (again) and have the notice pinned, unless it is closed otherwise.

        Nobody could answer while it was closed: pending tickets wait their full time anew.
        """
        with self.work(once) as work:
            state = AccountState.of(work.session, account)
            back = state.closed_why is not None
            state.closed_why = "; ".join(why for why in _reasons(state) if why != ended) or None
            if state.closed_why:
                return
            notice.pin(work, account)
            if back:
                _wait_anew(work, account)
            name = work.account(account).channel.name
            _tell(work, account, once, f"I am {'back ' if back else ''}in #{name} and take tickets there.")

    def strangers_came(self, account: str, team: str, once: str) -> None:
        """Warn that a company the runbook does not name was connected to the channel."""
        with self.work(once) as work:
            name = work.account(account).channel.name
            told = (
                f"Another company ({team}) was connected to #{name}. Its people read what is said there; "
                f"I take no tickets from them and show them nothing. If they belong to "
                f"{work.account(account).name}, add {team} to the account's workspaces in the runbook."
            )
            _tell(work, account, once, told)

    def unknown(self, channel: str, name: str) -> None:
        """Explain once, in a channel that no account has, why nothing happens there."""
        with self.work() as work:
            post = notices.unconfigured_channel(name)
            work.say(post, key=f"unconfigured/{channel}", channel=channel)


def _reasons(state: AccountState) -> list[str]:
    return state.closed_why.split("; ") if state.closed_why else []


def _wait_anew(work: Work, account: str) -> None:
    for ticket in Ticket.unsolved(work.session, account):
        if ticket.status is Status.PENDING:
            ticket.pending_since, ticket.reminded_at = work.now, None
            pending.schedule(work, ticket)


def _tell(work: Work, account: str, key: str, text: str) -> None:
    primary = roster.team(work, account).primary
    post = lists.note_to(primary.slack, text)
    work.say(post, key=f"channel/{account}/{key}", channel=work.triage_channel(account))
