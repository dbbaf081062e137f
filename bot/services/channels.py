"""Follow the accounts' channels through their life: found, moved, renamed, closed, open again."""

from bot.blocks import lists, notices
from bot.blocks.values import Post
from bot.outbox import enqueue
from bot.services import notices as pinned
from bot.services import roster
from bot.services.work import Service, Work
from models.account import AccountState
from models.ticket import Ticket


class Channels(Service):
    """Use cases about shared channels. Each change is told once, in triage, to the primary TAM."""

    def account_in(self, channel: str) -> str | None:
        """Return the key of the account whose shared channel this is."""
        account = self.runbook.account_for_channel(channel)
        if account is not None:
            return account.key
        with self.reading() as work:
            moved = AccountState.of_channel(work.session, channel)
            return moved.key if moved and moved.key in self.runbook.accounts else None

    def channel_of(self, account: str) -> str:
        """Return the id of an account's shared channel, wherever it moved to."""
        with self.reading() as work:
            return work.channel(account)

    def moved(self, account: str, old: str, new: str) -> None:
        """Follow a channel to its new id: sharing it, or taking it back, may give it one."""
        with self.work(f"moved:{old}:{new}") as work:
            AccountState.move(work.session, account, old, new)
            name = work.account(account).channel.name
            _tell(
                work,
                account,
                f"moved/{new}",
                f"#{name} has a new id, {new} (it was {old}). Its tickets moved with it. "
                f"Write the new id into the account's file of the runbook.",
            )

    def renamed(self, account: str, name: str) -> None:
        """Say that a channel has another name; its id stays, so nothing else changes."""
        with self.work(f"renamed:{account}:{name}") as work:
            _tell(
                work,
                account,
                f"renamed/{name}",
                f"The shared channel is called #{name} now. Nothing else changes.",
            )

    def closed(self, account: str, why: str, once: str) -> None:
        """Note that nothing can be said in the channel any more; its tickets stay."""
        with self.work(once) as work:
            AccountState.of(work.session, account).closed_why = why
            waiting = len(Ticket.unsolved(work.session, account))
            _tell(
                work,
                account,
                once,
                f"#{work.account(account).channel.name}: {why}. The customer can't be answered there; "
                f"{waiting} unsolved ticket{'' if waiting == 1 else 's'} stay as they are until it is back.",
            )

    def opened(self, account: str, once: str) -> None:
        """Note that the channel is there (again), and have the notice pinned."""
        with self.work(once) as work:
            state = AccountState.of(work.session, account)
            back = state.closed_why is not None
            state.closed_why = None
            pinned.pin(work, account)
            name = work.account(account).channel.name
            _tell(work, account, once, f"I am {'back ' if back else ''}in #{name} and take tickets there.")

    def unknown(self, channel: str, name: str) -> None:
        """Explain once, in a channel that no account has, why nothing happens there."""
        with self.work() as work:
            post = notices.unconfigured_channel(name)
            _post(work, f"unconfigured/{channel}", channel, post)


def _tell(work: Work, account: str, key: str, text: str) -> None:
    primary = roster.team(work, account).primary
    _post(work, f"channel/{account}/{key}", work.triage_channel(account), lists.note_to(primary.slack, text))


def _post(work: Work, key: str, channel: str, post: Post) -> None:
    enqueue.post(work.session, key=key, channel=channel, text=post.text, blocks=post.blocks, now=work.now)
