"""Requests of Twilio's and PagerDuty's as they come in, signed, and what they are answered."""

import hashlib
import hmac
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

from sqlalchemy import select
from twilio.request_validator import RequestValidator

from bot.settings import Settings
from bot.web.door import Door
from models.queues.outbox import Method, OutboxRow
from tests.fixtures.desk import Desk
from tests.integration.services.runbooks import PAGED

PUBLIC_URL, SECRET = "https://bot.example.com", "a secret of the tests"
ENVIRONMENT = {**PAGED, "PUBLIC_URL": PUBLIC_URL, "PAGERDUTY_WEBHOOK_SECRET": SECRET}


@dataclass
class Answer:
    """A status and a body."""

    status: str
    body: str

    @property
    def says(self) -> list[str]:
        """Return what TwiML says, in order."""
        return [str(one.text) for one in ElementTree.fromstring(self.body).iter("Say")]


@dataclass
class Outside:
    """The world outside, as it knocks at a desk's door."""

    desk: Desk

    def __post_init__(self) -> None:
        self.door = Door(Settings.read(ENVIRONMENT), self.desk.services, self.desk.database)

    def ask(self, path: str, body: bytes, headers: dict[str, str], method: str = "POST") -> Answer:
        """Send a request as it is."""
        statuses: list[str] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None, /) -> Any:
            statuses.append(status)

        plain, _, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": plain,
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            **headers,
        }
        parts: Iterable[bytes] = self.door(environ, start)
        return Answer(statuses[0], b"".join(parts).decode())

    def twilio(
        self,
        path: str,
        *,
        signed_for: str = PUBLIC_URL,
        token: str = "12345",
        headers: Mapping[str, str] | None = None,
        **form: str,
    ) -> Answer:
        """Have Twilio ask something."""
        form = {"AccountSid": PAGED["TWILIO_ACCOUNT_SID"], "CallSid": "CA1", **form}
        signature = RequestValidator(token).compute_signature(signed_for + path, form)
        sent = {"HTTP_X_TWILIO_SIGNATURE": signature, **(headers or {})}
        answer = self.ask(path, urlencode(form).encode(), sent)
        self.desk.sweep.run()
        self.desk.settle()
        return answer

    def call(self, **form: Any) -> Answer:
        """Have Twilio ask what the first call says next."""
        return self.twilio(f"/twilio/call?page={self.page()}", **form)

    def ends(self, status: str) -> Answer:
        """Have Twilio tell how the first call ended."""
        return self.twilio(f"/twilio/status?page={self.page()}", CallStatus=status)

    def pagerduty(self, event: object, secret: str = SECRET, more: str = "") -> Answer:
        """Have PagerDuty tell of something."""
        body = json.dumps(event).encode()
        signature = f"{more}v1={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"
        answer = self.ask("/pagerduty/webhook", body, {"HTTP_X_PAGERDUTY_SIGNATURE": signature})
        self.desk.sweep.run()
        self.desk.settle()
        return answer

    def page(self) -> str:
        """Return the name under which Twilio knows the first call."""
        with self.desk.database.read() as session:
            calls = select(OutboxRow.key).where(OutboxRow.method == Method.CALL).order_by(OutboxRow.id)
            return session.scalars(calls.limit(1)).one()
