"""Every request to Twilio and PagerDuty is one that their published specifications know."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from twilio.http.http_client import TwilioHttpClient

from bot.domain.keys.said import IncidentAction
from bot.outbox.twilio import TwilioCarrier
from models.queues.outbox import Destination, Method
from playground import Playground
from playground.pager.exchange import Exchange, Trouble
from tests.integration.outbox.conftest import Bench
from tests.integration.outbox.test_pagers import (
    ACCOUNT,
    PHONES,
    SENDER,
    Carriers,
    carriers,
    client_of,
    desk,
    exchange,
    playground,
    ring,
    tell,
    until_settled,
)

__all__ = ["carriers", "desk", "exchange", "playground"]

PAYLOADS = Path(__file__).parents[2] / "payloads"
TWILIO = json.loads((PAYLOADS / "twilio-api-2010.excerpt.json").read_text(encoding="utf-8"))
PAGERDUTY = json.loads((PAYLOADS / "pagerduty-events-v2.excerpt.json").read_text(encoding="utf-8"))


class Recorder:
    """Twilio's own HTTP client, which keeps what it was asked to send."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, dict[str, Any]]] = []
        self._client = TwilioHttpClient()

    def request(self, method: str, url: str, *rest: Any, **named: Any) -> object:
        """Send, and keep, a request."""
        self.sent.append((method, url, dict(named.get("data") or named.get("params") or {})))
        return self._client.request(method, url, *rest, **named)


def faults(schema: dict[str, Any], told: object) -> list[str]:
    """Return what a specification has against a request."""
    checker = Draft202012Validator(schema, format_checker=FormatChecker())
    return [error.message for error in checker.iter_errors(told)]


@pytest.mark.parametrize("public_url", ["", "https://bot.example.com"])
@pytest.mark.parametrize("method", [Method.SMS, Method.CALL])
def test_what_twilio_is_asked_is_in_its_specification(
    desk: Bench, exchange: Exchange, playground: Playground, method: Method, public_url: str
) -> None:
    client, recorder = client_of(playground), Recorder()
    client.http_client = recorder
    carrier = TwilioCarrier(client, SENDER, PHONES.get, lambda _method, _sid, _since: False, public_url)
    desk.relay = desk.another_relay(carriers={Destination.TWILIO: carrier})
    exchange.go_wrong(Trouble.LOST)  # then it looks before it sends again
    ring(desk, method)
    until_settled(desk)
    name = "Messages" if method is Method.SMS else "Calls"
    assert [verb for verb, _, _ in recorder.sent] == ["POST", "GET", "POST"]
    for verb, url, told in recorder.sent:
        assert url.endswith(f"/2010-04-01/Accounts/{ACCOUNT.twilio_sid}/{name}.json")
        assert faults(TWILIO[name]["create" if verb == "POST" else "list"], told) == []
    assert faults(TWILIO[name]["account"], ACCOUNT.twilio_sid) == []


def test_what_pagerduty_is_told_is_in_its_specification(
    desk: Bench, exchange: Exchange, carriers: Carriers
) -> None:
    for action in IncidentAction:
        tell(desk, action)
        until_settled(desk)
    assert [event["event_action"] for event in exchange.events] == ["trigger", "acknowledge", "resolve"]
    assert [faults(PAGERDUTY["event"], event) for event in exchange.events] == [[], [], []]


def test_a_specification_refuses_what_it_does_not_know() -> None:
    wrong = {"To": PHONES["petra"], "From": SENDER, "Timeout": "soon", "Volume": "loud"}
    assert len(faults(TWILIO["Calls"]["create"], wrong)) == 2
    assert len(faults(PAGERDUTY["event"], {"event_action": "shout"})) == 2
