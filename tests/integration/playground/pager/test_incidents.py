"""PagerDuty's webhooks, and what is signed in its and Twilio's name."""

import hashlib
import hmac
import json

import pytest
from twilio.rest import Client

from playground import Playground
from playground.pager.app_requests import twilio_signature
from tests.integration.playground.control import Control
from tests.integration.playground.pager.voice_app import VoiceApp


@pytest.fixture
def raised(playground: Playground, app: VoiceApp, control: Control) -> str:
    """Give the key of an incident that the app has raised."""
    control.post("pager/webhook", url=f"{app.url}/webhook")
    tell(control, playground, "trigger")
    return "tam:P-1"


def tell(control: Control, playground: Playground, action: str) -> None:
    """Tell PagerDuty of the incident."""
    event = {"routing_key": playground.exchange.account.routing_key, "event_action": action}
    told = {"summary": "It is down", "source": "app", "severity": "critical"}
    address = Control(f"{playground.url}v2/")
    assert address.post("enqueue", **event, dedup_key="tam:P-1", payload=told)["status"] == "success"
    control.get("quiet")


def kinds(app: VoiceApp) -> list[tuple[str, str, str]]:
    """Return what the webhooks told: of what, by whom, under which key."""
    events = [json.loads(body)["event"] for (path, _), body in zip(app.asked, app.bodies, strict=True)]
    return [(one["event_type"], one["agent"]["summary"], one["data"]["incident_key"]) for one in events]


def test_what_happens_to_an_incident_is_told_signed(
    raised: str, app: VoiceApp, control: Control, playground: Playground
) -> None:
    assert control.post("pagerduty", who="petra", what="acknowledge")["status"] == "acknowledged"
    tell(control, playground, "resolve")
    assert kinds(app) == [
        ("incident.triggered", "Events API V2", raised),
        ("incident.acknowledged", "Petra Novak", raised),
        ("incident.resolved", "Events API V2", raised),
    ]
    secret = playground.exchange.account.webhook_secret.encode()
    for headers, body in zip(app.headers, app.bodies, strict=True):
        assert headers["X-PagerDuty-Signature"] == "v1=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
    assert control.get("incidents")["incidents"][0]["status"] == "resolved"


def test_an_app_that_refuses_three_in_a_row_hears_no_more_until_it_is_set_up_again(
    raised: str, app: VoiceApp, control: Control
) -> None:
    app.answers["/webhook"] = 404
    for _ in range(4):
        control.post("pagerduty", who="petra", what="acknowledge")
    assert len(app.asked) == 4
    app.answers["/webhook"] = 503
    control.post("pager/webhook", url=f"{app.url}/webhook")
    control.post("pagerduty", who="petra", what="acknowledge")
    assert len(app.asked) == 7  # one that is away is tried again


def test_what_is_not_open_is_not_resolved(control: Control) -> None:
    shown = [control.post("pagerduty", who="petra", what=what)["shown"] for what in ("resolve", "burn")]
    assert shown == [
        "There is no open incident in PagerDuty.",
        "In PagerDuty an incident is acknowledged or resolved.",
    ]


def test_twilios_signature_is_twilios() -> None:
    signature = twilio_signature("12345", "https://example.com/myapp", {"From": "+1415", "CallSid": "CA1"})
    assert signature == "1uMsK6wKMSmKU1czq2o+RWHIttA="


def test_a_text_is_told_to_be_delivered(
    playground: Playground, app: VoiceApp, twilio: Client, control: Control
) -> None:
    to, sender = playground.exchange.book.number("U0PETRA"), playground.exchange.account.number
    twilio.messages.create(to=to, from_=sender, body="Down", status_callback=f"{app.url}/sms")
    control.get("quiet")
    assert [form["MessageStatus"] for _, form in app.asked] == ["sent", "delivered"]
    assert control.get("texts", who="petra")["texts"][0]["body"] == "Down"
