"""Fetching a file from the console: our token goes to the console alone, and no time or room is unlimited."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

import pytest
import requests

from bot.domain.console.left_there import LeftThere
from bot.outbox.copying import console_files
from bot.outbox.copying.console_files import ConsoleFile, ConsoleFiles, FileLeftThere, NotScanned
from bot.outbox.zendesk.client import ConsoleClient
from bot.outbox.zendesk.console_reading import ConsoleReading
from bot.outbox.zendesk.console_verdict import OutOfTime
from bot.outbox.zendesk.oauth import ConsoleAccess
from bot.outbox.zendesk.refused_calls import ConsoleRefusal, UnreadableAnswer
from tests.fixtures.fake_console import FakeConsole
from tests.fixtures.listening import listening

Serve = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Store:
    """Where a file lies, beside the console: who came for it, with which token."""

    url: str = ""
    serve: Serve = lambda handler: give(handler)
    came: list[str | None] = field(default_factory=list)


def give(
    handler: BaseHTTPRequestHandler,
    content: bytes = b"log",
    *,
    status: int = 200,
    length: int | None = None,
    kind: str = "text/plain",
    location: str = "",
) -> None:
    """Answer with a file."""
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    if location:
        handler.send_header("Location", location)
    handler.send_header("Content-Length", str(len(content) if length is None else length))
    handler.end_headers()
    handler.wfile.write(content)


@pytest.fixture
def store() -> Iterator[Store]:
    """Give a store on this machine, as the console is, and not the console itself."""
    store = Store()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            store.came.append(self.headers["Authorization"])
            store.serve(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with listening(Handler) as store.url:
        yield store


def fetch(
    files: ConsoleFiles, console: FakeConsole, url: str, content: bytes = b"log", **told: object
) -> ConsoleFile | FileLeftThere:
    """Fetch a file that lies there."""
    file = console.attach("a.log", content, content_url=url, **told)
    return files.fetch(file["id"], "a.log", lambda: False)


def test_a_file_is_fetched_from_where_it_lies_without_our_token(
    fetching: ConsoleFiles, console: FakeConsole, store: Store
) -> None:
    assert fetch(fetching, console, f"{store.url}/a.log") == ConsoleFile(b"log")
    assert store.came == [None]


def test_our_token_goes_to_the_console_and_not_along_with_a_redirect(
    fetching: ConsoleFiles, console: FakeConsole, store: Store
) -> None:
    file = console.attach("a.log")
    console.sends_on[file["id"]] = f"{store.url}/a.log"
    assert fetching.fetch(file["id"], "a.log", lambda: False) == ConsoleFile(b"log")
    [came] = console.came_for_files
    assert came.startswith("Bearer access-")
    assert store.came == [None]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a.log",
        "ftp://console.zendesk.com/a.log",
        "http://console.zendesk.com/a.log",
        "https://zendesk.com.evil.example/a.log",
        "https://evilzendesk.com/a.log",
        "https://console.zendesk.com@evil.example/a.log",
        "https://evil.example\\@console.zendesk.com/a.log",
        "https://evil.example\\.zendesk.com/a.log",
        "https://console.zendesk.com:8443/a.log",
        "https://console.zendesk.com:port/a.log",
        "https://[::1/a.log",
        "https://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
    ],
)
def test_nothing_is_fetched_from_anybody_else(
    fetching: ConsoleFiles, console: FakeConsole, address: str
) -> None:
    assert fetch(fetching, console, address) == FileLeftThere(LeftThere.ELSEWHERE)


@pytest.mark.parametrize(
    "location", ["https://evil.example/a.log", "http://evil.example/", "file:///etc/passwd"]
)
def test_a_way_to_anybody_else_is_not_followed(
    fetching: ConsoleFiles, console: FakeConsole, store: Store, location: str
) -> None:
    store.serve = lambda handler: give(handler, status=302, location=location)
    found = fetch(fetching, console, f"{store.url}/a.log")
    assert found == FileLeftThere(LeftThere.ELSEWHERE)


def test_a_way_round_in_circles_is_left(fetching: ConsoleFiles, console: FakeConsole, store: Store) -> None:
    store.serve = lambda handler: give(handler, status=302, location="/again")
    with pytest.raises(UnreadableAnswer):
        fetch(fetching, console, f"{store.url}/a.log")
    assert len(store.came) == 5


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (404, LeftThere.GONE),
        (410, LeftThere.GONE),
        (401, LeftThere.NOT_SHOWN),
        (403, LeftThere.NOT_SHOWN),
    ],
)
def test_a_refusal_is_an_answer(
    fetching: ConsoleFiles, console: FakeConsole, store: Store, status: int, why: LeftThere
) -> None:
    store.serve = lambda handler: give(handler, status=status)
    assert fetch(fetching, console, f"{store.url}/a.log") == FileLeftThere(why)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_fault_is_no_answer(
    fetching: ConsoleFiles, console: FakeConsole, store: Store, status: int
) -> None:
    store.serve = lambda handler: give(handler, status=status)
    with pytest.raises(ConsoleRefusal):
        fetch(fetching, console, f"{store.url}/a.log")


def test_a_page_to_log_in_at_is_no_file(fetching: ConsoleFiles, console: FakeConsole, store: Store) -> None:
    store.serve = lambda handler: give(handler, kind="text/html; charset=utf-8")
    assert fetch(fetching, console, f"{store.url}/a.log") == FileLeftThere(LeftThere.NOT_SHOWN)
    found = fetch(fetching, console, f"{store.url}/a.html", content_type="text/html")
    assert found == ConsoleFile(b"log")


def test_a_file_that_breaks_off_is_not_taken_for_whole(
    fetching: ConsoleFiles, console: FakeConsole, store: Store
) -> None:
    store.serve = lambda handler: give(handler, b"lo", length=3)
    with pytest.raises(requests.ConnectionError):
        fetch(fetching, console, f"{store.url}/a.log")


@pytest.mark.parametrize("content", [b"lo", b"logs", b""])
def test_a_file_of_another_size_than_was_said_is_left(
    fetching: ConsoleFiles, console: FakeConsole, store: Store, content: bytes
) -> None:
    store.serve = lambda handler: give(handler, content)
    assert fetch(fetching, console, f"{store.url}/a.log") == FileLeftThere(LeftThere.NOT_WHOLE)


def test_a_file_without_end_is_left(
    fetching: ConsoleFiles, console: FakeConsole, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console_files, "MOST_BYTES", 1000)

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 1000)
        except OSError:
            handler.close_connection = True

    store.serve = endless
    assert fetch(fetching, console, f"{store.url}/a.log", b"log") == FileLeftThere(LeftThere.TOO_LARGE)


def test_a_file_that_comes_byte_by_byte_is_given_up_in_time(
    fetching: ConsoleFiles, console: FakeConsole, store: Store
) -> None:
    looked: list[int] = []
    was_read = threading.Event()
    was_read.set()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        try:
            while was_read.wait(5):
                was_read.clear()
                handler.wfile.write(b"x")
        except OSError:
            handler.close_connection = True

    def is_late() -> bool:
        looked.append(1)
        was_read.set()
        return len(looked) > 2

    store.serve = drip
    file = console.attach("a.log", b"x" * 1000, content_url=f"{store.url}/a.log")
    with pytest.raises(OutOfTime):
        fetching.fetch(file["id"], "a.log", is_late)


def test_what_is_not_looked_through_yet_is_not_fetched(
    fetching: ConsoleFiles, console: FakeConsole, store: Store
) -> None:
    with pytest.raises(NotScanned):
        fetch(fetching, console, f"{store.url}/a.log", malware_scan_result="not_scanned")
    assert store.came == []


def test_a_stale_token_is_mended(fetching: ConsoleFiles, console: FakeConsole) -> None:
    file = console.attach("a.log")
    assert fetching.fetch(file["id"], "a.log", lambda: False) == ConsoleFile(b"log")
    console.end_tokens()
    assert fetching.fetch(file["id"], "a.log", lambda: False) == ConsoleFile(b"log")


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/a.log", "http://localhost/a.log"])
def test_from_this_machine_only_a_stand_ins_files_are_fetched(
    reading: ConsoleReading, tokens: ConsoleAccess, console: FakeConsole, address: str
) -> None:
    files = ConsoleFiles(ConsoleClient("https://name.zendesk.com", tokens), reading)
    assert fetch(files, console, address) == FileLeftThere(LeftThere.ELSEWHERE)
