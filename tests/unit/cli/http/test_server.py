"""The HTTP server: it tells that it lives while all else hangs, and ends without a word."""

import threading
import urllib.request
from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from bot.cli.http.server import HttpServer


class Hanging:
    """An application in which everything but our health hangs until it is let go."""

    def __init__(self) -> None:
        self.begun, self.let_go = threading.Semaphore(0), threading.Event()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] not in ("/health", "/healthz"):
            self.begun.release()
            self.let_go.wait()
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"ok\n"]


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    """Give an application that lets go at the end, whatever becomes of the test."""
    application = Hanging()
    yield application
    application.let_go.set()


def test_health_is_told_while_every_other_thread_hangs(hanging: Hanging) -> None:
    server = HttpServer(hanging, "127.0.0.1", 0)
    askers = [threading.Thread(target=ask, args=(server, "/slack/events"), daemon=True) for _ in range(40)]
    for asker in askers:
        asker.start()
    for _ in range(20):
        assert hanging.begun.acquire(timeout=60)
    assert [ask(server, path) for path in ("/healthz", "/health", "/healthz?deep=1")] == [b"ok\n"] * 3
    hanging.let_go.set()
    for asker in askers:
        asker.join()
    server.stop()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_server_that_is_stopped_says_nothing_of_it(
    hanging: Hanging, host: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    server = HttpServer(hanging, host, 0)
    server.stop()
    assert not server.is_running
    assert caplog.messages == []
    assert capfd.readouterr() == ("", "")


def ask(server: HttpServer, path: str) -> bytes:
    """Ask the server for something; wait as long as it takes."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}", timeout=60) as answer:
        found: bytes = answer.read()
    return found
