"""Files as Slack takes them: named first, handed over by HTTP, then shared as a message of the app's."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.fixtures.fake_slack import BOT, FakeSlack
from tests.fixtures.listening import listening

Json = dict[str, Any]


@dataclass
class TakenFile:
    """A file that Slack has heard of."""

    name: str
    length: int
    content: bytes | None = None
    title: str = ""
    shares: dict[str, list[Json]] | None = None


class FakeSlackFiles:
    """What Slack has of files; `url` is where they are handed over."""

    def __init__(self, slack: FakeSlack) -> None:
        self.slack, self.url = slack, ""
        self.files: dict[str, TakenFile] = {}
        self.status = 200
        self.came: list[tuple[str, str | None]] = []
        self._ids = itertools.count(1)
        slack.also |= {
            "files.getUploadURLExternal": self._address,
            "files.completeUploadExternal": self._share,
            "files.info": self._info,
        }

    def shared(self, channel: str) -> list[tuple[str, bytes | None]]:
        """Return the files that stand in a channel, by title, with what is in them."""
        found = [
            file["id"]
            for message in self.slack.messages.get(channel, [])
            for file in message.get("files", ())
        ]
        return [(self.files[each].title, self.files[each].content) for each in found]

    def _address(self, arguments: Json) -> Json:
        if not arguments["filename"] or int(arguments["length"]) <= 0:
            raise self.slack.error("invalid_arguments")
        number = f"F{next(self._ids)}"
        self.files[number] = TakenFile(arguments["filename"], int(arguments["length"]))
        return {"upload_url": f"{self.url}/upload/{number}", "file_id": number}

    def _share(self, arguments: Json) -> Json:
        channel, thread = arguments["channel_id"], arguments.get("thread_ts")
        if thread is not None and self.slack._find(channel, thread) is None:
            raise self.slack.error("thread_not_found")
        for told in arguments["files"]:
            file = self.files.get(told["id"])
            if file is None or file.content is None or len(file.content) != file.length:
                raise self.slack.error("file_not_found")
            file.title = told["title"]
        message = BOT | {
            "type": "message",
            "subtype": "file_share",
            "ts": self.slack._ts(),
            "text": arguments.get("initial_comment", ""),
            "files": [{"id": told["id"], "title": told["title"]} for told in arguments["files"]],
        }
        if thread is not None:
            message["thread_ts"] = thread
        self.slack.messages.setdefault(channel, []).append(message)
        for told in arguments["files"]:
            self.files[told["id"]].shares = {channel: [{"ts": message["ts"]}]}
        return {"files": arguments["files"]}

    def _info(self, arguments: Json) -> Json:
        file = self.files.get(arguments["file"])
        if file is None or file.content is None:
            raise self.slack.error("file_not_found")
        return {"file": {"id": arguments["file"], "shares": {"private": file.shares or {}}}}


@contextmanager
def taking_files(slack: FakeSlack) -> Iterator[FakeSlackFiles]:
    """Have a Slack take files, on this machine."""
    files = FakeSlackFiles(slack)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"] or 0))
            files.came.append((self.path, self.headers["Authorization"]))
            if files.status == 200:
                files.files[self.path.removeprefix("/upload/")].content = content
            self.send_response(files.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with listening(Handler) as files.url:
        yield files
