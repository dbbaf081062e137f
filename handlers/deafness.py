"""Whether Slack's requests reach us over HTTP: silence alone doesn't tell, so channels are looked at in turn.

A request with Slack's signature shows that we are heard of now, not that nothing was lost in the silence
before it. So every channel is looked at while it is silent, and once more when it no longer is.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from slack_sdk.errors import SlackApiError

from bot.domain.calendar.timestamps import said_at
from bot.services import Services
from bot.services.background.gaps import LOOK_BACK
from handlers.catching_up import was_heard
from handlers.channel_history import History, StillAway
from handlers.payloads.message import SlackMessage

log = logging.getLogger(__name__)

LONGEST_SILENCE: Final = timedelta(seconds=60)
BETWEEN_LOOKS_S: Final = 6.0
"""Ten looks a minute in all: Slack allows 50 calls of a method, and those who wait need some."""
_ON_ITS_WAY: Final = timedelta(seconds=60)
"""What was said so lately may still come."""


@dataclass
class Deafness:
    """Looks at channels while Slack is silent; has what was not heard read where a look finds something."""

    services: Services
    history: History
    missed: Callable[[], object]
    bot_user: str
    _heard_at: datetime = field(init=False)
    _silent_since: datetime | None = None
    """What was said from here on may not have been heard; None when all is known to have been."""
    _next_round: bool = False
    _in_turn: deque[str] = field(default_factory=deque)
    _known: set[tuple[str, str]] = field(default_factory=set)
    """The channel and ts of messages that a look has dealt with."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._heard_at = self.services.clock.now()

    def heard(self) -> None:
        """Note that a request with Slack's signature has come."""
        with self._lock:
            self._note_silence()
            self._heard_at = self.services.clock.now()

    def is_sure(self) -> bool:
        """Tell whether all that was said until now is known to have been heard."""
        with self._lock:
            self._note_silence()
            return self._silent_since is None

    def look_on(self) -> float:
        """Look at the channel whose turn it is, if there is reason to; return the seconds until the next."""
        with self._lock:
            self._note_silence()
            since, begins = self._silent_since, self._next_round and not self._in_turn
            self._next_round = self._next_round and not begins
        if begins:
            self._in_turn.extend(self.services.gaps.accounts_in_turn())
        if since is not None and self._in_turn:
            self._look_at(self._in_turn.popleft(), since)
        elif since is not None:
            self._all_known(since)
        return BETWEEN_LOOKS_S

    def _note_silence(self) -> None:
        if self.services.clock.now() - self._heard_at > LONGEST_SILENCE:
            self._silent_since = min(self._silent_since or self._heard_at, self._heard_at)
            self._next_round = True

    def _all_known(self, since: datetime) -> None:
        with self._lock:
            if self._silent_since == since and not self._next_round:
                self._silent_since = None
                self._known.clear()

    def _look_at(self, account: str, since: datetime) -> None:
        try:
            unheard = self._unheard(self.services.channels.channel_of(account), since)
        except StillAway as away:
            log.info("it is not known whether %s is heard: %s", account, away)
            self._in_turn.append(account)
        except SlackApiError as error:
            log.warning("it cannot be known whether %s is heard: %s", account, error.response["error"])
        else:
            if unheard:
                log.warning(
                    "Slack's requests have not reached us: %s has messages that we know not of", account
                )
                self.services.gaps.notice_deaf(account, since)
                self.missed()

    def _unheard(self, channel: str, since: datetime) -> bool:
        """Tell whether people said something there since an instant of which we know nothing."""
        now = self.services.clock.now()
        page = self.history.page(channel, since - LOOK_BACK, now - _ON_ITS_WAY)
        news = [root for root in page.messages if said_at(root.ts) >= since]
        for root in page.messages:
            last = root.latest_reply
            if last and since <= said_at(last) <= now - _ON_ITS_WAY and (channel, last) not in self._known:
                news += self.history.replies(channel, root.ts, since)
                self._known.add((channel, last))
        return bool([message for message in news if self._is_unheard(message)])

    def _is_unheard(self, message: SlackMessage) -> bool:
        place = (message.channel, message.ts)
        if message.by_other_than(self.bot_user) is None or place in self._known:
            return False
        self._known.add(place)
        return not was_heard(self.services, message)
