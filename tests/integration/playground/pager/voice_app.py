"""A small app that answers calls: it says what a test tells it to, and keeps what it is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl

from twilio.request_validator import RequestValidator

from playground.pager.account import PagerAccount
from tests.fixtures.listening import listening


@dataclass
class VoiceApp:
    """What it answers by path (a status, or TwiML between the tags of a response), and what it was asked."""

    url: str = ""
    answers: dict[str, str | int] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    unsigned: list[str] = field(default_factory=list)

    def statuses(self, path: str = "/status") -> list[str]:
        """Return which states were told, in the order they came."""
        return [form["CallStatus"] for asked, form in self.asked if asked == path]

    def last(self, path: str) -> dict[str, str]:
        """Return what came there last."""
        return next(form for asked, form in reversed(self.asked) if asked == path)


@contextmanager
def voice_app() -> Iterator[VoiceApp]:
    """Serve one on this machine."""
    app, validator = VoiceApp(), RequestValidator(PagerAccount().twilio_token)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            path = self.path.partition("?")[0]
            form = dict(parse_qsl(body.decode(), keep_blank_values=True))
            signature = self.headers.get("X-Twilio-Signature", "")
            if path != "/webhook" and not validator.validate(f"{app.url}{self.path}", form, signature):
                app.unsigned.append(self.path)
            app.asked.append((path, form))
            app.headers.append(dict(self.headers))
            app.bodies.append(body)
            self._answer(app.answers.get(path, ""))

        def _answer(self, answer: str | int) -> None:
            status = answer if isinstance(answer, int) else 200
            text = f"<Response>{answer}</Response>".encode() if isinstance(answer, str) else b""
            self.send_response(status)
            self.send_header("Content-Type", "text/xml")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with listening(Handler) as app.url:
        yield app
