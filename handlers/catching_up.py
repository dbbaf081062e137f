"""Read what happened while nobody listened, piece by piece, beside everything else.

Slack sends a missed event again for some minutes at most. What was said, edited, deleted or marked with an
emoji in a longer gap is read from the channels' history and taken in as if it had just come; all of it may be
taken in twice without harm. A thread costs a call, so only those are read that have news by their root's
`latest_reply`; edits and deletions leave no trace there, so threads of few unsolved tickets are read whole.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.calendar.timestamps import said_at
from bot.domain.channel import Closure
from bot.domain.keys import done
from bot.services import Services
from bot.services.background.gaps import PageToRead, ThreadToRead
from handlers.channel_history import History, Page, StillAway
from handlers.events import mentions, messages, reactions
from handlers.message_lookup import NotKnownNow
from handlers.payloads.message import SlackMessage

log = logging.getLogger(__name__)

MOST_THREADS: Final = 10
"""So many threads with news are read before progress is noted, and what is most urgent then goes on."""

_OUT = ("not_in_channel", "channel_not_found")
"""What Slack says of a channel that the bot was removed from while nobody listened."""

_GONE = ("thread_not_found", "message_not_found")


@dataclass
class CatchingUp:
    """Reads what was not heard, the most urgent piece first."""

    client: WebClient
    services: Services
    bot_user: str
    history: History
    most_threads: int = MOST_THREADS
    _not_before: dict[str, float] = field(default_factory=dict)
    """The accounts whose channels Slack could not show, and when they are asked for again (monotonic)."""

    def read_on(self) -> float | None:
        """Read a piece; return the seconds after which there is more to read, None when all is known."""
        now = self.services.clock.monotonic()
        waiting = {account: at for account, at in self._not_before.items() if at > now}
        piece = self.services.gaps.next_piece(list(waiting))
        if piece is None:
            return min(waiting.values()) - now if waiting else None
        try:
            self._read(piece)
        except StillAway as away:
            log.warning("%s is not known yet: %s", piece.channel, away)
            self._not_before[piece.account] = self.services.clock.monotonic() + away.wait
        except SlackApiError as error:
            self._give_up(piece, error.response["error"])
        return 0.0

    def _read(self, piece: ThreadToRead | PageToRead) -> None:
        if isinstance(piece, ThreadToRead):
            at = self.services.clock.now()  # what is said from here on may be missing in what Slack shows
            self._take_in(piece, self._thread(piece))
            self.services.gaps.thread_read(piece, at)
            return
        page = self.history.page(piece.channel, piece.oldest, piece.newest)
        roots, found = self._page(piece, page)
        self._take_in(piece, found)
        is_end = not page.more and len(roots) == len(page.messages)
        read_to = None if is_end else said_at(roots[-1].ts)
        self.services.gaps.page_read(piece, read_to, [root.ts for root in roots])
        log.info("%s is caught up with, back to %s", piece.channel, read_to or piece.oldest)

    def _thread(self, thread: ThreadToRead) -> list[SlackMessage]:
        """Read a thread as it stands; what is stored and no longer there was deleted."""
        standing = list(self._replies(thread.channel, thread.ts, whole=True, piece=thread))
        if standing:
            for ts in thread.stored - {message.ts for message in standing}:
                self.services.conversation.deleted(thread.channel, ts)
        return standing

    def _page(self, stretch: PageToRead, page: Page) -> tuple[Sequence[SlackMessage], list[SlackMessage]]:
        """Return the messages of a page that are dealt with, and all that is to be taken in with them."""
        found, threads = list[SlackMessage](), 0
        for number, root in enumerate(page.messages):
            if threads == self.most_threads:
                return page.messages[:number], found
            found.append(root)
            if said_at(root.latest_reply or "0") >= stretch.since:
                threads += 1
                found += self._replies(stretch.channel, root.ts, whole=False, piece=stretch)
        return page.messages, found

    def _replies(
        self, channel: str, ts: str | None, *, whole: bool, piece: ThreadToRead | PageToRead
    ) -> Iterator[SlackMessage]:
        if ts is None:
            return
        try:
            yield from self.history.replies(channel, ts, None if whole else piece.since)
        except SlackApiError as error:
            if error.response["error"] not in _GONE:
                raise

    def _take_in(self, piece: ThreadToRead | PageToRead, found: Sequence[SlackMessage]) -> None:
        once = {message.ts: message for message in found}
        for message in sorted(once.values(), key=lambda message: said_at(message.ts)):
            try:
                _take_in(self.client, self.services, self.bot_user, piece, message)
            except NotKnownNow as unknown:
                messages.postpone(self.services, message, unknown)
            except Exception:
                log.exception("the message %s of %s is kept to be tried again", message.ts, piece.channel)
                messages.take_in_later(self.services, piece.account, message)

    def _give_up(self, piece: ThreadToRead | PageToRead, why: str) -> None:
        log.warning("%s cannot be caught up with: %s", piece.channel, why)
        self.services.gaps.give_up(piece.account)
        if why in _OUT:
            once = done.lost_channel(piece.channel, self.services.clock.now())
            self.services.channels.closed(piece.account, Closure.REMOVED, once)


def _take_in(
    client: WebClient,
    services: Services,
    bot_user: str,
    piece: ThreadToRead | PageToRead,
    message: SlackMessage,
) -> None:
    """Take in a message of the gap; of an older one, only its edit and the emoji on it."""
    is_missed = said_at(message.ts) >= piece.since and not was_heard(services, message)
    was_edited = message.edited_ts is not None and said_at(message.edited_ts) >= piece.since
    is_remembered = services.catch_up.is_remembered(message.ts)
    if was_edited:
        services.conversation.edited(message.channel, message.ts, message.words, message.edited_ts)
    if is_missed:
        messages.hear_or_keep(client, services, bot_user, message)
    elif was_edited and is_remembered:
        messages.edited(client, services, bot_user, message)
    if message.emoji and is_remembered and _counts(services, piece, message):
        for standing in message.emoji:
            for user in standing.users:
                reactions.take_in_late(client, services, bot_user, message, standing.emoji, user)


def was_heard(services: Services, message: SlackMessage) -> bool:
    """Tell whether a message was taken in, or obeyed, when it came."""
    return services.catch_up.heard(message.channel, message.ts) or mentions.was_answered(services, message)


def _counts(services: Services, piece: ThreadToRead | PageToRead, message: SlackMessage) -> bool:
    """Tell whether an emoji there may ask for anything: on a ticket's message, or on one of late."""
    if isinstance(piece, ThreadToRead) or said_at(message.ts) >= piece.recent:
        return True
    return services.places.at(message.channel, message.root) is not None
