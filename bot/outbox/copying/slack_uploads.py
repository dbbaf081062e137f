"""Sharing a file in Slack, in its three steps: an address, the bytes, and where it is to be seen."""

import re
from dataclasses import dataclass
from typing import Final

import requests
from slack_sdk.errors import SlackApiError

from bot.outbox import call
from bot.outbox.call import Json, SlackCaller
from bot.outbox.zendesk.slack_files import is_slacks

_TIMEOUT_S: Final = 10.0
_LONGEST_NAME: Final = 200
_PATHS: Final = re.compile(r"[/\\\s\x00-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""What makes a name look like another one, or like a path."""
_NAMELESS: Final = "file"
_SAYS_NOTHING: Final = frozenset({"file_not_found", "file_deleted", "missing_scope"})


class UploadRefused(Exception):
    """Slack took the name of a file, and not what is in it."""


@dataclass(frozen=True, slots=True)
class FileToShare:
    """A file as it is shared: by which name, with which words, in a thread or at the top."""

    name: str
    words: str
    channel: str
    thread_ts: str | None


class SlackUploads:
    """Shares files; safe to use from several threads. Raises what Slack or the network raises."""

    def __init__(self, client: SlackCaller, api_url: str) -> None:
        """Take where Slack's API is: files are handed over there, or to Slack's own hosts."""
        self._client, self._api = client, api_url

    def hand_over(self, name: str, content: bytes) -> str:
        """Have Slack take a file that nobody sees yet; return what it calls it. Raises UploadRefused."""
        asked: Json = {"filename": file_name(name), "length": len(content)}
        told = self._client.api_call("files.getUploadURLExternal", params=asked)
        address = str(told["upload_url"])
        if not is_slacks(address, self._api):
            raise UploadRefused
        answer = requests.post(
            address,
            data=content,
            headers={"Content-Type": "application/octet-stream"},
            auth=_as_it_is,
            timeout=_TIMEOUT_S,
            allow_redirects=False,
        )
        if answer.status_code != 200:
            raise UploadRefused
        return str(told["file_id"])

    def share(self, file_id: str, file: FileToShare) -> None:
        """Have a file that was handed over be seen."""
        asked: Json = {
            "files": [{"id": file_id, "title": file_name(file.name)}],
            "channel_id": file.channel,
            "initial_comment": file.words,
        }
        thread = {"thread_ts": file.thread_ts} if file.thread_ts else {}
        self._client.api_call("files.completeUploadExternal", json=asked | thread)

    def find(self, file: FileToShare, file_id: str, oldest: str) -> list[str]:
        """Return what Slack calls those files, shared since then, that may be this one: surely with an id."""
        if file_id and self._is_shared(file_id, file.channel):
            return [file_id]
        arguments: Json = {"channel": file.channel, "oldest": oldest}
        method = "conversations.history"
        if file.thread_ts:
            method, arguments = "conversations.replies", arguments | {"ts": file.thread_ts}
        found = []
        for message in call.messages(self._client, method, arguments):
            for shared in message.get("files") or ():
                alike = shared.get("title") == file_name(file.name) and message.get("text") == file.words
                if shared.get("id") == file_id or (not file_id and alike):
                    found.append(str(shared["id"]))
        return found

    def _is_shared(self, file_id: str, channel: str) -> bool:
        """Tell whether a file says itself that it is seen in a channel."""
        try:
            told = self._client.api_call("files.info", params={"file": file_id})["file"]
        except SlackApiError as error:
            if str(error.response.get("error", "")) in _SAYS_NOTHING:
                return False
            raise
        return any(channel in places for places in (told.get("shares") or {}).values())


def file_name(name: str) -> str:
    """Return a name as Slack is told it: no path, and nothing that turns the text round."""
    plain = _PATHS.sub(" ", name).strip()
    stem, dot, ending = plain.rpartition(".")
    if len(plain) > _LONGEST_NAME and stem and len(ending) < _LONGEST_NAME // 10:
        return stem[: _LONGEST_NAME - len(ending) - 1] + dot + ending
    return plain[:_LONGEST_NAME].strip() or _NAMELESS


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Go without any token: the address itself lets us in."""
    return request
