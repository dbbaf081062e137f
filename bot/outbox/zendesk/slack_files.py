"""Fetching files that people shared in Slack, with our token, from nobody but Slack."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

import requests
from slack_sdk.errors import SlackApiError

from bot.domain.console.left_there import MOST_MEGABYTES
from bot.outbox.call import SlackCaller
from bot.outbox.zendesk.asked_address import asked_address

MOST_BYTES: Final = MOST_MEGABYTES * 1024 * 1024
_TIMEOUT_S: Final = 10.0
_A_PIECE: Final = 64 * 1024
_SLACKS_OWN: Final = ".slack.com"
_LOGIN_PAGE: Final = "text/html"
_KEPT_FROM_US: Final = frozenset(
    {
        "access_denied",
        "file_deleted",
        "file_not_found",
        "missing_scope",  # until the app is installed again; words are not kept back for it
        "not_visible",
        "slack_connect_canvas_sharing_blocked",
    }
)


class LeftOut(Enum):
    """Why a file stays in Slack."""

    TOO_LARGE = auto()
    NOT_SHOWN = auto()  # deleted, or another company keeps it to itself
    ELSEWHERE = auto()  # it lies with another service, such as a document store


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file with what is in it."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class FileLeftOut:
    """A file that stays where it is, and why."""

    name: str
    why: LeftOut


class SlackFiles:
    """Fetches files by their ids; an event about another company's has nothing but that."""

    def __init__(self, client: SlackCaller, token: str, api_url: str) -> None:
        """Take the token, and where Slack's API is: files lie there, or on Slack's own hosts."""
        self._client, self._token, self._api = client, token, api_url

    def fetch(self, file_id: str) -> FetchedFile | FileLeftOut:
        """Return a file, or why it stays there; raises what Slack or the network raises."""
        try:
            told = self._client.api_call("files.info", params={"file": file_id})["file"]
        except SlackApiError as error:
            if str(error.response.get("error", "")) in _KEPT_FROM_US:
                return FileLeftOut("", LeftOut.NOT_SHOWN)
            raise
        name, kind = str(told.get("name") or "file"), str(told.get("mimetype") or "application/octet-stream")
        address = str(told.get("url_private_download") or told.get("url_private") or "")
        if not address or told.get("file_access") == "access_denied":
            return FileLeftOut(name, LeftOut.NOT_SHOWN)
        if not is_slacks(address, self._api):
            return FileLeftOut(name, LeftOut.ELSEWHERE)
        if int(told.get("size") or 0) > MOST_BYTES:
            return FileLeftOut(name, LeftOut.TOO_LARGE)
        return self._downloaded(name, kind, address)

    def _downloaded(self, name: str, kind: str, address: str) -> FetchedFile | FileLeftOut:
        with requests.get(
            address,
            headers={"Authorization": f"Bearer {self._token}"},
            auth=_as_it_is,
            timeout=_TIMEOUT_S,
            allow_redirects=False,
            stream=True,
        ) as answer:
            served_as = answer.headers.get("Content-Type", "")
            # Without the right to it Slack answers with a page to log in at.
            is_a_page = served_as.startswith(_LOGIN_PAGE) and not kind.startswith(_LOGIN_PAGE)
            if answer.status_code in (302, 401, 403, 404) or is_a_page:
                return FileLeftOut(name, LeftOut.NOT_SHOWN)
            answer.raise_for_status()
            content = bytearray()
            for piece in answer.iter_content(_A_PIECE):
                content += piece
                if len(content) > MOST_BYTES:
                    return FileLeftOut(name, LeftOut.TOO_LARGE)
        return FetchedFile(name, kind, bytes(content))


def is_slacks(address: str, api_url: str) -> bool:
    """Tell whether an address is on Slack's own hosts, or where Slack's API is."""
    found, api = asked_address(address), asked_address(api_url)
    if found is None or api is None:
        return False
    own = found.scheme == "https" and (found.hostname or "").endswith(_SLACKS_OWN)
    return own or (found.scheme, found.netloc) == (api.scheme, api.netloc)


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Go with our token, whatever the machine's .netrc says."""
    return request
