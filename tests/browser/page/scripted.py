"""A scripted playground: serves the real page, answers its API from plain values and notes what it did."""

from __future__ import annotations

import json
import mimetypes
import queue
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

import playground
from tests.fixtures.patience import PATIENCE_S

PAGE = Path(playground.__file__).parent / "page"
Answer = dict[str, Any]


class ScriptedPlayground:
    """Holds one state for everybody, the acts the page asked for, and how to answer them."""

    def __init__(self) -> None:
        self.acted = Condition()
        self.listeners: list[queue.Queue[int | None]] = []
        self.stopped = False
        self.show({})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.thread = Thread(target=self.server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/"

    def show(self, state: dict[str, Any]) -> None:
        """Start again with this state; pages that are still open hear nothing more."""
        self.state = state
        self.acts: list[dict[str, Any]] = []
        self.answers: dict[str, Callable[[dict[str, Any]], Answer]] = {}
        self.options: list[dict[str, Any]] = []
        self.entries: list[dict[str, Any]] = []
        self._hang_up()

    def _hang_up(self) -> None:
        for listener in self.listeners:
            listener.put(None)
        self.listeners = []

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        """End the live streams and the server; a second call does nothing."""
        if self.stopped:
            return
        self.stopped = True
        self._hang_up()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def changed(self) -> None:
        """Tell every open page that the state is a new one."""
        self.state["rev"] += 1
        for listener in self.listeners:
            listener.put(self.state["rev"])

    def did(self, verb: str, times: int = 1) -> list[dict[str, Any]]:
        """Wait until the page asked for this so often and return how, without the verb itself."""

        def asked() -> list[dict[str, Any]]:
            acts = [act for act in self.acts if act["do"] == verb]
            return [{k: v for k, v in act.items() if k not in ("do", "tab")} for act in acts]

        with self.acted:
            self.acted.wait_for(lambda: len(asked()) >= times, PATIENCE_S)
            return asked()

    def did_nothing_but(self, *verbs: str, page: Page) -> None:
        """Fail if the page asked for anything else; it is made to ask for one thing more, the last."""
        page.evaluate("fetch('/control/last', {method: 'POST', body: '{}'})")
        assert [act["do"] for act in self.acts] == [*verbs, "last"]

    def note(self, act: dict[str, Any]) -> None:
        with self.acted:
            self.acts.append(act)
            self.acted.notify_all()

    def seen_by(self, who: str, newest: int) -> dict[str, Any]:
        me = next(one for one in self.state["people"] if one["id"] == who)
        channels = [_newest(one, newest) for one in self.state["channels"]]
        return {**self.state, "me": me, "channels": channels}

    def act(self, body: dict[str, Any]) -> Answer:
        self.note(body)
        answer = self.answers.get(body["do"])
        return answer(body) if answer else {"ok": True}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        playground = self

        class Handler(_Handler):
            served = playground

        return Handler


def _newest(channel: dict[str, Any], count: int) -> dict[str, Any]:
    messages = channel["messages"]
    return {**channel, "messages": messages[-count:], "has_more": len(messages) > count}


class _Handler(BaseHTTPRequestHandler):
    """Routes the page's requests to the scripted playground."""

    served: ScriptedPlayground
    protocol_version = "HTTP/1.1"  # the page is many small files: connections are kept

    def parse_request(self) -> bool:
        """Answer nothing over connections that outlived the server."""
        self.close_connection = self.served.stopped
        return not self.served.stopped and super().parse_request()

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        if address.path == "/page/live":
            self._live()
        elif address.path == "/page/state":
            self._json(self.served.seen_by(query["as"], int(query["messages"])))
        elif address.path == "/page/people":
            kept = {name: self.served.state[name] for name in ("people", "workspaces")}
            self._json({**kept, "start_as": self.served.state["me"]["id"]})
        elif address.path == "/page/session":
            self._json({"ok": True, "session": "first", "can_start_over": False})
        elif address.path == "/page/options":
            self.served.note({"do": "options", **query})
            self._json({"ok": True, "options": self.served.options, "option_groups": []})
        elif address.path == "/page/inspector":
            self._json({"entries": self.served.entries})
        else:
            self._file(address.path)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/page/time":
            self.served.note({"do": "time", **body})
            self._json({"ok": True, "now": self.served.state["now"]})
        elif self.path.startswith("/control/"):
            self._json(self.served.act({"do": self.path.removeprefix("/control/"), **body}))
        else:
            self._json(self.served.act(body))

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""

    def _live(self) -> None:
        listener: queue.Queue[int | None] = queue.Queue()
        self.served.listeners.append(listener)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        rev: int | None = self.served.state["rev"]
        try:
            while rev is not None:
                self.wfile.write(f'data: {{"rev": {rev}}}\n\n'.encode())
                self.wfile.flush()
                rev = listener.get()
        except OSError:
            return  # the page went away

    def _file(self, path: str) -> None:
        file = PAGE / (path.lstrip("/") or "index.html")
        if not file.is_file():
            self.send_error(404)
            return
        kind = mimetypes.guess_type(file.name)[0] or "text/plain"
        self._send(file.read_bytes(), kind, "max-age=600")

    def _json(self, value: object) -> None:
        self._send(json.dumps(value).encode(), "application/json", "no-store")

    def _send(self, body: bytes, kind: str, keep: str) -> None:
        with suppress(OSError):  # the page may have gone away meanwhile
            self._answer(body, kind, keep)

    def _answer(self, body: bytes, kind: str, keep: str) -> None:
        self.send_response(200)
        self.send_header("Cache-Control", keep)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
