"""Zendesk's webhooks: heard only if signed just now, and no more believed than which ticket has changed."""

import base64
import hashlib
import hmac
import io
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.clock import FakeClock
from bot.web.requests import TooLarge
from bot.web.zendesk_hook import ZendeskHook, ticket_of
from bot.web.zendesk_signed import ZendeskSignature

KEY = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=="
"""Zendesk signs its own test of a webhook with it."""
SENT_AT = "2021-03-25T05:09:27Z"
BODY = b'{"event":"ticket.updated","id":123}'
SIGNATURE = "S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM="


def signed(body: bytes, sent_at: str = SENT_AT, key: str = KEY) -> str:
    """Return the signature that Zendesk would send."""
    told = hmac.new(key.encode(), sent_at.encode() + body, hashlib.sha256)
    return base64.b64encode(told.digest()).decode()


@dataclass
class Heard:
    """A hook, and the tickets that it has heard of."""

    secrets: tuple[str, ...] = (KEY,)
    clock: FakeClock = field(default_factory=lambda: FakeClock(datetime.fromisoformat(SENT_AT)))
    pokes: list[int] = field(default_factory=list)

    def ask(
        self, body: bytes = BODY, signature: str | None = None, sent_at: str = SENT_AT, method: str = "POST"
    ) -> str:
        """Send a request; return the status."""
        statuses: list[str] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None, /) -> Any:
            statuses.append(status)

        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": "/zendesk/webhook",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "HTTP_X_ZENDESK_WEBHOOK_SIGNATURE": signed(body, sent_at) if signature is None else signature,
            "HTTP_X_ZENDESK_WEBHOOK_SIGNATURE_TIMESTAMP": sent_at,
        }
        hook = ZendeskHook(self.pokes.append, ZendeskSignature(self.secrets, self.clock))
        list(hook(environ, start))
        return statuses[0]


def test_zendesks_own_vector_is_heard() -> None:
    heard = Heard()
    assert heard.ask(signature=SIGNATURE) == "202 Accepted"
    assert heard.pokes == [123]


def test_what_anybody_else_signed_is_refused() -> None:
    heard = Heard()
    for signature in (
        "",
        "é",
        "S/RD",
        SIGNATURE.lower(),
        signed(BODY, key="another secret"),
        f"{SIGNATURE} ",
    ):
        assert heard.ask(signature=signature) == "401 Unauthorized"
    assert heard.pokes == []


def test_what_was_signed_for_another_body_or_another_time_is_refused() -> None:
    heard = Heard()
    assert heard.ask(BODY + b"\n", signature=SIGNATURE) == "401 Unauthorized"
    assert heard.ask(sent_at="2021-03-25T05:09:28Z", signature=SIGNATURE) == "401 Unauthorized"
    assert heard.pokes == []


@pytest.mark.parametrize(
    ("late", "status"),
    [
        (timedelta(minutes=5), "202 Accepted"),
        (timedelta(minutes=5, seconds=1), "401 Unauthorized"),
        (timedelta(minutes=-5), "202 Accepted"),
        (timedelta(minutes=-5, seconds=-1), "401 Unauthorized"),
    ],
)
def test_what_was_sent_more_than_five_minutes_from_now_is_refused(late: timedelta, status: str) -> None:
    assert Heard(clock=FakeClock(datetime.fromisoformat(SENT_AT) + late)).ask() == status


@pytest.mark.parametrize("sent_at", ["", "now", "1616648967", "2021-13-25T05:09:27Z"])
def test_a_signed_time_that_is_none_is_refused(sent_at: str) -> None:
    assert Heard().ask(sent_at=sent_at) == "401 Unauthorized"


def test_while_the_secret_is_changed_either_is_heard() -> None:
    heard = Heard(secrets=("the new one", KEY))
    assert heard.ask() == "202 Accepted"
    assert heard.ask(signature=signed(BODY, key="the new one")) == "202 Accepted"
    assert heard.ask(signature=signed(BODY, key="")) == "401 Unauthorized"
    assert heard.pokes == [123, 123]


def test_without_a_secret_nothing_is_heard() -> None:
    assert Heard(secrets=()).ask(signature=signed(BODY, key="")) == "401 Unauthorized"


def test_what_is_signed_is_accepted_even_if_it_names_no_ticket() -> None:
    heard = Heard()
    for body in (b"", b"[]", b"{", b'"zen:ticket:5"', b"\xff", b'{"subject": "zen:user:5", "type": "x"}'):
        assert heard.ask(body) == "202 Accepted"
    assert heard.pokes == []


def test_a_get_is_answered_whole() -> None:
    assert Heard().ask(method="GET") == "405 Method Not Allowed"


def test_a_body_of_two_megabytes_is_too_large() -> None:
    with pytest.raises(TooLarge):
        Heard().ask(b" " * 2_000_000)


@pytest.mark.parametrize(
    ("told", "ticket"),
    [
        ({"subject": "zen:ticket:123", "type": "zen:event-type:ticket.comment_added", "id": "456"}, 123),
        ({"id": "123", "status": "OPEN"}, 123),
        ({"ticket_id": 123}, 123),
        ({"type": "zen:event-type:user.created", "id": "456", "subject": "zen:user:1"}, None),
        ({"id": "{{ticket.id}}"}, None),
        ({"id": True}, None),
        ({"id": "0"}, None),
        ({"id": "-5"}, None),
        ({"id": "\u0665"}, None),
        ({"id": "9" * 30}, None),
        ({}, None),
    ],
)
def test_a_ticket_is_named_by_the_event_or_by_a_triggers_own_words(
    told: dict[str, object], ticket: int | None
) -> None:
    assert ticket_of(json.dumps(told).encode()) == ticket


@given(some.recursive(some.none() | some.booleans() | some.floats() | some.text(), some.lists))
def test_whatever_is_told_nothing_is_raised(told: object) -> None:
    assert ticket_of(json.dumps({"subject": told, "id": told}).encode()) is None or isinstance(told, str)


@given(some.binary())
def test_no_bytes_are_an_error(body: bytes) -> None:
    ticket_of(body)
