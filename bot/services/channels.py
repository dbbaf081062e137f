"""Follow the accounts' channels through their life: found, moved, renamed, closed, open again."""

from bot.blocks.messages import channel_news, notices
from bot.blocks.values import Post
from bot.domain.channel import Closure
from bot.domain.keys import said
from bot.domain.keys.done import DoneKey
from bot.domain.ticket import Status
from bot.services.service import ToldBySlack
from bot.steps import notice
from bot.steps.deadlines import pending
from bot.steps.people import roster
from bot.steps.work import Work
from models.account import AccountState
from models.ticket import Ticket


class Channels(ToldBySlack):
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

    def moved(self, account: str, old: str, new: str, once: DoneKey) -> None:
        """Follow a channel to its new id: sharing it, or taking it back, may give it one."""
        with self.work(once) as work:
            channel = work.account(account).channel
            AccountState.move(work.session, account, old, new, instead_of=channel.id)
            primary, in_runbook = _primary(work, account), new == channel.id
            post = channel_news.moved(primary, channel.name, old, new, in_runbook=in_runbook)
            _tell(work, account, once, post)

    def renamed(self, account: str, name: str, once: DoneKey) -> None:
        """Say that a channel has another name; its id stays, so nothing else changes."""
        with self.work(once) as work:
            _tell(work, account, once, channel_news.renamed(_primary(work, account), name))

    def closed(self, account: str, why: Closure, once: DoneKey) -> None:
        """Note that nothing can be said in the channel any more; its tickets stay."""
        with self.work(once) as work:
            state = AccountState.of(work.session, account)
            if why in state.closed_by:
                return
            state.closed_by = [*state.closed_by, why]
            waiting = len(Ticket.unsolved(work.session, account))
            name = work.account(account).channel.name
            _tell(work, account, once, channel_news.closed(_primary(work, account), name, why, waiting))

    def opened(self, account: str, ended: Closure, once: DoneKey) -> None:
        """Note that the channel is there (again) and have the notice pinned, unless it is closed otherwise.

        Nobody could answer while it was closed: pending tickets wait their full time again.
        """
        with self.work(once) as work:
            state = AccountState.of(work.session, account)
            back = bool(state.closed_by)
            state.closed_by = [why for why in state.closed_by if why != ended]
            if state.closed_by:
                return
            notice.pin(work, account)
            if back:
                _wait_again(work, account)
            name = work.account(account).channel.name
            _tell(work, account, once, channel_news.opened(_primary(work, account), name, back=back))

    def strangers_came(self, account: str, team: str, once: DoneKey) -> None:
        """Warn that a company the runbook does not name was connected to the channel."""
        with self.work(once) as work:
            named = work.account(account)
            primary, channel = _primary(work, account), named.channel.name
            _tell(work, account, once, channel_news.strangers_came(primary, channel, team, named.name))

    def unknown(self, channel: str, name: str) -> None:
        """Explain once, in a channel that no account has, why nothing happens there."""
        with self.work() as work:
            post = notices.unconfigured_channel(name)
            work.say(post, key=said.unconfigured(channel), channel=channel)


def _wait_again(work: Work, account: str) -> None:
    for ticket in Ticket.unsolved(work.session, account):
        if ticket.status is Status.PENDING:
            ticket.pending_since, ticket.reminded_at = work.now, None
            pending.schedule(work, ticket)


def _primary(work: Work, account: str) -> str | None:
    return roster.team(work, account).primary.holder(work.now).slack


def _tell(work: Work, account: str, event: DoneKey, post: Post) -> None:
    work.say(
        post, key=said.channel_news(account, event), channel=work.triage_channel(account), account=account
    )
