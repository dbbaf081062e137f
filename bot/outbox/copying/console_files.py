"""Fetching files from the console: from itself with our token, from where it sends us without."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

import requests
from urllib3.exceptions import HTTPError

from bot.domain.console.left_there import MOST_MEGABYTES, LeftThere
from bot.domain.console.there import FileScan, FileThere
from bot.outbox.copying.comment_now import CommentNow, comment_now, is_redacted
from bot.outbox.copying.copies import FileCopy
from bot.outbox.zendesk.asked_address import asked_address
from bot.outbox.zendesk.client import THIS_MACHINE, ConsoleClient
from bot.outbox.zendesk.console_reading import ConsoleReading
from bot.outbox.zendesk.console_verdict import OutOfTime
from bot.outbox.zendesk.refused_calls import ConsoleRefusal, UnreadableAnswer, refusal

MOST_BYTES: Final = MOST_MEGABYTES * 1024 * 1024
_MOST_REDIRECTS: Final = 5
_A_PIECE: Final = 64 * 1024
_ZENDESKS_OWN: Final = (".zendesk.com", ".zdusercontent.com")
_LOGIN_PAGE: Final = "text/html"
_REFUSALS: Final = {
    400: LeftThere.NOT_SHOWN,
    401: LeftThere.NOT_SHOWN,
    403: LeftThere.NOT_SHOWN,
    404: LeftThere.GONE,
    410: LeftThere.GONE,
    422: LeftThere.NOT_SHOWN,
}

IsLate = Callable[[], bool]


class NotScanned(Exception):
    """The console is still looking for malware in a file."""


@dataclass(frozen=True, slots=True)
class ConsoleFile:
    """A file with what is in it."""

    content: bytes


@dataclass(frozen=True, slots=True)
class FileLeftThere:
    """A file that stays in the console, and why."""

    why: LeftThere


class ConsoleFiles:
    """Fetches files by their numbers, each as it stands when it is fetched."""

    def __init__(self, console: ConsoleClient, reading: ConsoleReading) -> None:
        self._console, self._reading = console, reading

    def fetch(self, number: int, name: str, is_late: IsLate) -> ConsoleFile | FileLeftThere:
        """Return a file, or why it stays there.

        Raises NotScanned, OutOfTime once `is_late`, and what the console or the network raises.
        """
        try:
            told = self._reading.file(number)
        except ConsoleRefusal as refused:
            if refused.status in (400, 403, 422):
                return FileLeftThere(LeftThere.NOT_SHOWN)
            raise
        why = _left_there(told, name)
        if told is None or why is not None:
            return FileLeftThere(why or LeftThere.GONE)
        if told.scan is FileScan.NOT_YET:
            raise NotScanned
        return self._downloaded(told, is_late)

    def comment_now(self, file: FileCopy) -> CommentNow:
        """Tell who may see a file by now; raises what the console or the network raises."""
        return comment_now(self._reading, file)

    def _downloaded(self, told: FileThere, is_late: IsLate) -> ConsoleFile | FileLeftThere:
        with self._opened(told.url) as answer:
            if answer is None:
                return FileLeftThere(LeftThere.ELSEWHERE)
            if answer.status_code in _REFUSALS:
                return FileLeftThere(_REFUSALS[answer.status_code])
            if answer.status_code != 200:
                raise refusal(answer)
            served_as = answer.headers.get("Content-Type", "")
            if served_as.startswith(_LOGIN_PAGE) and not told.type.startswith(_LOGIN_PAGE):
                return FileLeftThere(LeftThere.NOT_SHOWN)  # a page to log in at
            content = bytearray()
            for piece in _pieces(answer):
                content += piece
                if len(content) > MOST_BYTES:
                    return FileLeftThere(LeftThere.TOO_LARGE)
                if is_late():
                    raise OutOfTime
        if len(content) != told.size:
            return FileLeftThere(LeftThere.NOT_WHOLE)
        return ConsoleFile(bytes(content))

    @contextmanager
    def _opened(self, address: str) -> Iterator[requests.Response | None]:
        """Give what lies at an address, after a few redirects; None where that is none of Zendesk's."""
        for _ in range(_MOST_REDIRECTS):
            if not (self._console.is_own(address) or _is_zendesks(address, local=self._console.is_stand_in)):
                yield None
                return
            with self._console.download(address) as answer:
                if not answer.is_redirect:
                    yield answer
                    return
                address = urljoin(address, answer.headers["Location"])
        raise UnreadableAnswer("redirected too often")


def _pieces(answer: requests.Response) -> Iterator[bytes]:
    """Yield what comes, however little it is at a time."""
    try:
        while piece := answer.raw.read1(_A_PIECE, decode_content=False):
            yield piece
    except HTTPError as fault:
        raise requests.ConnectionError from fault


def _left_there(told: FileThere | None, name: str) -> LeftThere | None:
    """Tell why a file stays there, as far as the console says so."""
    if told is None or is_redacted(told.name, name):
        return LeftThere.GONE
    if told.scan is FileScan.INFECTED:
        return LeftThere.INFECTED
    if told.size > MOST_BYTES:
        return LeftThere.TOO_LARGE
    if told.size <= 0:
        return LeftThere.EMPTY
    return LeftThere.UNCHECKED if told.scan is FileScan.FAILED else None


def _is_zendesks(address: str, *, local: bool) -> bool:
    """Tell whether files lie there; those of a stand-in on this machine lie on it, too."""
    found = asked_address(address)
    if found is None:
        return False
    host = found.hostname or ""
    if local and found.scheme == "http" and host in THIS_MACHINE:
        return True
    return found.scheme == "https" and found.port in (None, 443) and host.endswith(_ZENDESKS_OWN)
