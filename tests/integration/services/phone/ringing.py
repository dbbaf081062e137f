"""A caller and the phones that are rung: they follow TwiML as Twilio does, and keep what was heard."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from wsgiref.types import WSGIApplication
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from twilio.request_validator import RequestValidator

from bot.settings import Settings
from bot.web.door import Door
from tests.fixtures.desk import Desk
from tests.integration.services.runbooks import PAGED

PUBLIC_URL, LINE = "https://bot.example.com:8443", "+18555811581"
ENVIRONMENT = {
    **PAGED,
    "PUBLIC_URL": PUBLIC_URL,
    "CIERRA_PHONE": "+14155550103",
    "KIRK_PHONE": "+14155550104",
    "TWILIO_SECONDARY_AUTH_TOKEN": "67890",
}
MAYA = "+14155559999"
GREETING = "Welcome to Twilio support. Please type your PIN, then press the hash key."
AGAIN = "We know no such PIN. Please type your PIN, then press the hash key."
GOODBYE = "Thank you for calling. Goodbye."


@dataclass
class Line:
    """The support line, as Twilio asks what it says."""

    desk: Desk
    addresses: list[str] = field(default_factory=list)
    """Every address that was asked for."""
    calls: int = 0

    def __post_init__(self) -> None:
        settings = Settings.read(ENVIRONMENT)
        self.answer: WSGIApplication = Door(settings, self.desk.services, self.desk.database)

    def call(self, caller: str = MAYA) -> "Call":
        """Have somebody call."""
        self.calls += 1
        call = Call(self, f"CA{self.calls:032x}", caller)
        call.ask("/twilio/voice")
        return call

    def post(self, path: str, form: dict[str, str], *, token: str = "12345", of: str = PUBLIC_URL) -> str:
        """Send a signed request; return the body of the answer."""
        self.addresses.append(path)
        signature = RequestValidator(token).compute_signature(of + path, form)
        status, body = self.send(path, urlencode(form).encode(), signature)
        assert status in ("200 OK", "204 No Content"), (status, body)
        self.desk.sweep.run()
        self.desk.settle()
        return body

    def send(self, path: str, body: bytes, signature: str) -> tuple[str, str]:
        """Send a request as it is; return its status and what it is answered."""
        statuses: list[str] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None, /) -> Any:
            statuses.append(status)

        plain, _, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": plain,
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "HTTP_X_TWILIO_SIGNATURE": signature,
        }
        parts: Iterable[bytes] = self.answer(environ, start)
        return statuses[0], b"".join(parts).decode()


@dataclass
class Call:
    """One call: what was heard so far, and what Twilio would ask next."""

    line: Line
    sid: str
    caller: str
    heard: list[str] = field(default_factory=list)
    doubled: bool = False
    """Whether every request comes twice, as after a connection that broke."""
    _twiml: Element = field(default_factory=lambda: Element("Response"))

    def ask(self, path: str, **form: str) -> Element:
        """Ask what is said next, and hear it."""
        blank = {"CallerName": "", "Digits": ""}
        form = {"CallSid": self.sid, "From": self.caller, "To": LINE, "CallStatus": "in-progress"} | form
        for _ in range(2 if self.doubled else 1):
            self._twiml = ElementTree.fromstring(self.line.post(path, blank | form))
        self.heard += [str(said.text) for said in self._twiml.iter("Say")]
        return self._twiml

    def types(self, digits: str) -> "Call":
        """Press keys, or none, where they are asked for; a redirect is followed."""
        return self._go_on("Gather", Digits=digits)

    @property
    def rings(self) -> str:
        """Return the number that is rung now, empty where none is."""
        number = self._twiml.find("Dial/Number")
        return str(number.text) if number is not None else ""

    @property
    def rung(self) -> dict[str, str]:
        """Return what is said of the ringing."""
        dial = self._twiml.find("Dial")
        assert dial is not None
        return dict(dial.attrib)

    def answers(self, pressed: str | None) -> list[str]:
        """Have whoever is rung answer and press a key, or none as a voicemail; return what they hear."""
        number = self._twiml.find("Dial/Number")
        assert number is not None
        child = {"CallSid": f"{self.sid[:-1]}f", "ParentCallSid": self.sid, "To": str(number.text)}
        whisper = ElementTree.fromstring(self.line.post(number.attrib["url"], child))
        heard = [str(said.text) for said in whisper.iter("Say")]
        gather = whisper.find("Gather")
        if pressed is not None and gather is not None:
            answer = ElementTree.fromstring(
                self.line.post(gather.attrib["action"], child | {"Digits": pressed})
            )
            heard += [str(said.text) for said in answer.iter("Say")]
        return heard

    def ring_ends(self, status: str, *, bridged: bool = False, gone: bool = False) -> "Call":
        """Have the ringing of one person end."""
        now = "completed" if gone else "in-progress"
        told = {"DialCallStatus": status, "DialBridged": "true" if bridged else "false", "CallStatus": now}
        return self._go_on("Dial", **told)

    def leaves(self, seconds: int) -> "Call":
        """Leave a message."""
        address = "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1"
        return self._go_on("Record", RecordingUrl=address, RecordingDuration=str(seconds))

    def hangs_up(self) -> None:
        """Hang up: all that comes of it is that Twilio tells."""
        for status in ("completed", "in-progress", "completed"):
            self.line.post("/twilio/voice/status", {"CallSid": self.sid, "CallStatus": status})

    def _go_on(self, verb: str, **form: str) -> "Call":
        found = self._twiml.find(verb)
        assert found is not None, (verb, self.heard)
        self.ask(found.attrib["action"], **form)
        return self
