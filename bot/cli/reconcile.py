"""`tam-bot reconcile`: after restoring an older copy of the database, learn what was said since."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.app import Bot
from bot.cli.loading import loaded
from bot.cli.running.patience import ONE_SHOT, patiently
from bot.clock import FakeClock, SystemClock
from bot.domain.calendar.timestamps import said_at
from bot.jobs.sweep import Sweep
from bot.outbox.still_standing import still_standing
from bot.services import Services
from bot.services.background.reconciling import Card, last_sign
from handlers.catching_up import CatchingUp
from handlers.channel_history import History, Page
from handlers.payloads.message import SlackMessage

_RETRIES: Final = 20
"""So often a call is made again that Slack asks to wait with, for as long as it asks."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "reconcile",
        help="after restoring an older database: learn what was said since",
        description="Read the channels from where a restored database ends until the bot last said anything, "
        "and take all of it in without saying it again. No bot may run meanwhile. Needs what `run` needs.",
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Reconcile and return 0."""
    settings, runbook = loaded()
    bot = patiently(lambda: Bot.wired(settings, runbook, SystemClock()), limit=ONE_SHOT)
    bot.app.client.retry_handlers.append(
        RateLimitErrorRetryHandler(max_retry_count=_RETRIES)
    )  # it only reads
    try:
        print("\n".join(reconciled(bot)))
    finally:
        bot.database.dispose()
    return 0


def reconciled(bot: Bot) -> list[str]:
    """Reconcile the database of a bot that is not started; return what is to be told."""
    own = bot.services.reconciling
    since = own.heard_until()
    if since is None:
        return ["The database never heard Slack: there is nothing to reconcile."]
    found = [
        Card(one.channel, one.ts, one.thread_ts, one.text)
        for channel, threads in own.places().items()
        for one in still_standing(bot.app.client, channel, since, threads)
    ]
    until = last_sign(found)
    if until is None:
        return ["Nothing was said since the copy was made: there is nothing to reconcile."]
    before = own.begin(found)
    _replay(bot, until)
    settled, lost = own.finish(before, found, until)
    told = [f"{settled} messages that were said since the copy was made will not be said again."]
    if lost:
        told.append(f"Opened by a form, so not in the database any more: {', '.join(lost)}. Open them again.")
    return told


def _replay(bot: Bot, until: datetime) -> None:
    """Take in, and do, all that happened until an instant, as of that instant; nothing is sent."""
    then = FakeClock(until)
    services = Services.over(bot.database, bot.services.runbook, then, bot.services.acts.workspace_url)
    services.gaps.notice()
    history = HistoryUntil(bot.app.client, until=until)
    reads = CatchingUp(bot.app.client, services, bot.user, history, sys.maxsize)
    while (wait := reads.read_on()) is not None:
        reads.history.pause(wait)
        then.advance(timedelta(seconds=wait))
    Sweep(bot.database, then, services.falling_due.act).run()


@dataclass(frozen=True)
class HistoryUntil(History):
    """What channels hold until an instant."""

    until: datetime = field(kw_only=True)

    def page(self, channel: str, oldest: datetime, newest: datetime) -> Page:
        """Return all messages at top level on one page: what was first is done first, as it was then."""
        found, newest, more = dict[str, SlackMessage](), min(newest, self.until), True
        while more:
            part = super().page(channel, oldest, newest)
            found |= {message.ts: message for message in part.messages}
            newest, more = said_at(part.messages[-1].ts) if part.messages else oldest, part.more
        return Page(tuple(found.values()), more=False)

    def replies(self, channel: str, ts: str, since: datetime | None = None) -> Iterator[SlackMessage]:
        """Yield a thread, its root first: all of it, or the replies since an instant."""
        return (one for one in super().replies(channel, ts, since) if self._is_past(one))

    def _is_past(self, message: SlackMessage) -> bool:
        return said_at(message.ts) <= self.until
