"""Read what happened while nobody listened, before anything that is due is done.

Slack sends a missed event again for some minutes at most. What was said, edited, deleted or marked with an
emoji in a longer gap is read from the channels' history and taken in as if it had just come; all of it may be
taken in twice without harm. A thread costs a call, so only those are read that have news by their root's
`latest_reply`; edits and deletions leave no trace there, so a few live threads are read in any case.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.calendar.timestamps import said_at
from bot.domain.channel import Closure
from bot.domain.keys import done
from bot.services import Services
from bot.services.background.catch_up import Backlog, Thread
from handlers.channel_history import History, StillAway
from handlers.events import mentions, messages, reactions
from handlers.message_lookup import NotKnownNow
from handlers.payloads.message import SlackMessage

log = logging.getLogger(__name__)

FEW: Final = 40
"""So many live threads are read whole, news or not: less than a minute of Slack's allowance."""

_OUT = ("not_in_channel", "channel_not_found")
"""What Slack says of a channel that the bot was removed from while nobody listened."""

_GONE = ("thread_not_found", "message_not_found")


def catch_up(client: WebClient, services: Services, bot_user: str, history: History | None = None) -> int:
    """Take in what was missed in every channel; return how many messages that were.

    A channel that Slack refuses to show is logged and left; it holds up no other. Raises StillAway when one
    could not be read yet: then what was missed is not known.
    """
    read, away, missed = history or History(client), list[StillAway](), 0
    for account in services.runbook.accounts:
        try:
            missed += catch_up_with(client, services, bot_user, account, history=read)
        except StillAway as still:
            away.append(still)
    if away:
        raise max(away, key=lambda still: still.wait)
    return missed


def catch_up_with(
    client: WebClient,
    services: Services,
    bot_user: str,
    account: str,
    *,
    closed: bool = False,
    history: History | None = None,
) -> int:
    """Take in what was missed in one account's channel; `closed`: it alone was out of hearing."""
    gap = services.catch_up.gap(account, closed=closed)
    if gap is None:
        return 0  # nothing was ever heard here: there is no gap to fill
    try:
        found = _Reading(services, history or History(client), gap).everything()
    except SlackApiError as error:
        why = error.response["error"]
        log.warning("%s cannot be caught up with: %s", gap.channel, why)
        if why in _OUT:
            once = done.lost_channel(gap.channel, services.clock.now())
            services.channels.closed(account, Closure.REMOVED, once)
        return 0
    for message in sorted(found.values(), key=lambda message: float(message.ts)):
        try:
            _take_in(client, services, bot_user, gap, message)
        except NotKnownNow as unknown:
            messages.postpone(services, message, unknown)
        except Exception:
            log.exception("the message %s of %s could not be taken in", message.ts, gap.channel)
    return sum(said_at(ts) >= gap.since for ts in found)


@dataclass(frozen=True)
class _Reading:
    """One channel being read."""

    services: Services
    history: History
    gap: Backlog
    found: dict[str, SlackMessage] = field(default_factory=dict)

    def everything(self) -> dict[str, SlackMessage]:
        """Return what is to be taken in or looked at again, by ts."""
        live = {thread.ts: thread for thread in self.gap.threads if thread.is_live}
        unseen = {thread.ts: thread for thread in self.gap.threads}
        for root in self.history.messages(self.gap.channel, self.gap.oldest):
            thread = unseen.pop(root.ts, None)
            if thread is not None or said_at(root.ts) >= self.gap.recent:
                self._keep([root])
            if thread is not None and thread.is_live and len(live) <= FEW:
                self._whole(thread)
            elif said_at(root.latest_reply or "0") >= self.gap.since:
                self._newest(root.ts)
        for thread in unseen.values():  # older than the history was read, or gone
            self._newest(thread.ts)
        return self.found

    def _keep(self, said: list[SlackMessage]) -> None:
        self.found.update({message.ts: message for message in said})

    def _newest(self, ts: str) -> None:
        """Read the replies of the gap."""
        self._keep(list(self._replies(ts, since=True)))

    def _whole(self, thread: Thread) -> None:
        """Read a thread as it stands; what is stored and no longer there was deleted."""
        standing = list(self._replies(thread.ts, since=False))
        self._keep(standing)
        if standing:
            for ts in thread.stored - {message.ts for message in standing}:
                self.services.conversation.deleted(thread.channel, ts)

    def _replies(self, ts: str, *, since: bool) -> Iterator[SlackMessage]:
        try:
            yield from self.history.replies(self.gap.channel, ts, self.gap.since if since else None)
        except SlackApiError as error:
            if error.response["error"] not in _GONE:
                raise


def _take_in(
    client: WebClient, services: Services, bot_user: str, gap: Backlog, message: SlackMessage
) -> None:
    """Take in a message of the gap; of an older one, only its edit and the emoji on it."""
    is_missed = said_at(message.ts) >= gap.since and not _was_heard(services, message)
    is_remembered = services.catch_up.is_remembered(message.ts)
    if message.edited_ts:
        services.conversation.edited(message.channel, message.ts, message.words, message.edited_ts)
    if is_missed:
        messages.take_in(client, services, bot_user, message)
    elif message.edited_ts and said_at(message.edited_ts) >= gap.since and is_remembered:
        messages.edited(client, services, bot_user, message)
    if not is_remembered:
        return
    for standing in message.emoji:
        for user in standing.users:
            reactions.take_in_late(client, services, bot_user, message, standing.emoji, user)


def _was_heard(services: Services, message: SlackMessage) -> bool:
    return services.catch_up.heard(message.channel, message.ts) or mentions.was_answered(services, message)
