"""Read the calendars that the runbook names, each as often as it says: over HTTPS, or from a file."""

import urllib.error
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage, HTTPResponse
from ipaddress import ip_address
from pathlib import Path
from typing import IO, Final
from urllib.parse import urlsplit

from bot.errors import WrongInput
from bot.runbook.roster.calendars import CalendarRow
from bot.services import Services
from bot.steps.calendars.calendar_events import LARGEST

TIMEOUT_S: Final = 10.0
LONGEST_S: Final = 60.0
_AT_ONCE: Final = 65_536
_REDIRECTS: Final = 3
_LOCAL: Final = ("localhost", "127.0.0.1")


class CalendarReader:
    """Reads calendars that are due; an answer that says "unchanged" is read no further."""

    def __init__(self, services: Services, environment: Mapping[str, str], folder: Path) -> None:
        self._services, self._environment, self._folder = services, environment, folder
        self._next: dict[str, float] = {}
        self._tags: dict[str, str] = {}

    def keep_up(self) -> None:
        """Read each calendar whose time has come; what cannot be read is told, and tried again later."""
        now = self._services.clock.monotonic()
        for calendar in self._services.runbook.provider.calendars:
            if now < self._next.get(calendar.name, 0.0):
                continue
            self._next[calendar.name] = now + calendar.every.total_seconds()
            try:
                content = self.content(calendar)
            except WrongInput as error:
                self._services.calendars.failed(calendar, str(error))
                continue
            if content is not None and self._services.calendars.take_in(calendar, content) is None:
                self._tags.pop(calendar.name, None)

    def content(self, calendar: CalendarRow) -> bytes | None:
        """Return what a calendar holds, None where it is as before; raises WrongInput, naming no address."""
        if calendar.file is not None:
            return self._from_file(calendar.file)
        address = self._environment.get(calendar.url or "", "").strip()
        return self._fetched(calendar.name, address)

    def _from_file(self, name: str) -> bytes:
        try:
            with (self._folder / name).open("rb") as file:
                return file.read(LARGEST + 1)
        except OSError as error:
            raise WrongInput(f"{name} cannot be read: {error.strerror}.") from None

    def _fetched(self, name: str, address: str) -> bytes | None:
        address = _secure(address)
        asked_as = {"Accept": "text/calendar", "User-Agent": "tam-bot"}
        request = urllib.request.Request(address, headers=asked_as)
        if name in self._tags:
            request.add_header("If-None-Match", self._tags[name])
        try:
            with urllib.request.build_opener(_Careful()).open(request, timeout=TIMEOUT_S) as answer:
                content = self._read(answer)
                tag = answer.headers.get("ETag")
        except urllib.error.HTTPError as error:
            if error.code == 304:
                return None
            raise WrongInput(f"Its server answers {error.code}.") from None
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise WrongInput(f"Its server cannot be reached ({type(reason).__name__}).") from None
        if tag:
            self._tags[name] = tag
        return content

    def _read(self, answer: HTTPResponse) -> bytes:
        """Return what comes within a minute: a server that sends a byte now and then holds up no job."""
        content, started = bytearray(), self._services.clock.monotonic()
        while len(content) <= LARGEST and (part := answer.read1(_AT_ONCE)):
            content += part
            if self._services.clock.monotonic() - started > LONGEST_S:
                raise WrongInput("Its server takes longer than a minute.")
        return bytes(content)


class _Careful(urllib.request.HTTPRedirectHandler):
    """Follows few redirects, and none from outside into a network of ours."""

    max_redirections = _REDIRECTS

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return the request to the new address; raises WrongInput for one that is not to be asked."""
        _secure(newurl)
        if _is_inside(newurl) and not _is_inside(req.full_url):
            raise WrongInput("Its server sends us to an address inside our own network.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _secure(address: str) -> str:
    """Return an address with the scheme by which it is asked; raises WrongInput for one in the clear."""
    scheme, colon, rest = address.partition(":")
    if scheme.lower() in ("webcal", "webcals"):
        address = f"https:{rest}"
    parts = urlsplit(address)
    if not colon or parts.scheme not in ("https", "http") or not parts.hostname:
        raise WrongInput("Its address starts with neither https:// nor webcal://.")
    if parts.scheme == "http" and parts.hostname not in _LOCAL:
        raise WrongInput("Its address is not encrypted: it must start with https://.")
    return address


def _is_inside(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        number = ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".internal"))
    return not number.is_global
