"""Outgoing webhooks: signed, once for each event, again until they arrive, and a customer's its own alone."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from bot.cli.webhooks import _delivery
from bot.clock import FakeClock
from bot.domain.integrations.public_events import PUBLIC_KINDS
from bot.outbox.webhook_carrier import WebhookCarrier
from bot.runbook.integrations.webhooks import WebhookRow
from models.queues.outbox import Destination, Method, OutboxRow
from models.store.database import Database
from tests.fixtures.desk import TRIAGE, Desk, sample
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.listening import listening

ENV = {
    "NEW": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "OLD": "whsec_" + base64.b64encode(b"o" * 32).decode(),
}


@dataclass
class Program:
    """A program that is told: what it heard, and how it answers, the last answer for good."""

    answers: list[tuple[int, dict[str, str]]] = field(default_factory=lambda: [(204, {})])
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def told(self) -> list[Any]:
        """Return what it was told, by message, each once."""
        return [json.loads(body) for body in dict(self._messages()).values()]

    def _messages(self) -> Iterator[tuple[str, bytes]]:
        yield from ((headers["webhook-id"], body) for headers, body in self.heard)

    def answer(self, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str]]:
        """Hear a message and answer it."""
        self.heard.append((headers, body))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def program() -> Program:
    """Give a program that takes everything."""
    return Program()


@pytest.fixture
def address(program: Program) -> Iterator[str]:
    """Give the address at which it hears."""

    class Hears(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, headers = program.answer({k.lower(): v for k, v in self.headers.items()}, body)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with listening(Hears) as served:
        yield f"{served}/tam"


def told_at(address: str, **given: Any) -> WebhookRow:
    """Return a webhook."""
    return WebhookRow(id="ops", url=address, secret="${NEW}", **given)


@pytest.fixture
def told(sqlite: Database, clock: FakeClock, slack: FakeSlack, address: str) -> Desk:
    """Give a desk that tells a program of everything."""
    return telling(sqlite, clock, slack, told_at(address))


def telling(sqlite: Database, clock: FakeClock, slack: FakeSlack, *hooks: WebhookRow) -> Desk:
    """Return a desk with webhooks."""
    provider = sample().provider.model_copy(update={"webhooks": hooks})
    book = replace(sample(), provider=provider)
    carrier = WebhookCarrier({hook.id: hook for hook in hooks}, ENV, clock)
    return Desk(sqlite, clock, slack, book, {Destination.WEBHOOK: carrier})


def test_each_event_is_told_once_with_what_staff_see(told: Desk, program: Program) -> None:
    opened = told.open()
    told.solve(opened)
    stored = [event.kind for event in told.history(opened)]
    assert [one["data"]["kind"] for one in program.told] == stored
    assert {one["type"] for one in program.told} == {f"ticket.{kind}" for kind in stored}
    assert len(program.heard) == len(stored)
    first = program.told[0]
    assert first["data"]["facts"] == {"origin": "form", "priority": "P3"}
    assert (first["timestamp"], first["data"]["ticket"]) == (first["data"]["at"], "PARTIFUL-1")


def test_an_accounts_webhook_is_told_what_its_customer_may_know(
    sqlite: Database, clock: FakeClock, slack: FakeSlack, program: Program, address: str
) -> None:
    desk = telling(
        sqlite, clock, slack, told_at(address, account="partiful", events=("opened", "clock_started"))
    )
    desk.open()
    assert [one["type"] for one in program.told] == ["ticket.opened"]
    assert "clock_started" not in PUBLIC_KINDS


def test_an_accounts_webhook_is_told_nothing_of_what_is_private(
    sqlite: Database, clock: FakeClock, slack: FakeSlack, program: Program, address: str
) -> None:
    desk = telling(sqlite, clock, slack, told_at(address, account="partiful"))
    opened = desk.open(channel=TRIAGE, private_at="https://console.example/agent/tickets/7")
    desk.solve(opened)
    assert program.heard == []


def test_another_accounts_webhook_is_told_nothing(
    sqlite: Database, clock: FakeClock, slack: FakeSlack, program: Program, address: str
) -> None:
    telling(sqlite, clock, slack, told_at(address, account="acme")).open()
    assert program.heard == []


def test_a_message_is_signed_for_its_time_with_each_secret(
    sqlite: Database, clock: FakeClock, slack: FakeSlack, program: Program, address: str
) -> None:
    telling(sqlite, clock, slack, told_at(address, old_secret="${OLD}", events=("opened",))).open()
    ((headers, body),) = program.heard
    stamp = headers["webhook-timestamp"]
    assert int(stamp) == int(clock.now().timestamp())
    content = f"{headers['webhook-id']}.{stamp}.".encode() + body
    keys = [base64.b64decode(ENV[name].removeprefix("whsec_")) for name in ("NEW", "OLD")]
    assert headers["webhook-signature"] == " ".join(
        f"v1,{base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()}" for key in keys
    )


def one_event(told: Desk) -> OutboxRow:
    """Return the newest delivery."""
    with told.database.read() as session:
        return OutboxRow.latest_by(session, Method.WEBHOOK, 1, "ops")[0]


@pytest.mark.parametrize("status", [301, 302, 400, 404, 429, 500, 503])
def test_what_is_not_taken_is_told_again_under_the_same_id(
    sqlite: Database, clock: FakeClock, slack: FakeSlack, program: Program, address: str, status: int
) -> None:
    program.answers = [(status, {"Location": address}), (204, {})]
    desk = telling(sqlite, clock, slack, told_at(address, events=("opened",)))
    desk.open()
    assert one_event(desk).error == f"http_{status}"
    desk.pass_time(timedelta(minutes=1))
    assert len(program.heard) == 2
    assert len(program.told) == 1
    assert one_event(desk).state == "sent"


def test_who_says_when_to_come_back_is_asked_then(
    sqlite: Database, clock: FakeClock, slack: FakeSlack, program: Program, address: str
) -> None:
    program.answers = [(429, {"Retry-After": "600"}), (204, {})]
    desk = telling(sqlite, clock, slack, told_at(address, events=("opened",)))
    desk.open()
    desk.pass_time(timedelta(minutes=9))
    assert len(program.heard) == 1
    desk.pass_time(timedelta(minutes=2))
    assert len(program.heard) == 2


def test_what_nobody_takes_is_given_up_after_a_day(
    sqlite: Database, clock: FakeClock, slack: FakeSlack, program: Program, address: str
) -> None:
    program.answers = [(500, {})]
    desk = telling(sqlite, clock, slack, told_at(address, events=("opened",)))
    desk.open()
    desk.be_down_until(clock.now() + timedelta(hours=23))
    assert one_event(desk).state == "waiting"
    desk.be_down_until(clock.now() + timedelta(hours=2))
    assert one_event(desk).state == "failed"


def test_who_is_gone_is_told_once(
    sqlite: Database, clock: FakeClock, slack: FakeSlack, program: Program, address: str
) -> None:
    program.answers = [(410, {})]
    desk = telling(sqlite, clock, slack, told_at(address, events=("opened",)))
    desk.open()
    assert (one_event(desk).state, one_event(desk).error) == ("failed", "http_410")


def test_a_program_that_is_away_keeps_nothing_from_slack(
    sqlite: Database, clock: FakeClock, slack: FakeSlack
) -> None:
    desk = telling(sqlite, clock, slack, told_at("http://127.0.0.1:9/tam"))
    desk.open()
    assert len(desk.said()) == 1
    assert one_event(desk).state == "waiting"


def test_the_log_says_how_each_delivery_fared(told: Desk) -> None:
    told.open()
    row = one_event(told)
    assert _delivery(row) == (
        f"2026-03-03 15:00:00Z  ops  {row.payload['type']}  PARTIFUL-1  sent after 1 attempt  msg_{row.key}"
    )


def test_no_secret_stands_in_a_row(told: Desk) -> None:
    told.open()
    with told.database.read() as session:
        rows = session.connection().exec_driver_sql("SELECT * FROM outbox").all()
    assert ENV["NEW"].removeprefix("whsec_") not in repr(rows)
