"""The door: Zendesk's webhooks are answered where an account is bridged, and nowhere else."""

import base64
import hashlib
import hmac
import io
import json
from typing import Any

from bot.clock import FakeClock
from bot.settings import Settings
from bot.web.door import Door
from models.store.database import Database
from tests.fixtures.desk import Desk
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.console.heard.bridged import ENVIRONMENT, Bridge


def knocked(desk: Desk, told: object, secret: str = ENVIRONMENT["ZENDESK_WEBHOOK_SECRET"]) -> str:
    """Send a webhook as Zendesk does; return the status."""
    body, sent_at = json.dumps(told, indent=2).encode() + b"\n", desk.clock.now().isoformat()
    signed = hmac.new(secret.encode(), sent_at.encode() + body, hashlib.sha256).digest()
    statuses: list[str] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: object = None, /) -> Any:
        statuses.append(status)

    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/zendesk/webhook",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "HTTP_X_ZENDESK_WEBHOOK_SIGNATURE": base64.b64encode(signed).decode(),
        "HTTP_X_ZENDESK_WEBHOOK_SIGNATURE_TIMESTAMP": sent_at,
    }
    list(Door(Settings.read(ENVIRONMENT), desk.services, desk.database)(environ, start))
    return statuses[0]


def test_a_webhook_has_its_ticket_read(told: Bridge) -> None:
    ticket = told.file()
    event = {"type": "zen:event-type:ticket.created", "subject": f"zen:ticket:{ticket['id']}", "id": "u-1"}
    assert knocked(told.desk, event) == knocked(told.desk, event) == "202 Accepted"
    told.read()
    assert len(told.tickets()) == 1


def test_a_forged_one_changes_nothing(told: Bridge) -> None:
    assert knocked(told.desk, {"id": told.file()["id"]}, "another secret") == "401 Unauthorized"
    assert told.desk.services.console_news.due() == []


def test_without_a_bridge_there_is_no_such_page(sqlite: Database, clock: FakeClock, slack: FakeSlack) -> None:
    assert knocked(Desk(sqlite, clock, slack), {"id": 1}) == "404 Not Found"
