"""Files on their way to the console: fetched in Slack, handed over before what was said beside them."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock
from bot.outbox.zendesk.client import ConsoleClient, Content
from bot.outbox.zendesk.refused_calls import ConsoleRefusal
from bot.outbox.zendesk.slack_files import FetchedFile, FileLeftOut, LeftOut, SlackFiles
from bot.outbox.zendesk.wire import UploadJson

_WHY: Final = {
    LeftOut.TOO_LARGE: "is too large to be copied here",
    LeftOut.NOT_SHOWN: "can be opened in Slack only",
    LeftOut.ELSEWHERE: "lies with another service",
}
_REFUSED: Final = "was not taken by the console"
_UNFIT: Final = (400, 413, 415, 422)
_KEPT_FOR: Final = timedelta(minutes=30)
"""Half as long as the console keeps files for their comment, at least."""
_MOST_KEPT: Final = 1000


@dataclass
class Handed:
    """Files of one comment that the console has by now, under one token, and what is said of the others."""

    since: datetime
    token: str = ""
    done: set[str] = field(default_factory=set)
    left_out: list[str] = field(default_factory=list)


class ConsoleUploads:
    """Hands files over; those of a comment that is tried again are not handed over again."""

    def __init__(self, slack: SlackFiles, client: ConsoleClient, clock: Clock) -> None:
        self._slack, self._console, self._clock = slack, client, clock
        self._lock = threading.Lock()
        self._handed: dict[str, Handed] = {}

    def hand_over(self, key: str, file_ids: Sequence[str]) -> Handed:
        """Hand over the files of the comment with that key; raises what either side raises."""
        handed = self._of(key)
        for file_id in file_ids:
            if file_id not in handed.done:
                self._hand_one(handed, self._slack.fetch(file_id))
                handed.done.add(file_id)
        return handed

    def forget(self, key: str) -> None:
        """Forget the files of a comment: it stands."""
        with self._lock:
            self._handed.pop(key, None)

    def _of(self, key: str) -> Handed:
        now = self._clock.now()
        with self._lock:
            handed = self._handed.get(key)
            if handed is None or now - handed.since > _KEPT_FOR:
                if len(self._handed) >= _MOST_KEPT:
                    self._handed.clear()
                handed = self._handed[key] = Handed(now)
            return handed

    def _hand_one(self, handed: Handed, file: FetchedFile | FileLeftOut) -> None:
        if isinstance(file, FileLeftOut):
            handed.left_out.append(_left_out(file.name, _WHY[file.why]))
            return
        query = {"filename": file.name} | ({"token": handed.token} if handed.token else {})
        try:
            answer = UploadJson.of(self._console.post("uploads", Content(file.content, file.type), query))
        except ConsoleRefusal as refused:
            if refused.status not in _UNFIT:
                raise
            handed.left_out.append(_left_out(file.name, _REFUSED))
        else:
            handed.token = answer.upload.token


def _left_out(name: str, why: str) -> str:
    named = f"The file {name}" if name else "A file"
    return f"({named} {why}.)"
